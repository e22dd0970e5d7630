/** Late entry of a paper form: its lines in its order, all of them or none. */
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { draftNumber, logLines, type NumberedDraft } from '../logbook/index.ts'
import type { PaperProblem, PaperRow } from './contract.ts'
import { paperEntered } from './facts.ts'
import { enteredPaper } from './queries.ts'

/** Paper older than this is in the archive; a year is a slip of the pen far more often. */
const oldestMs = 400 * 24 * 3_600_000

export interface PaperForm {
  readonly form: string
  readonly incident: string | null
  readonly rows: readonly PaperRow[]
}

export interface RowProblem {
  /** From 1, as on the screen. */
  readonly row: number
  readonly problem: PaperProblem
}

type Entered = { readonly by: string; readonly at: number; readonly lines: number }

export type PaperRefusal =
  | Refusal<'bad-rows', { readonly rows: RowProblem[] }>
  | Refusal<'already-entered', Entered>

function problemOf(row: PaperRow, before: PaperRow | undefined, now: number) {
  if (row.text.trim() === '') return 'no-text'
  if (row.source.trim() === '') return 'no-source'
  if (isAhead(row.heardAt, now)) return 'in-future'
  if (row.heardAt < now - oldestMs) return 'too-old'
  return before !== undefined && row.heardAt < before.heardAt ? 'before-last' : undefined
}

export function rowProblems(rows: readonly PaperRow[], now: number): RowProblem[] {
  return rows.flatMap((row, place) => {
    const problem = problemOf(row, rows[place - 1], now)
    return problem === undefined ? [] : [{ row: place + 1, problem }]
  })
}

/**
 * Paper says the minute; lines of one minute would stand in the order of their ids. A millisecond
 * each keeps the order of the paper and changes nothing that is shown.
 */
export function inPaperOrder(rows: readonly PaperRow[], now: number): number[] {
  const times: number[] = []
  for (const { heardAt } of rows) times.push(Math.max(heardAt, (times.at(-1) ?? -1) + 1))
  const over = Math.max(0, (times.at(-1) ?? 0) - now)
  return times.map((time) => time - over)
}

export interface EnteredPaper {
  readonly numbers: string[]
  readonly storedAt: number
}

export function enterPaper(
  context: CoreContext,
  seat: Seat,
  { form: typedForm, incident, rows }: PaperForm,
): Result<EnteredPaper, PaperRefusal> {
  const { name, person } = requireRight(seat, 'log.write')
  const form = typedForm.trim()
  const now = context.world.clock.nowMs()
  const bad = rowProblems(rows, now)
  if (bad.length > 0) return refuse('bad-rows', { rows: bad })
  const known = enteredPaper(context.db, form)
  if (known) {
    return refuse('already-entered', { by: known.by, at: known.at, lines: known.lines })
  }
  const times = inPaperOrder(rows, now)
  let lines: NumberedDraft[] = []
  const { storedAt } = recordFor(context, seat, () => {
    const line = logLines(context)
    lines = rows.map((row, place) =>
      line({
        heardAt: times[place] ?? row.heardAt,
        kind: 'comm',
        source: { kind: 'text', text: row.source.trim() },
        channel: row.channel ?? undefined,
        text: row.text.trim(),
        incident: incident ?? undefined,
        generated: false,
        recorder: name,
      }),
    )
    const first = lines[0]
    const last = lines.at(-1)
    const body = {
      form,
      incident: incident ?? undefined,
      lines: lines.map(({ entity }) => entity),
      by: name,
      at: now,
    }
    const numbers =
      first && last && first !== last
        ? `${draftNumber(first)} 至 ${draftNumber(last)}`
        : lines.map(draftNumber).join('')
    return [
      ...lines,
      {
        kind: paperEntered.kind,
        entity: newId(context.world.clock, context.world.random),
        body,
      },
      line({
        kind: 'change',
        source: { kind: 'person', id: person, text: name },
        incident: incident ?? undefined,
        text: `补录纸质表 ${form}，共 ${lines.length} 行：${numbers}`,
        recorder: name,
      }),
    ]
  })
  return accept({ numbers: lines.map(draftNumber), storedAt })
}
