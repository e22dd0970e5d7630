import { useState, type CSSProperties } from 'react'
import { Checkbox, Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { RosterMember } from '../../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../../client.ts'
import { ProblemNote } from '../../../../ui/ProblemNote.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import type { RosterSettings } from './settings-of.ts'
import styles from './Settings.module.css'

const shares = [
  { value: 1, label: '全勤' },
  { value: 0.5, label: '半量' },
  { value: 0, label: '只人工排' },
]

/** 人员和岗位: who serves at which posts and how much; each tick is stored at once. */
export function MemberSettings({ settings }: { readonly settings: RosterSettings }) {
  const [text, setText] = useState('')
  const set = useMutation(queries.rosters.setPerson.mutationOptions())
  const { posts } = settings
  const people = settings.people
    .filter(({ name, title }) => name.includes(text.trim()) || title.includes(text.trim()))
    .toSorted((a, b) => Number(b.serves) - Number(a.serves))
  if (settings.people.length === 0)
    return <EmptyState title="通讯录里还没有人" hint="先在“资源 · 通讯录”登记人员。" />
  const save = (person: RosterMember, some: Partial<RosterMember>) => {
    const { serves, posts: held, share } = { ...person, ...some }
    set.mutate({ person: person.id, serves, posts: [...held], share })
  }
  const tracks = {
    '--tracks': `minmax(88px, 1fr) minmax(88px, 1.4fr) 64px repeat(${posts.length}, minmax(64px, 92px)) 116px`,
  } as CSSProperties
  return (
    <div className={styles.section}>
      <div className={styles.line}>
        <Input
          className={styles.find}
          aria-label="找人"
          placeholder="姓名或职务"
          allowClear
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span className={styles.note}>
          勾选后立即保存；全勤人员之间要均衡，半量的按一半算，“只人工排”的不自动排。
        </span>
      </div>
      <ProblemNote error={set.error} />
      <div className={styles.table} role="table" aria-label="排班人员和岗位" style={tracks}>
        <div role="row" className={styles.head}>
          <span role="columnheader">姓名</span>
          <span role="columnheader">职务</span>
          <span role="columnheader">参加</span>
          {posts.map(({ key, word }) => (
            <span key={key} role="columnheader">
              {word}
            </span>
          ))}
          <span role="columnheader">班量</span>
        </div>
        {people.map((person) => (
          <div key={person.id} role="row" className={styles.row}>
            <span role="rowheader">{person.name}</span>
            <span className={styles.cut}>{person.title}</span>
            <Checkbox
              aria-label={`${person.name} 参加值班`}
              checked={person.serves}
              onChange={({ target }) => save(person, { serves: target.checked })}
            />
            {posts.map(({ key, word }) => (
              <Checkbox
                key={key}
                aria-label={`${person.name} 任${word}`}
                checked={person.posts.includes(key)}
                onChange={({ target }) =>
                  save(person, {
                    serves: person.serves || target.checked,
                    posts: target.checked
                      ? [...person.posts, key]
                      : person.posts.filter((post) => post !== key),
                  })
                }
              />
            ))}
            <Select
              aria-label={`${person.name} 班量`}
              value={person.share}
              options={
                shares.some(({ value }) => value === person.share)
                  ? shares
                  : [...shares, { value: person.share, label: `${person.share} 倍` }]
              }
              onChange={(share) => save(person, { share })}
            />
          </div>
        ))}
      </div>
    </div>
  )
}
