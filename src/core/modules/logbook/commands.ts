/** What an operator does to the log book. Nothing here edits a line. */
import type { z } from 'zod'
import { isAhead } from '../../kernel/clock-grace.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { logbookContract } from './contract.ts'
import { actionClosed, entryRestored, entryStruck } from './facts.ts'
import { draftNumber, logLines, type NumberedDraft } from './lines.ts'
import { entryRow } from './queries.ts'
import type { EntryRow } from './tables.ts'

type Input<Name extends 'write' | 'correct' | 'strike' | 'restore' | 'closeAction'> = z.output<
  NonNullable<(typeof logbookContract)[Name]['~orpc']['inputSchema']>
>

type InFuture = Refusal<'in-future'>
type NotFound = Refusal<'not-found'>
type AlreadyStruck = Refusal<'already-struck'>

/** The time heard as it goes into the fact: never after now. */
function heardTime(context: CoreContext, heardAt: number | undefined): Result<number, InFuture> {
  const now = context.world.clock.nowMs()
  if (heardAt === undefined) return accept(now)
  return isAhead(heardAt, now) ? refuse('in-future') : accept(Math.min(heardAt, now))
}

export interface RecordedLine {
  readonly id: string
  readonly number: string
  readonly day: string
  readonly storedAt: number
}

function recordedLine(draft: NumberedDraft | undefined, { storedAt }: Recorded): RecordedLine {
  if (!draft) throw new Error('the append did not draft its line')
  return { id: draft.entity, number: draftNumber(draft), day: draft.body.day, storedAt }
}

export function writeEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'write'>,
): Result<RecordedLine, InFuture> {
  const { name, person } = requireRight(seat, 'log.write')
  const heard = heardTime(context, input.heardAt)
  if (!heard.ok) return heard
  let draft: NumberedDraft | undefined
  const recorded = recordFor(context, seat, () => {
    draft = logLines(context)({
      heardAt: heard.value,
      kind: input.kind,
      // Nobody named: the officer wrote down what he saw or did himself.
      source:
        input.source.text.trim() === '' ? { kind: 'person', id: person, text: name } : input.source,
      channel: input.channel ?? undefined,
      group: input.group ?? undefined,
      text: input.text.trim(),
      incident: input.incident ?? undefined,
      unit: input.unit ?? undefined,
      callSign: input.callSign ?? undefined,
      needsAction: input.needsAction ? true : undefined,
      replyTo: input.replyTo ?? undefined,
      generated: false,
      recorder: name,
    })
    return [draft]
  })
  return accept(recordedLine(draft, recorded))
}

function standing(row: EntryRow | undefined): Result<EntryRow, NotFound | AlreadyStruck> {
  if (!row) return refuse('not-found')
  return row.struckAt === null ? accept(row) : refuse('already-struck')
}

/** The new line keeps everything of the old one that the officer did not change. */
export function correctEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'correct'>,
): Result<RecordedLine, NotFound | AlreadyStruck | InFuture> {
  const { name } = requireRight(seat, 'log.write')
  const old = standing(entryRow(context.db, input.entry))
  if (!old.ok) return old
  const row = old.value
  const heard = heardTime(context, input.heardAt ?? row.heardAt)
  if (!heard.ok) return heard
  let draft: NumberedDraft | undefined
  const recorded = recordFor(context, seat, () => {
    draft = logLines(context)({ ...corrected(row, input), heardAt: heard.value, recorder: name })
    const body = { reason: input.reason.trim(), by: name, replacedBy: draft.entity }
    return [draft, { kind: entryStruck.kind, entity: row.id, body }]
  })
  return accept(recordedLine(draft, recorded))
}

function corrected(row: EntryRow, input: Input<'correct'>) {
  return {
    kind: input.kind ?? (row.kind as Input<'write'>['kind']),
    source: input.source ?? {
      kind: row.sourceKind as Input<'write'>['source']['kind'],
      id: row.sourceId ?? undefined,
      text: row.sourceText,
    },
    channel:
      input.channel === undefined
        ? ((row.channel as Input<'write'>['channel']) ?? undefined)
        : (input.channel ?? undefined),
    group: row.net ?? undefined,
    text: input.text.trim(),
    incident: row.incident ?? undefined,
    unit: row.unit ?? undefined,
    callSign: row.callSign ?? undefined,
    needsAction: row.needsAction === 1 && row.closedAt === null ? true : undefined,
    replyTo: row.replyTo ?? undefined,
    corrects: row.id,
    generated: false,
  }
}

export function strikeEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'strike'>,
): Result<Recorded, NotFound | AlreadyStruck> {
  const { name } = requireRight(seat, 'log.write')
  const old = standing(entryRow(context.db, input.entry))
  if (!old.ok) return old
  const body = { reason: input.reason.trim(), by: name }
  return accept(record(context, seat, { kind: entryStruck.kind, entity: input.entry, body }))
}

export function restoreEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'restore'>,
): Result<Recorded, NotFound | Refusal<'not-struck'>> {
  const { name } = requireRight(seat, 'log.write')
  const row = entryRow(context.db, input.entry)
  if (!row) return refuse('not-found')
  if (row.struckAt === null) return refuse('not-struck')
  const body = { reason: input.reason.trim(), by: name }
  return accept(record(context, seat, { kind: entryRestored.kind, entity: input.entry, body }))
}

export function closeEntryAction(
  context: CoreContext,
  seat: Seat,
  input: Input<'closeAction'>,
): Result<Recorded, NotFound | Refusal<'not-open'>> {
  const { name } = requireRight(seat, 'log.write')
  const row = entryRow(context.db, input.entry)
  if (!row) return refuse('not-found')
  if (row.needsAction === 0 || row.closedAt !== null) return refuse('not-open')
  const body = { note: input.note.trim(), by: name }
  return accept(record(context, seat, { kind: actionClosed.kind, entity: input.entry, body }))
}

function record(context: CoreContext, seat: Seat, draft: FactDraft): Recorded {
  return recordFor(context, seat, [draft])
}
