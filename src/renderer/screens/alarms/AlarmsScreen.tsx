import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Alarm } from '../../../core/modules/alarms/contract.ts'
import { AlarmDetail } from '../../alarms/AlarmDetail.tsx'
import { queries } from '../../client.ts'
import { useOpenAlarms } from '../../frame/use-alarms.ts'
import { StaleWhileAway } from '../../log/LogView.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { AlarmTable } from './AlarmTable.tsx'
import { GroupDetail } from './GroupDetail.tsx'
import { HistoryFilters } from './HistoryFilters.tsx'
import { firstFilter } from './history-filter.ts'
import { rowsOf, type AlarmTableRow } from './alarm-rows.ts'
import styles from './AlarmsScreen.module.css'

type Part = 'open' | 'shelved' | 'history'

/** 告警: what waits or is worked on, what is shelved, and what was. */
export function AlarmsScreen() {
  const open = useOpenAlarms()
  const [part, setPart] = useState<Part>('open')
  const [filter, setFilter] = useState(firstFilter)
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<string>()
  const history = useQuery({
    ...queries.alarms.history.queryOptions({ input: filter }),
    enabled: part === 'history',
  })
  const rows = rowsFor(part, open, history.data ?? [], expanded)
  const row = rows.find(({ key }) => key === selected) ?? rows[0]
  // What is shown beside the list stays the same alarm, also when acting on it moves its row.
  if (row !== undefined && row.key !== selected) setSelected(row.key)
  const toggle = (key: string) => {
    const next = new Set(expanded)
    if (!next.delete(key)) next.add(key)
    setExpanded(next)
  }
  useHotkey('1', '未了告警', () => setPart('open'))
  useHotkey('2', '搁置的告警', () => setPart('shelved'))
  useHotkey('3', '告警历史', () => setPart('history'))
  const failing = open.failing || history.isError
  return (
    <div className={styles.screen}>
      <Panel
        label="告警列表"
        fixed
        title={
          <Segmented<Part>
            aria-label="看哪些告警"
            value={part}
            options={[
              { value: 'open', label: <Tab words={`未了 ${open.alarms.length}`} keys="1" /> },
              { value: 'shelved', label: <Tab words={`搁置 ${open.shelved.length}`} keys="2" /> },
              { value: 'history', label: <Tab words="历史" keys="3" /> },
            ]}
            onChange={setPart}
          />
        }
        extra={<Load raised={open.load.raised} limit={open.load.limit} />}
      >
        <StaleWhileAway />
        {part === 'history' && <HistoryFilters filter={filter} onChange={setFilter} />}
        {failing && (
          <FailingState
            title="读不到告警"
            error={history.error}
            onRetry={() => void history.refetch()}
          />
        )}
        {!failing && part === 'history' && history.isPending && <LoadingState what="告警历史" />}
        <AlarmTable
          rows={rows}
          shelved={part === 'shelved'}
          selected={row?.key}
          onSelect={setSelected}
          onToggle={toggle}
          empty={<Nothing part={part} />}
        />
      </Panel>
      <Panel title="处理">
        {row === undefined && <EmptyState title="没有选中告警" />}
        {row?.kind === 'alarm' && <AlarmDetail key={row.key} alarm={row.alarm} />}
        {row?.kind === 'group' && (
          <GroupDetail
            line={row.line}
            expanded={expanded.has(row.key)}
            onToggle={() => toggle(row.key)}
          />
        )}
      </Panel>
    </div>
  )
}

function Tab({ words, keys }: { readonly words: string; readonly keys: string }) {
  return (
    <>
      {words} <Kbd keys={keys} />
    </>
  )
}

function rowsFor(
  part: Part,
  { lines, shelved }: Pick<ReturnType<typeof useOpenAlarms>, 'lines' | 'shelved'>,
  history: readonly Alarm[],
  expanded: ReadonlySet<string>,
): readonly AlarmTableRow[] {
  if (part === 'open') return rowsOf(lines, expanded)
  const alarms = part === 'shelved' ? shelved : history
  return alarms.map((alarm) => ({ kind: 'alarm', key: alarm.id, alarm, member: false }))
}

/** How much comes at the desk; one in ten minutes is what a person can follow. */
function Load({ raised, limit }: { readonly raised: number; readonly limit: number }) {
  const over = raised > limit
  return (
    <span className={over ? styles.over : styles.head}>
      近 10 分钟 {raised} 条{over && `，超过 ${limit} 条，请先处理重要的`}
    </span>
  )
}

function Nothing({ part }: { readonly part: Part }) {
  if (part === 'open') return <EmptyState title="无告警" hint="处理完的在“历史”里。" />
  if (part === 'shelved') {
    return <EmptyState title="没有搁置的告警" hint="搁置必须写明结束时间和原因，到时自动恢复。" />
  }
  return <EmptyState title="没有符合条件的告警" />
}
