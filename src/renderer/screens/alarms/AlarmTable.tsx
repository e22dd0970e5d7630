import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDate, beijingDateTime, beijingTime } from '../../../core/kernel/beijing-time.ts'
import { alarmPriorityWords, alarmStateWords } from '../../../core/modules/alarms/contract.ts'
import { useGoToWork } from '../../alarms/use-work.ts'
import { queries } from '../../client.ts'
import { AgeCell } from '../../ui/Age.tsx'
import { classes } from '../../ui/classes.ts'
import { DataList, type Column, type RowTone } from '../../ui/DataList.tsx'
import { coreNow } from '../../ui/now.ts'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import type { AlarmTableRow } from './alarm-rows.ts'
import styles from './AlarmsScreen.module.css'

const minute = 60_000

function seen(row: AlarmTableRow) {
  if (row.kind === 'alarm') {
    const { handler } = row.alarm
    return { ...row.alarm, handlers: handler === null ? '' : handler }
  }
  const { group, members } = row.line
  const detail = members.map(({ title }) => title).join('、')
  return { ...group, detail, handlers: group.handlers.join('、'), incident: null, times: null }
}

function stateWords(row: AlarmTableRow): string {
  if (row.kind === 'alarm') return alarmStateWords[row.alarm.state]
  const { waiting } = row.line.group
  return waiting > 0 ? `归组 · ${waiting} 条未确认` : '归组 · 已确认'
}

function toneOf(row: AlarmTableRow): RowTone | undefined {
  const { state, priority } = seen(row)
  if (state === 'active-unacknowledged') return priority === 'emergency' ? 'emergency' : 'over'
  if (state === 'cleared-unacknowledged') return 'due'
  return state === 'normal' ? 'generated' : undefined
}

function moment(ms: number): string {
  return beijingDate(ms) === beijingDate(coreNow())
    ? beijingTime(ms)
    : beijingDateTime(ms).slice(5, 16)
}

const until: Column<AlarmTableRow> = {
  key: 'until',
  title: '搁置至',
  width: '88px',
  cell: (row) =>
    row.kind === 'alarm' && row.alarm.shelf !== null ? moment(row.alarm.shelf.until) : '',
}

function columnsOf(
  small: boolean,
  shelved: boolean,
  numberOf: (id: string) => string,
): Column<AlarmTableRow>[] {
  const wide: Column<AlarmTableRow>[] = [
    {
      key: 'priority',
      title: '级别',
      width: '44px',
      cell: (row) => alarmPriorityWords[seen(row).priority],
    },
    {
      key: 'incident',
      title: '事件',
      width: '64px',
      cell: (row) => numberOf(seen(row).incident ?? ''),
    },
  ]
  return [
    { key: 'state', title: '状态', width: '150px', cell: stateWords },
    {
      key: 'what',
      title: '告警',
      width: 'minmax(160px, 1fr)',
      cell: (row) => (
        <span
          className={classes(row.kind === 'alarm' && row.member && styles.member)}
          title={`${seen(row).title}　${seen(row).detail}`}
        >
          {row.kind === 'group' && (row.expanded ? '▾ ' : '▸ ')}
          <span className={styles.title}>{seen(row).title}</span>　<span>{seen(row).detail}</span>
        </span>
      ),
    },
    ...(small ? [] : wide),
    { key: 'at', title: '发生', width: '88px', cell: (row) => moment(seen(row).raisedAt) },
    {
      key: 'age',
      title: '历时',
      width: '72px',
      align: 'right',
      cell: (row) =>
        seen(row).state === 'normal' ? (
          ''
        ) : (
          <AgeCell sinceMs={seen(row).raisedAt} dueMs={10 * minute} overMs={30 * minute} />
        ),
    },
    { key: 'handler', title: '处理人', width: '84px', cell: (row) => seen(row).handlers || '—' },
    ...(shelved ? [until] : []),
  ]
}

/** One row per alarm or flood; Enter opens a flood or goes to the work. */
export function AlarmTable({
  rows,
  shelved,
  selected,
  onSelect,
  onToggle,
  empty,
}: {
  readonly rows: readonly AlarmTableRow[]
  /** Shows the end of each shelf. */
  readonly shelved: boolean
  readonly selected: string | undefined
  readonly onSelect: (key: string) => void
  readonly onToggle: (key: string) => void
  readonly empty: ReactNode
}) {
  const small = useSmallDesk()
  const goToWork = useGoToWork()
  const incidents =
    useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const numberOf = (id: string) => incidents.find((card) => card.id === id)?.number ?? ''
  return (
    <DataList<AlarmTableRow>
      label="告警"
      rows={rows}
      columns={columnsOf(small, shelved, numberOf)}
      rowKey={({ key }) => key}
      rowTone={toneOf}
      selectedKey={selected}
      onSelect={({ key }) => onSelect(key)}
      onOpen={(row) => (row.kind === 'group' ? onToggle(row.key) : goToWork(row.alarm))}
      empty={empty}
    />
  )
}
