import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { ReviewPage } from '../../review/ReviewPage.tsx'
import { useReviewPage } from '../../review/review-page.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Split } from '../../ui/Split.tsx'
import { FailingState, LoadingState } from '../../ui/states.tsx'
import { CasualtiesPanel } from './CasualtiesPanel.tsx'
import { FactsPanel } from './FactsPanel.tsx'
import { IncidentHead } from './IncidentHead.tsx'
import { LogPart } from './LogPart.tsx'
import { incidentPanels } from './panels.ts'
import { TasksPanel } from './TasksPanel.tsx'
import styles from './IncidentPage.module.css'

/** One incident: facts, tasks and casualties; its log; teams, reports and files. */
export function IncidentPage({
  id,
  small,
  onList,
}: {
  readonly id: string
  readonly small: boolean
  readonly onList: () => void
}) {
  const reviewing = useReviewPage((page) => page.incident) === id
  const shown = useQuery(queries.incidents.show.queryOptions({ input: { incident: id } }))
  if (shown.error !== null && !shown.data) {
    return (
      <Panel
        title="事件详情"
        extra={
          <ActionButton hint="Alt+Q" onPress={onList}>
            全部事件
          </ActionButton>
        }
      >
        <FailingState
          title="读不到这个事件"
          error={shown.error}
          onRetry={() => void shown.refetch()}
        />
      </Panel>
    )
  }
  if (shown.isPending) {
    return (
      <Panel title="事件详情">
        <LoadingState what="事件" />
      </Panel>
    )
  }
  if (reviewing) return <ReviewPage incident={id} />
  const incident = shown.data
  const desk = small ? 'small' : 'large'
  return (
    <div className={styles.page}>
      <IncidentHead incident={incident} small={small} onList={onList} />
      <div className={styles.below}>
        <Split
          key={desk}
          name={`incident.columns.${desk}`}
          parts={[
            { startPx: small ? 300 : 376, minPx: 260 },
            { minPx: 420 },
            { startPx: small ? 340 : 530, minPx: 300 },
          ]}
        >
          <div className={styles.column}>
            <FactsPanel incident={incident} />
            <TasksPanel incident={incident} />
            <CasualtiesPanel incident={incident} />
          </div>
          <LogPart incident={incident} small={small} />
          <div className={styles.panels}>
            {incidentPanels
              .filter(({ when }) => when === undefined || when(incident))
              .map(({ key, component: Shown }) => (
                <div key={key} className={styles.slot}>
                  <Shown incident={incident} />
                </div>
              ))}
          </div>
        </Split>
      </div>
    </div>
  )
}
