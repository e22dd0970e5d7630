/** Everything that still waits for a person, from wherever it comes, as one list. */
import type { IncidentTask } from '../../core/modules/incidents/contract.ts'
import type { LogEntry } from '../../core/modules/logbook/contract.ts'
import type { ReportBoard } from '../../core/modules/reports/contract.ts'

export interface OpenItem {
  readonly key: string
  /** 日志, 任务, 报告 … */
  readonly kind: string
  readonly text: string
  readonly incident: string | null
  readonly since: number
  /** Who wrote it down or has to do it. */
  readonly who: string
  /** Late against its own time, where it has one. */
  readonly dueAt: number | null
  /** A line of the log is closed here; the others where they are done. */
  readonly entry: LogEntry | undefined
}

export function itemOfEntry(entry: LogEntry): OpenItem {
  return {
    key: `log ${entry.id}`,
    kind: '日志',
    text: entry.text,
    incident: entry.incident,
    since: entry.heardAt,
    who: entry.recorder.name,
    dueAt: null,
    entry,
  }
}

export function itemOfTask({
  id,
  text,
  incident,
  due,
  issuedAt,
  receiver,
}: IncidentTask): OpenItem {
  return {
    key: `task ${id}`,
    kind: '任务',
    text: `任务超时：${text}`,
    incident,
    since: due ?? issuedAt,
    who: receiver,
    dueAt: due,
    entry: undefined,
  }
}

/** Sent back by who reviews it, or sent out and not signed for in its time. */
export function itemsOfReports({ unsent, waiting }: ReportBoard): readonly OpenItem[] {
  const returned = unsent
    .filter(({ report }) => report.state === 'returned')
    .map(({ incident, report }) => ({
      key: `report ${report.id}`,
      kind: '报告',
      text: `退回修改：${report.title}${report.remarks === '' ? '' : `（${report.remarks}）`}`,
      incident: incident.id,
      since: report.stateSince,
      who: report.draftedBy,
      dueAt: null,
      entry: undefined,
    }))
  const unsigned = waiting
    .filter(({ overdue }) => overdue)
    .map(({ incident, report, sending }) => ({
      key: `sending ${sending.id}`,
      kind: '报告',
      text: `报送后未签收：${report.title} → ${sending.to}`,
      incident: incident.id,
      since: sending.at,
      who: sending.to,
      dueAt: null,
      entry: undefined,
    }))
  return [...returned, ...unsigned]
}

/** What is late first, then the oldest. */
export function inOrder(items: readonly OpenItem[], nowMs: number): readonly OpenItem[] {
  const late = ({ dueAt }: OpenItem) => (dueAt !== null && dueAt < nowMs ? 0 : 1)
  return items.toSorted((a, b) => late(a) - late(b) || a.since - b.since)
}
