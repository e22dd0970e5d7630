import { useQuery } from '@tanstack/react-query'
import { beijingDate } from '../../core/kernel/beijing-time.ts'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import { spanWords, type MeasuredTime, type Review } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useReviewPage } from './review-page.ts'
import { limitWords, VerdictTag } from './TimesTable.tsx'
import styles from './Review.module.css'

/** 复盘 beside the incident: how long things took, and the way to the page. */
export function ReviewPanel({ incident }: { readonly incident: Incident }) {
  const open = useReviewPage((page) => page.open)
  const review = useQuery(queries.review.show.queryOptions({ input: { incident: incident.id } }))
  return (
    <Panel
      title="用时与复盘"
      extra={
        <>
          {review.data && <ReviewStateTag review={review.data} />}
          <ActionButton kind="quiet" hotkey="Alt+R" onPress={() => open(incident.id)}>
            复盘
          </ActionButton>
        </>
      }
    >
      {review.data ? (
        <Brief review={review.data} />
      ) : review.error === null ? (
        <LoadingState what="用时" />
      ) : (
        <FailingState
          title="读不到用时"
          error={review.error}
          onRetry={() => void review.refetch()}
        />
      )}
    </Panel>
  )
}

export function ReviewStateTag({ review }: { readonly review: Review }) {
  if (review.overdue) return <Tag tone="orange">复盘到期</Tag>
  if (review.state === null && review.waived === null && !review.ended) return null
  return <Tag tone={review.state === 'closed' ? 'ok' : 'plain'}>{review.stateWord}</Tag>
}

/** The incident's own times; of the teams only what was late. */
function shownTimes({ times }: Review): MeasuredTime[] {
  return times.filter(
    ({ team, verdict }) => team === null || verdict === 'over' || verdict === 'pending-over',
  )
}

function Brief({ review }: { readonly review: Review }) {
  const late = review.times.filter(
    ({ verdict }) => verdict === 'over' || verdict === 'pending-over',
  )
  return (
    <div className={styles.brief}>
      <p className={styles.note}>
        {late.length === 0 ? '没有超时的环节。' : `超时 ${late.length} 项。`}
        {review.dueAt !== null &&
          review.waived === null &&
          ` 复盘期限 ${beijingDate(review.dueAt)}。`}
        {review.waived !== null &&
          ` 已免除复盘（${review.waived.decided}）：${review.waived.reason}`}
      </p>
      <ul className={styles.times} aria-label="用时">
        {shownTimes(review).map((time) => (
          <li key={time.key}>
            <span className={styles.what}>
              {time.team === null ? '' : `${time.team} `}
              {time.label}
            </span>
            <span className={styles.took}>
              {time.tookMs === null ? '' : spanWords(time.tookMs)}
            </span>
            <VerdictTag time={time} />
            {time.limit && <span className={styles.limit}>时限 {limitWords(time)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
