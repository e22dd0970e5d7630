import type { PeopleState } from '../../../core/modules/people/contract.ts'
import { useDutyNames } from './use-duty-names.ts'
import styles from './TitleBar.module.css'

/**
 * 带班 李… 主班 王… of the published roster, both shifts while one hands over to the other; without
 * a roster who is signed in. On the small desk two names of each and how many there are.
 */
export function DutyNames({
  onDuty,
  brief,
}: {
  readonly onDuty: PeopleState['onDuty']
  readonly brief: boolean
}) {
  const most = brief ? 2 : 4
  return useDutyNames(onDuty).map(({ word, names }) => (
    <span
      key={word}
      className={styles.names}
      title={names.map((one) => `${one.word} ${one.name}（${one.note}）`).join('\n')}
    >
      {word !== '' && <span className={styles.role}>{word}</span>}
      {names.slice(0, word === '' ? most : 2).map((one) => (
        <span key={`${one.word} ${one.name} ${one.note}`}>
          {word === '' && <span className={styles.role}>{one.word}</span>}
          {one.name}
          {one.missing && <span className={styles.absent}>未到</span>}
        </span>
      ))}
      {names.length > (word === '' ? most : 2) && (
        <span className={styles.role}>等 {names.length} 人</span>
      )}
    </span>
  ))
}
