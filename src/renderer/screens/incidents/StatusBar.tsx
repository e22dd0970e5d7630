import { beijingDateTime, beijingTime } from '../../../core/kernel/beijing-time.ts'
import {
  incidentWord,
  usualSteps,
  type Incident,
} from '../../../core/modules/incidents/contract.ts'
import { classes } from '../../ui/classes.ts'
import styles from './StatusBar.module.css'

/** The eight steps of the usual way with the time each was reached; other ends have no bar. */
export function StatusBar({
  incident,
  small,
}: {
  readonly incident: Incident
  readonly small: boolean
}) {
  const { incidentStatus, history } = incident
  const now = usualSteps.indexOf(incidentStatus)
  const last = history.at(-1)
  if (now < 0) {
    return (
      <div className={styles.ended}>
        {incidentWord(incidentStatus)} · {beijingDateTime(incident.statusSince)} {last?.by}
        {last?.reason ? `：${last.reason}` : ''}
      </div>
    )
  }
  return (
    <ol className={classes(styles.bar, small && styles.small)} aria-label="处置进度">
      {usualSteps.map((step, place) => {
        const reached = history.findLast(({ status }) => status === step)
        const state = place === now ? 'now' : place < now ? 'done' : 'ahead'
        return (
          <li
            key={step}
            className={classes(styles.step, styles[state])}
            aria-current={state === 'now' ? 'step' : undefined}
            title={reached && `${beijingDateTime(reached.at)} ${reached.by}`}
          >
            <span>{incidentWord(step)}</span>
            <small>{reached && place <= now ? beijingTime(reached.at).slice(0, 5) : '—'}</small>
          </li>
        )
      })}
    </ol>
  )
}
