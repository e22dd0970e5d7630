/** Starting a report and writing in it. Every change writes its own line in the log book. */
import type { z } from 'zod'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { phonesOf } from '../people/index.ts'
import type { reportsContract } from './contract.ts'
import { reportDrafted, reportStepped, reportTextSet, type ReportDrafted } from './facts.ts'
import { reportMachine } from './machine.ts'
import { nextSeq } from './numbering.ts'
import { prefill } from './prefill.ts'
import { earlierOf, elementKeys, isOpen, labelsOf, reportRow, reportRows } from './queries.ts'
import { reportRecord } from './record.ts'
import type { ReportRow } from './tables.ts'
import { reportName, type ReportKind } from './words.ts'

export type Input<Name extends keyof typeof reportsContract> = z.output<
  NonNullable<(typeof reportsContract)[Name]['~orpc']['inputSchema']>
>

/** `首报 石应急值〔2026〕3号`, `续报一（草稿）` */
export function reportCalled({ kind, seq, documentNo }: ReportRow): string {
  return `${reportName(kind, seq)}${documentNo === null ? '' : ` ${documentNo}`}`
}

/** The console's line about a report, in the incident's log. */
export function reportLine(
  incident: string,
  who: { readonly name: string; readonly person: string },
  text: string,
  more: Partial<NewLine> = {},
): NewLine {
  return {
    kind: 'change',
    source: { kind: 'person', id: who.person, text: who.name },
    incident,
    text,
    recorder: who.name,
    ...more,
  }
}

/** What a report of this kind goes on from: the newest one that was signed and stands. */
function earlierRow(rows: readonly ReportRow[], kind: ReportKind): ReportRow | undefined {
  if (kind !== 'follow_up' && kind !== 'final') return undefined
  const written = rows.filter(({ kind: of }) => of === 'first' || of === 'follow_up')
  const standing = written.filter((row) => !isOpen(row) && row.state !== 'void')
  const spoken = rows.filter((row) => row.kind === 'phone_flash' && !isOpen(row))
  return standing.at(-1) ?? spoken.at(-1)
}

/** Who answers questions about the report: the drafter, with the telephone of the directory. */
function deskContact(
  { db, county }: CoreContext,
  { name, person }: { readonly name: string; readonly person: string },
): string {
  return [`${county.county.name}应急值班室`, name, ...phonesOf(db, person)].join(' ')
}

export function draftReport(
  context: CoreContext,
  seat: Seat,
  { incident, kind }: Input<'draft'>,
): Result<{ readonly id: string; readonly storedAt: number }, Refusal<'not-found'>> {
  const { name, person } = requireRight(seat, 'report.write')
  const record = reportRecord(context, incident)
  if (!record) return refuse('not-found')
  const { clock, random } = context.world
  const id = newId(clock, random)
  const { storedAt } = recordFor(context, seat, () => {
    const earlier = earlierRow(reportRows(context.db, incident), kind)?.id
    const keys = elementKeys(context, kind)
    const text = prefill(record, kind, keys, {
      earlier: earlierOf(context, earlier ?? null),
      contact: deskContact(context, { name, person }),
    })
    const seq = nextSeq(context, incident, kind)
    const body: ReportDrafted = {
      incident,
      site: context.site,
      kind,
      seq,
      ...text,
      ...(earlier === undefined ? {} : { earlier }),
      by: name,
      at: clock.nowMs(),
    }
    return [
      { kind: reportDrafted.kind, entity: id, body },
      logLines(context)(
        reportLine(incident, { name, person }, `起草${reportName(kind, seq)}：${text.title}`),
      ),
    ]
  })
  return accept({ id, storedAt })
}

export type TextRefusal =
  | Refusal<'not-found'>
  | Refusal<'unknown-element'>
  | Refusal<'locked', { readonly sentence: string }>

const shownCharacters = 60

function briefly(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return line.length > shownCharacters ? `${line.slice(0, shownCharacters)}…` : line
}

/** Writing in a returned report takes it back into hand. */
function backToDraft(row: ReportRow, by: string, at: number): FactDraft[] {
  if (row.state !== 'returned') return []
  const body = { from: row.state, to: 'draft' as const, reason: '', by, at }
  return [{ kind: reportStepped.kind, entity: row.id, body, base: row.stateSeen }]
}

export function setReportText(
  context: CoreContext,
  seat: Seat,
  { report, element, text, seen }: Input<'setText'>,
): Result<Pick<Recorded, 'storedAt'>, TextRefusal> {
  const { name, person } = requireRight(seat, 'report.write')
  const row = reportRow(context.db, report)
  if (!row) return refuse('not-found')
  if (!isOpen(row)) {
    const state = stateWord(reportMachine, row.state)
    const sentence = `${reportCalled(row)} 现在是“${state}”，内容不能再改。要更正：写续报，或由带班领导作废后另报。所填内容没有丢。`
    return refuse('locked', { sentence })
  }
  const label = labelsOf(context).get(element)
  const known = element === 'title' || elementKeys(context, row.kind).includes(element)
  if (!known || label === undefined) return refuse('unknown-element')
  const stored = row.elements[element]
  const at = context.world.clock.nowMs()
  if (stored !== undefined && stored.text === text && !stored.auto && stored.others.length === 0)
    return accept({ storedAt: at })
  const { storedAt } = recordFor(context, seat, () => [
    {
      kind: reportTextSet.kind,
      entity: row.id,
      body: { element, text, by: name },
      base: seen ?? stored?.seen ?? [],
    },
    ...backToDraft(row, name, at),
    logLines(context)(
      reportLine(
        row.incident,
        { name, person },
        `${reportCalled(row)} ${label}：${text === '' ? '清空' : briefly(text)}`,
      ),
    ),
  ])
  return accept({ storedAt })
}
