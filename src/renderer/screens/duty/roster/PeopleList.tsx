import { useState, type KeyboardEvent } from 'react'
import type { RosterMonth } from '../../../../core/modules/rosters/contract.ts'
import { classes } from '../../../ui/classes.ts'
import { nextIndex } from '../../../ui/list-keys.ts'
import { EmptyState } from '../../../ui/states.tsx'
import type { Carried } from './plan-grid.ts'
import styles from './Roster.module.css'

/** 人员: who may be put where and how many duties each has; dragged, or picked up with Enter. */
export function PeopleList({
  month,
  onCarry,
  onDrop,
}: {
  readonly month: RosterMonth
  readonly onCarry: (carried: Carried, byMouse: boolean) => void
  readonly onDrop: () => void
}) {
  const [at, setAt] = useState(0)
  const people = month.people.filter(({ serves }) => serves)
  const wordOf = (key: string) => month.posts.find((post) => post.key === key)?.word ?? key
  const here = (id: string) =>
    month.shifts.filter(({ posts }) =>
      posts.some(({ people: those }) => those.some((person) => person.id === id)),
    ).length
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, at, people.length, 10)
    const person = people[at]
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter' && person)
      onCarry({ person: person.id, name: person.name }, false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (people.length === 0)
    return (
      <EmptyState title="还没有排班人员" hint="按“设置”在“人员”里勾选谁参加值班、任什么岗位。" />
    )
  return (
    <>
      <div className={classes(styles.person, styles.personHead)}>
        <span>姓名</span>
        <span>岗位</span>
        <span className={styles.number}>本月班</span>
        <span className={styles.number}>本年天</span>
        <span className={styles.number}>请假</span>
      </div>
      <div
        role="listbox"
        tabIndex={0}
        aria-label="排班人员"
        className={styles.listbox}
        aria-activedescendant={`member-${people[at]?.id ?? ''}`}
        onKeyDown={onKeyDown}
      >
        {people.map(({ id, name, posts, share, leave }, index) => (
          <div
            key={id}
            id={`member-${id}`}
            role="option"
            aria-selected={index === at}
            draggable
            className={classes(styles.person, index === at && styles.chosen)}
            onClick={() => setAt(index)}
            onDoubleClick={() => onCarry({ person: id, name }, false)}
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', name)
              setAt(index)
              onCarry({ person: id, name }, true)
            }}
            onDragEnd={onDrop}
          >
            <span className={styles.cut}>
              {name}
              {share < 1 && <span className={styles.note}> 兼</span>}
            </span>
            <span className={classes(styles.note, styles.cut)} title={posts.map(wordOf).join('、')}>
              {posts.map(wordOf).join('、') || '未设岗位'}
            </span>
            <span className={styles.number}>{here(id)}</span>
            <span className={styles.number}>
              {month.balance.find(({ person }) => person === id)?.total ?? 0}
            </span>
            <span className={styles.number}>{leave.length === 0 ? '' : leave.length}</span>
          </div>
        ))}
      </div>
    </>
  )
}
