/** The lines of an export with what belongs to them, page by page, and what they add up to. */
import type { CoreContext } from '../../../module.ts'
import { incidentNumberOf } from '../composers/incident-reading.ts'
import {
  entriesInOrder,
  entryOf,
  type EntryFilter,
  type UndoneStrike,
} from '../../logbook/index.ts'
import type { LogEntry } from '../../logbook/contract.ts'
import { asWritten } from './as-written.ts'
import { paperPlaces } from '../queries.ts'

/** So many are made at once, about ten milliseconds of work. */
const linesPerPart = 200

export interface ExportedLine {
  readonly entry: LogEntry
  readonly undone: readonly UndoneStrike[]
  /** `#12`; empty for the duty log's own. */
  readonly incident: string
  /** `中-1129-1430-1 第3行` of a line that was typed in from paper. */
  readonly paper: string
}

export interface Counts {
  lines: number
  struck: number
  restored: number
  late: number
  generated: number
  openActions: number
}

export function noCounts(): Counts {
  return { lines: 0, struck: 0, restored: 0, late: 0, generated: 0, openActions: 0 }
}

export function count(counts: Counts, { entry, undone }: ExportedLine): void {
  counts.lines += 1
  if (entry.struck) counts.struck += 1
  if (undone.length > 0) counts.restored += 1
  if (entry.late) counts.late += 1
  if (entry.generated) counts.generated += 1
  if (entry.needsAction && !entry.actionClosed && !entry.struck) counts.openActions += 1
}

export function countWords(counts: Counts): string {
  const { lines, struck, restored, late, generated, openActions } = counts
  return `共 ${lines} 条：划改 ${struck} 条，恢复 ${restored} 条，补录 ${late} 条，系统生成 ${generated} 条，待办未办结 ${openActions} 条`
}

/** What was there when the export was asked for: it is fetched, and goes on being written, later. */
export interface Until {
  readonly storedAt: number
  /** The line that tells of the export itself. */
  readonly without: string | undefined
}

export function* exportedLines(
  context: CoreContext,
  filter: EntryFilter,
  until: Until,
): Generator<ExportedLine[], void> {
  const numbers = new Map<string, string>()
  const numberOf = (id: string) => {
    const known = numbers.get(id) ?? incidentNumberOf(context, id)
    numbers.set(id, known)
    return known
  }
  for (const page of entriesInOrder(context.db, filter, linesPerPart)) {
    const rows = page
      .filter(({ id, storedAt }) => storedAt <= until.storedAt && id !== until.without)
      .toSorted(asWritten)
    const papers = paperPlaces(
      context.db,
      rows.map(({ id }) => id),
    )
    yield rows.map((row) => {
      const paper = papers.get(row.id)
      return {
        entry: entryOf(context.db, row),
        undone: row.undone === null ? [] : (JSON.parse(row.undone) as UndoneStrike[]),
        incident: row.incident === null ? '' : numberOf(row.incident),
        paper: paper ? `${paper.form} 第${paper.row}行` : '',
      }
    })
  }
}
