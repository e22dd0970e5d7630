import { useState } from 'react'
import { Checkbox, Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { useSelection } from '../../frame/selection.ts'
import { IncidentList } from '../../incident/IncidentList.tsx'
import { IntakeForm } from '../../incident/IntakeForm.tsx'
import { EntryForm } from '../../log/EntryForm.tsx'
import { LogSearch } from '../../log/LogSearch.tsx'
import { LogView, StaleWhileAway } from '../../log/LogView.tsx'
import { PrintButton } from '../../print/PrintButton.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { FactsPanel } from './FactsPanel.tsx'
import { IncidentHead } from './IncidentHead.tsx'
import styles from './IncidentsScreen.module.css'

/** 事件: the standing lists, and everything about one incident. */
export function IncidentsScreen() {
  const small = useSmallDesk()
  const { part, goTo } = useNavigation()
  const { incident: chosen, selectIncident } = useSelection()
  const list = useQuery(queries.incidents.list.queryOptions({ input: {} }))
  const [intake, setIntake] = useState(false)
  const cards = list.data?.incidents ?? []
  const selected = part ?? chosen ?? cards[0]?.id
  const select = (id: string) => {
    selectIncident(id)
    goTo('incidents', id)
  }
  const desk = small ? 'small' : 'large'
  return (
    <div className={styles.screen}>
      <Split
        key={desk}
        name={`incidents.columns.${desk}`}
        parts={[{ startPx: small ? 270 : 320, minPx: 240 }, { minPx: 640 }]}
      >
        <Panel
          title="事件"
          fixed
          extra={
            <ActionButton kind="primary" hotkey="N" onPress={() => setIntake(true)}>
              接报
            </ActionButton>
          }
        >
          <StaleWhileAway />
          {intake ? (
            <IntakeForm
              onOpened={(id) => {
                setIntake(false)
                select(id)
              }}
              onClose={() => setIntake(false)}
            />
          ) : list.error !== null && !list.data ? (
            <FailingState
              title="读不到事件"
              error={list.error}
              onRetry={() => void list.refetch()}
            />
          ) : list.isPending ? (
            <LoadingState what="事件" />
          ) : (
            <IncidentList
              cards={cards}
              selected={selected}
              onSelect={select}
              empty={<EmptyState title="没有在办事件" hint="接到报告按 N 登记" />}
            />
          )}
        </Panel>
        {selected === undefined ? (
          <Panel title="事件详情">
            <EmptyState title="没有选中事件" hint="在左边选一个，或按 N 接报登记。" />
          </Panel>
        ) : (
          <OneIncident key={selected} id={selected} small={small} />
        )}
      </Split>
    </div>
  )
}

function OneIncident({ id, small }: { readonly id: string; readonly small: boolean }) {
  const shown = useQuery(queries.incidents.show.queryOptions({ input: { incident: id } }))
  const [tab, setTab] = useState<'log' | 'search'>('log')
  const [filter, setFilter] = useState({ typedOnly: false, includeStruck: true })
  useHotkey('Ctrl+F', '查找日志', () => setTab('search'))
  if (shown.error !== null && !shown.data) {
    return (
      <Panel title="事件详情">
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
  const incident = shown.data
  const numberOf = (other: string) => (other === id ? incident.number : undefined)
  return (
    <div className={styles.one}>
      <IncidentHead incident={incident} small={small} />
      <div className={styles.below}>
        <FactsPanel incident={incident} />
        <Panel
          label={`${incident.number} 纪实`}
          fixed
          title={
            <Segmented
              aria-label="看什么"
              value={tab}
              options={[
                { value: 'log' as const, label: `${incident.number} 纪实` },
                { value: 'search' as const, label: '查找' },
              ]}
              onChange={setTab}
            />
          }
          extra={
            <>
              <Checkbox
                checked={filter.typedOnly}
                onChange={(event) => setFilter({ ...filter, typedOnly: event.target.checked })}
              >
                只看人工
              </Checkbox>
              <Checkbox
                checked={filter.includeStruck}
                onChange={(event) => setFilter({ ...filter, includeStruck: event.target.checked })}
              >
                显示划改
              </Checkbox>
              <PrintButton incident={incident} />
            </>
          }
        >
          {tab === 'log' ? (
            <LogView incident={id} filter={filter} narrow={small} />
          ) : (
            <LogSearch incident={id} filter={filter} narrow={small} incidentNumber={numberOf} />
          )}
          <EntryForm incident={id} />
        </Panel>
      </div>
    </div>
  )
}
