import type { PeopleState } from '../../../core/modules/people/contract.ts'
import styles from './TitleBar.module.css'

/** 带班 李… 主班 王…; on the small desk two names and how many there are. */
export function DutyNames({
  onDuty,
  brief,
}: {
  readonly onDuty: PeopleState['onDuty']
  readonly brief: boolean
}) {
  if (onDuty.length === 0) return null
  const shown = brief ? onDuty.slice(0, 2) : onDuty.slice(0, 4)
  const all = onDuty.map(({ word, name, seat }) => `${word} ${name}（${seat}）`).join('\n')
  return (
    <span className={styles.names} title={all}>
      {shown.map(({ word, name, seat }) => (
        <span key={`${name} ${seat}`}>
          <span className={styles.role}>{word}</span>
          {name}
        </span>
      ))}
      {onDuty.length > shown.length && <span className={styles.role}>等 {onDuty.length} 人</span>}
    </span>
  )
}
