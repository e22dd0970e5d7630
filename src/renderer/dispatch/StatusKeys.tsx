import type { UnitStatusShown } from '../../core/modules/places/contract.ts'
import { StateDigit } from '../ui/StateChip.tsx'
import styles from './Dispatch.module.css'

/** The county's unit states as keys: digit, word, colour; the present one is pressed. */
export function StatusKeys({
  label = '设为',
  statuses,
  current,
  busy,
  onChoose,
}: {
  readonly label?: string
  readonly statuses: readonly UnitStatusShown[]
  readonly current: string | undefined
  readonly busy: boolean
  readonly onChoose: (status: UnitStatusShown) => void
}) {
  return (
    <div className={styles.keys} role="group" aria-label={label}>
      {statuses.map((status) => (
        <button
          key={status.key}
          type="button"
          className={styles.key}
          aria-pressed={status.key === current}
          disabled={busy}
          onClick={() => onChoose(status)}
        >
          <StateDigit digit={status.digit} token={status.token} />
          {status.word}
        </button>
      ))}
    </div>
  )
}
