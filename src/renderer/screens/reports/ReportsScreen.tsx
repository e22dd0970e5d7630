import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { ReportBoard } from '../../../core/modules/reports/contract.ts'
import { queries } from '../../client.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { useSelection } from '../../frame/selection.ts'
import { ReportEditor } from '../../reports/ReportEditor.tsx'
import { ReportsPanel } from '../../reports/ReportsPanel.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { DueList, SentList, UnsentList, WaitingList } from './BoardLists.tsx'
import { RuleList } from './RuleList.tsx'
import styles from './ReportsScreen.module.css'

const tabs = ['due', 'unsent', 'sent', 'waiting', 'rules'] as const
type Tab = (typeof tabs)[number]

function labelOf(tab: Tab, board: ReportBoard | undefined): string {
  const count = (list: readonly unknown[] | undefined) => ` ${list?.length ?? ''}`
  switch (tab) {
    case 'due':
      return `应报${count(board?.due)}`
    case 'unsent':
      return `待发${count(board?.unsent)}`
    case 'sent':
      return `今日已报${count(board?.sent)}`
    case 'waiting':
      return `待签收${count(board?.waiting)}`
    case 'rules':
      return '时限规则'
  }
}

/** The digit that opens a tab. */
function TabKey({
  digit,
  tab,
  onPress,
}: {
  readonly digit: number
  readonly tab: Tab
  readonly onPress: (tab: Tab) => void
}) {
  useHotkey(String(digit), labelOf(tab, undefined).trim(), () => onPress(tab))
  return null
}

/** 报表: what is due over all incidents, what was sent today, what nobody has signed for. */
export function ReportsScreen() {
  const small = useSmallDesk()
  const { part, goTo } = useNavigation()
  const { selectIncident } = useSelection()
  const board = useQuery(queries.reports.board.queryOptions({ input: {} }))
  const [tab, setTab] = useState<Tab>('due')
  const [due, setDue] = useState<{ readonly row: string; readonly incident: string }>()
  const incident = due?.incident
  const open = (report: string) => goTo('reports', report)
  const showDue = (row: string, of: string) => {
    setDue({ row, incident: of })
    goTo('reports')
  }
  const desk = small ? 'small' : 'large'
  return (
    <div className={styles.screen}>
      {tabs.map((one, at) => (
        <TabKey key={one} digit={at + 1} tab={one} onPress={setTab} />
      ))}
      <Split
        key={desk}
        name={`reports.columns.${desk}`}
        parts={[{ startPx: small ? 430 : 620, minPx: 320 }, { minPx: 560 }]}
      >
        <Panel
          label="报送情况"
          fixed
          title={
            <Segmented
              aria-label="看什么"
              value={tab}
              options={tabs.map((value) => ({ value, label: labelOf(value, board.data) }))}
              onChange={setTab}
            />
          }
        >
          {tab === 'rules' ? (
            <RuleList />
          ) : board.error !== null && !board.data ? (
            <FailingState
              title="读不到报送情况"
              error={board.error}
              onRetry={() => void board.refetch()}
            />
          ) : board.data === undefined ? (
            <LoadingState what="报送情况" />
          ) : tab === 'due' ? (
            <DueList board={board.data} selected={due?.row} onSelect={showDue} />
          ) : tab === 'unsent' ? (
            <UnsentList board={board.data} selected={part} onOpen={open} />
          ) : tab === 'sent' ? (
            <SentList board={board.data} selected={part} onOpen={open} />
          ) : (
            <WaitingList board={board.data} selected={part} onOpen={open} />
          )}
        </Panel>
        {part !== undefined ? (
          <ReportEditor
            key={part}
            report={part}
            onClose={() => goTo('reports')}
            onIncident={(id) => {
              selectIncident(id)
              goTo('incidents', id)
            }}
          />
        ) : incident !== undefined ? (
          <ReportsPanel key={incident} incident={{ id: incident }} />
        ) : (
          <Panel title="报告">
            <EmptyState title="没有选中报告" hint="在左边选一条；在事件页按 W 起草。" />
          </Panel>
        )}
      </Split>
    </div>
  )
}
