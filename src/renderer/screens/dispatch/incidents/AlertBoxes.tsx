import { classes } from '../../../ui/classes.ts'
import styles from './AlertBoxes.module.css'

export interface AlertBox {
  readonly key: string
  readonly label: string
  readonly count: number
  /** Life or a deadline hangs on it: red and amber; the others only say how many. */
  readonly weight: 'red' | 'orange' | 'plain'
}

/** Counts from the state of things; zero is pale and stays in its place (UI rule 24). */
export function AlertBoxes({
  boxes,
  chosen,
  onChoose,
}: {
  readonly boxes: readonly AlertBox[]
  readonly chosen: string | undefined
  readonly onChoose: (key: string) => void
}) {
  return (
    <div className={styles.boxes} role="group" aria-label="提醒">
      {boxes.map(({ key, label, count, weight }) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === chosen}
          data-box={key}
          className={classes(
            styles.box,
            count === 0 ? styles.zero : styles[weight],
            key === chosen && styles.chosen,
          )}
          onClick={() => onChoose(key)}
        >
          <b>{count}</b>
          <span>{label}</span>
        </button>
      ))}
    </div>
  )
}
