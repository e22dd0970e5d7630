import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { RosterMember } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { classes } from '../../../ui/classes.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { isComposing } from '../../../ui/hotkeys.ts'
import { nextIndex } from '../../../ui/list-keys.ts'
import { matchingMembers } from './matching-members.ts'
import styles from './Roster.module.css'

/** 填人: letters narrow, the core says who fits best and what each would break; Enter takes the first. */
export function FillBox({
  words,
  shift,
  post,
  instead,
  members,
  letter,
  onTake,
  onClose,
}: {
  /** `12月3日 夜班 主班` */
  readonly words: string
  readonly shift: string
  readonly post: string
  readonly instead: string | null
  readonly members: readonly RosterMember[]
  readonly letter: string
  readonly onTake: (person: string) => void
  readonly onClose: () => void
}) {
  const [text, setText] = useState(letter)
  const [at, setAt] = useState(0)
  const candidates = useQuery(
    queries.rosters.candidates.queryOptions({ input: { shift, post, instead } }),
  )
  const people = useQuery(queries.people.list.queryOptions()).data ?? []
  const initialsOf = (id: string) => people.find((person) => person.id === id)?.initials ?? ''
  const ranked = candidates.data ?? []
  const known = new Set(ranked.map(({ person }) => person.id))
  const rest = members
    .filter(({ id }) => !known.has(id) && id !== instead)
    .map((person) => ({ person, violations: [], total: undefined }))
  const shown = matchingMembers([...ranked, ...rest], text, initialsOf)
  const chosen = Math.min(at, shown.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const next = nextIndex(event.key, chosen, shown.length, 6)
    const option = shown[chosen]
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter') {
      if (option) onTake(option.person.id)
    } else if (next !== undefined && event.key !== 'Home' && event.key !== 'End') setAt(next)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className={styles.fill} aria-label="填人">
      <div className={styles.fillHead}>
        <b>{words}</b>
        <Input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="fill-options"
          aria-activedescendant={shown.length > 0 ? `fill-option-${chosen}` : undefined}
          aria-label="填谁"
          placeholder="姓名或拼音首字母"
          value={text}
          maxLength={20}
          onChange={({ target }) => {
            setText(target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <span className={styles.note}>↑ ↓ 选择，回车填入，Esc 不填</span>
        {candidates.error !== null && (
          <span className={styles.hardWords}>{describeError(candidates.error)}</span>
        )}
      </div>
      <div id="fill-options" role="listbox" aria-label="可以填的人" className={styles.options}>
        {shown.length === 0 && <div className={styles.note}>没有这个人；按 Esc 返回。</div>}
        {shown.map(({ person, violations, total }, index) => (
          <div
            key={person.id}
            id={`fill-option-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes(styles.option, index === chosen && styles.chosen)}
            onClick={() => onTake(person.id)}
          >
            <b>{person.name}</b>
            <span className={styles.note}>{total === undefined ? '' : `本年 ${total} 班`}</span>
            {violations.length === 0 ? (
              <span className={styles.note}>{total === undefined ? '' : '可以排'}</span>
            ) : (
              <span
                className={
                  violations.some(({ hard }) => hard) ? styles.hardWords : styles.softWords
                }
              >
                {violations.map((violation) => violation.words).join('；')}
              </span>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
