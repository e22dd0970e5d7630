import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { EntryText } from '../../../../log/EntryText.tsx'
import { classes } from '../../../../ui/classes.ts'
import { EmptyState, FailingState, LoadingState } from '../../../../ui/states.tsx'
import { seek, usePast } from './past-store.ts'
import styles from './Time.module.css'

/** The log as it stood then: what was corrected later is not corrected yet. */
export function PastLog() {
  const at = usePast(({ shown, at: wanted }) => shown?.at ?? wanted)
  const incident = usePast(({ span }) => span?.incident ?? null)
  const lines = useQuery({
    ...queries.lookback.lines.queryOptions({ input: { incident, at: at ?? 0 } }),
    enabled: at !== undefined,
    placeholderData: (before) => before,
    // Every moment of a replay is a question of its own.
    gcTime: 30_000,
  })
  if (lines.error) {
    return (
      <FailingState
        title="读不到当时的记录"
        error={lines.error}
        onRetry={() => void lines.refetch()}
      />
    )
  }
  if (!lines.data) return <LoadingState what="当时的记录" />
  if (lines.data.entries.length === 0) return <EmptyState title="当时还没有记录" />
  return (
    <ol className={styles.lines} aria-label="当时的记录，新的在前">
      {lines.data.entries.map((entry, index) => (
        <li key={entry.id}>
          <button
            type="button"
            className={classes(styles.entry, index === 0 && styles.newest)}
            aria-current={index === 0 ? 'step' : undefined}
            title="回到记下这一条的时刻"
            onClick={() => seek(entry.storedAt)}
          >
            <span className={styles.clock}>{beijingTime(entry.heardAt).slice(0, 5)}</span>
            <EntryText entry={entry} query="" narrow />
          </button>
        </li>
      ))}
    </ol>
  )
}
