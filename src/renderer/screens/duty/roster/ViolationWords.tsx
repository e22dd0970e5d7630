import { violationsOf } from './use-plan.ts'
import styles from './Roster.module.css'

/** Each broken rule of a refusal, a sentence each. */
export function ViolationWords({
  error,
  hardOnly = false,
}: {
  readonly error: unknown
  readonly hardOnly?: boolean
}) {
  const shown = violationsOf(error).filter(({ hard }) => hard || !hardOnly)
  if (shown.length === 0) return null
  return (
    <ul className={styles.words}>
      {shown.map(({ key, words }) => (
        <li key={key}>{words}</li>
      ))}
    </ul>
  )
}
