import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { ageInWords } from '../../../ui/age.ts'
import { useNow } from '../../../ui/now.ts'
import { classes } from '../../../ui/classes.ts'
import styles from './Wall.module.css'

const shownAtOnce = 3

/** The report limits that come next. */
export function WallClocks() {
  const now = useNow()
  const tightest = useQuery(queries.reports.tightest.queryOptions({ input: {} })).data ?? []
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const due = tightest
    .flatMap(({ incident, clock }) =>
      clock.dueAt === null ? [] : [{ incident, ...clock, dueAt: clock.dueAt }],
    )
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .slice(0, shownAtOnce)
  return (
    <section className={styles.clocks} aria-label="报告时限">
      <span className={styles.pale}>报告时限</span>
      <div>
        {due.length === 0 && <div className={styles.line}>没有临期报告</div>}
        {due.map(({ incident, rule, label, dueAt }) => (
          <div key={`${incident} ${rule}`} className={styles.line}>
            <span className={styles.text}>
              {incidents?.find(({ id }) => id === incident)?.number} {label}
            </span>
            <time>{beijingTime(dueAt).slice(0, 5)}</time>
            <b className={classes(styles.left, dueAt <= now && styles.over)}>
              {dueAt > now ? `剩 ${ageInWords(dueAt - now)}` : `超 ${ageInWords(now - dueAt)}`}
            </b>
          </div>
        ))}
      </div>
    </section>
  )
}
