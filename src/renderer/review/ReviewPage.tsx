import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { beijingDate } from '../../core/kernel/beijing-time.ts'
import type { Review } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { PrintButton } from '../print/PrintButton.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { ActionsView } from './ActionsView.tsx'
import { ReliefView } from './ReliefView.tsx'
import { reviewTabs, useReviewPage, type ReviewTab } from './review-page.ts'
import { ReviewStateTag } from './ReviewPanel.tsx'
import { SectionsView } from './SectionsView.tsx'
import { StepBar } from './StepBar.tsx'
import { TimelineView } from './TimelineView.tsx'
import { TimesTable } from './TimesTable.tsx'
import styles from './Review.module.css'

/** Whoever changed the tab by its key goes on with the keyboard in what it shows. */
function focusFirst(shown: HTMLDivElement | null): void {
  shown?.querySelector<HTMLElement>('[role="grid"], input, textarea')?.focus()
}

/** 复盘 of one incident, in the place of the incident's page. */
export function ReviewPage({ incident }: { readonly incident: string }) {
  const { tab, show, close } = useReviewPage()
  const review = useQuery(queries.review.show.queryOptions({ input: { incident } }))
  const at = reviewTabs.findIndex(([key]) => key === tab)
  const turn = (by: number) => {
    const next = reviewTabs[(at + by + reviewTabs.length) % reviewTabs.length]
    if (next) show(next[0])
  }
  return (
    <Panel
      fixed
      label="复盘"
      title={
        <Segmented
          aria-label="复盘内容"
          value={tab}
          options={reviewTabs.map(([value, label]) => ({ value, label }))}
          onChange={(value) => show(value)}
        />
      }
      extra={
        <>
          <ActionButton kind="quiet" hotkey="Alt+ArrowLeft" name="上一页" onPress={() => turn(-1)}>
            ‹
          </ActionButton>
          <ActionButton kind="quiet" hotkey="Alt+ArrowRight" name="下一页" onPress={() => turn(1)}>
            ›
          </ActionButton>
          {review.data && <PrintButton incident={{ id: incident, number: review.data.number }} />}
          <ActionButton hotkey="Alt+R" onPress={close}>
            回到事件
          </ActionButton>
        </>
      }
    >
      {review.data ? (
        <div className={styles.page}>
          <div className={styles.head}>
            <b>
              {review.data.number} {review.data.title}
            </b>
            <ReviewStateTag review={review.data} />
            <Due review={review.data} />
            <span className={styles.grow} />
            <StepBar review={review.data} />
          </div>
          <div key={tab} className={styles.body} ref={focusFirst}>
            <TabBody tab={tab} review={review.data} />
          </div>
        </div>
      ) : review.error === null ? (
        <LoadingState what="复盘" />
      ) : (
        <FailingState
          title="读不到复盘"
          error={review.error}
          onRetry={() => void review.refetch()}
        />
      )}
    </Panel>
  )
}

function Due({ review }: { readonly review: Review }) {
  if (review.waived !== null) {
    return (
      <span className={styles.note}>
        {review.waived.decided} 免除：{review.waived.reason}
      </span>
    )
  }
  if (review.conflict) return <Tag tone="red">两处同时改动</Tag>
  if (review.dueAt === null) return null
  return <span className={styles.note}>期限 {beijingDate(review.dueAt)}</span>
}

function TabBody({ tab, review }: { readonly tab: ReviewTab; readonly review: Review }) {
  switch (tab) {
    case 'times':
      return (
        <>
          {review.timesSigned && <p className={styles.note}>签发时的数据，此后补录不改。</p>}
          <TimesTable times={review.times} />
        </>
      )
    case 'timeline':
      return <TimelineView incident={review.incident} />
    case 'sections':
      return <SectionsView review={review} />
    case 'actions':
      return <ActionsView review={review} />
    case 'relief':
      return <ReliefView review={review} />
  }
}
