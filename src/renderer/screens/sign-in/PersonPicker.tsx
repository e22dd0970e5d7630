import { useState } from 'react'
import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import type { RosterPerson } from '../../../core/modules/people/contract.ts'
import { classes } from '../../ui/classes.ts'
import { isComposing } from '../../ui/hotkeys.ts'
import { nextIndex } from '../../ui/list-keys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { matchingPeople } from './matching-people.ts'
import styles from './SignInScreen.module.css'

/** Arrows choose, letters of the name narrow; Enter goes on to the password. */
export function PersonPicker({
  people,
  picked,
  onPick,
}: {
  readonly people: readonly RosterPerson[]
  readonly picked: string | undefined
  readonly onPick: (id: string) => void
}) {
  const [typed, setTyped] = useState('')
  const shown = matchingPeople(people, typed)
  const move = (key: string): boolean => {
    const at = shown.findIndex(({ id }) => id === picked)
    const next = shown[nextIndex(key, at, shown.length, 5) ?? -1]
    if (next) onPick(next.id)
    return next !== undefined
  }
  return (
    <Panel
      title="选择人员"
      extra={<span className={styles.hint}>↑↓ 选人，或输入首字母</span>}
      footer="账号存在本机，断网也能登录"
      className={styles.people}
      fixed
    >
      <div className={styles.search}>
        <Input
          aria-label="按姓名或拼音首字母找人"
          placeholder="姓名或拼音首字母"
          prefix={<SearchOutlined />}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            const [first] = matchingPeople(people, event.target.value)
            if (first) onPick(first.id)
          }}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return
            if (['ArrowDown', 'ArrowUp'].includes(event.key) && move(event.key))
              event.preventDefault()
            if (event.key === 'Enter') document.getElementById('sign-in-password')?.focus()
          }}
        />
      </div>
      <div
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label="人员"
        aria-activedescendant={picked === undefined ? undefined : `person-${picked}`}
        onKeyDown={(event) => {
          if (move(event.key)) event.preventDefault()
          if (event.key === 'Enter') document.getElementById('sign-in-password')?.focus()
        }}
      >
        {shown.length === 0 && <div className={styles.nobody}>没有姓名或首字母相符的人员</div>}
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            chosen={person.id === picked}
            onPick={() => onPick(person.id)}
          />
        ))}
      </div>
    </Panel>
  )
}

function PersonRow({
  person,
  chosen,
  onPick,
}: {
  readonly person: RosterPerson
  readonly chosen: boolean
  readonly onPick: () => void
}) {
  const { id, name, post, roles, enrolled, seats } = person
  const words = roles.map(({ word }) => word)
  const second = [...words, post].filter((part) => part !== '').join(' · ')
  const note = seats.length > 0 ? `${seats.join('、')} 已登录` : enrolled ? '' : '未在本机设口令'
  return (
    <div
      id={`person-${id}`}
      role="option"
      aria-selected={chosen}
      className={classes(styles.person, chosen && styles.chosen)}
      onClick={onPick}
    >
      <span className={styles.mark} aria-hidden>
        {[...name][0]}
      </span>
      <span className={styles.who}>
        <b>{name}</b>
        <span className={styles.hint}>{second}</span>
      </span>
      <span className={styles.hint}>{note}</span>
    </div>
  )
}
