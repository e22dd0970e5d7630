/** Everything that still waits for a person, from wherever it comes, as one list. */
import type { LogEntry } from '../../../../core/modules/logbook/contract.ts'

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

/** What is late first, then the oldest. */
export function inOrder(items: readonly OpenItem[], nowMs: number): readonly OpenItem[] {
  const late = ({ dueAt }: OpenItem) => (dueAt !== null && dueAt < nowMs ? 0 : 1)
  return items.toSorted((a, b) => late(a) - late(b) || a.since - b.since)
}
