import type { UnitStatusShown } from '../../../../core/modules/places/contract.ts'
import { StateDigit } from '../../../ui/StateChip.tsx'
import styles from './UnitBoard.module.css'

/** The county's unit states as keys: digit, word, colour; the present one is pressed. */
export function StatusKeys({
  statuses,
  current,
  busy,
  onChoose,
}: {
  readonly statuses: readonly UnitStatusShown[]
  readonly current: string | undefined
  readonly busy: boolean
  readonly onChoose: (status: UnitStatusShown) => void
}) {
  return (
    <div className={styles.keys} role="group" aria-label="设为">
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
