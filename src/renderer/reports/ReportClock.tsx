import { useQuery } from '@tanstack/react-query'
import type { ReportClock as Clock } from '../../core/modules/reports/contract.ts'
import { queries } from '../client.ts'
import { classes } from '../ui/classes.ts'
import { useNow } from '../ui/now.ts'
import { clockLook } from './clock-look.ts'
import styles from './ReportClock.module.css'

/** How much of a limit is used, in the colour of its state; words stand beside it. */
export function ClockBar({ clock }: { readonly clock: Clock }) {
  const { tone, used } = clockLook(clock, useNow())
  const percent = Math.round(used * 100)
  return (
    <span className={classes(styles.bar, styles[tone])} aria-hidden="true">
      <i style={{ width: `${percent}%` }} />
    </span>
  )
}

/** `剩 28:49`, counting. */
export function ClockWords({ clock }: { readonly clock: Clock }) {
  const { tone, words } = clockLook(clock, useNow())
  return <span className={classes(styles.words, styles[tone])}>{words}</span>
}

/** The tightest report limit of an incident, for its card; nothing where none is open. */
export function ReportClock({ incident }: { readonly incident: string }) {
  const tightest = useQuery(queries.reports.tightest.queryOptions({ input: {} }))
  const clock = tightest.data?.find((one) => one.incident === incident)?.clock
  if (!clock) return null
  return (
    <div
      className={styles.card}
      title={`${clock.label}：报${clock.to}，${clock.tag}（${clock.sourceText}）`}
      data-clock={clock.rule}
    >
      <span className={styles.label}>{clock.label}</span>
      <ClockBar clock={clock} />
      <ClockWords clock={clock} />
    </div>
  )
}
