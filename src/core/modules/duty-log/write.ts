/** Writing and correcting an entry: its line, its fields and who was told, in one append. */
import type { z } from 'zod'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import {
  draftNumber,
  entryRow,
  entryStruck,
  logLines,
  type EntryRow,
  type NumberedDraft,
} from '../logbook/index.ts'
import { quietOver } from './quiet.ts'
import type { dutyLogContract } from './contract.ts'
import { dutyNotified, dutyWritten, type DutyNotified, type DutyWritten } from './facts.ts'
import { entryLine, followUp, noticeText, type Writer } from './lines.ts'
import { chainOf, dutyRow } from './entries.ts'

type Input<Name extends 'write' | 'correct'> = z.output<
  NonNullable<(typeof dutyLogContract)[Name]['~orpc']['inputSchema']>
>
type InFuture = Refusal<'in-future'>

export interface WrittenEntry {
  readonly id: string
  readonly number: string
  readonly storedAt: number
}

/** As it goes into the fact: never after now. */
export function pastTime(context: CoreContext, at: number | undefined): Result<number, InFuture> {
  const now = context.world.clock.nowMs()
  if (at === undefined) return accept(now)
  return isAhead(at, now) ? refuse('in-future') : accept(Math.min(at, now))
}

function fieldsOf(
  input: Omit<Input<'correct'>, 'entry' | 'reason'>,
  more: Pick<DutyWritten, 'done' | 'at' | 'by'>,
): DutyWritten {
  return {
    direction: input.direction,
    unit: input.unit.trim(),
    person: input.person.trim(),
    contact: input.contact.trim(),
    channel: input.channel ?? null,
    content: input.content.trim(),
    whenWhere: input.whenWhere.trim(),
    handling: input.handling.trim(),
    remark: input.remark.trim(),
    ...more,
  }
}

interface NoticeInput {
  readonly whom: string
  readonly channel?: DutyNotified['channel'] | undefined
  readonly reply: string
}

/** @param at when they were told, UTC epoch milliseconds */
export function noticeOf(
  context: CoreContext,
  { whom, channel = null, reply }: NoticeInput,
  at: number,
  by: string,
): DutyNotified {
  const { clock, random } = context.world
  return { notice: newId(clock, random), whom: whom.trim(), at, channel, reply: reply.trim(), by }
}

export function noticeDrafts(
  notice: DutyNotified,
  on: { readonly id: string; readonly incident: string | null },
  writer: Writer,
  line: ReturnType<typeof logLines>,
): FactDraft[] {
  return [
    { kind: dutyNotified.kind, entity: on.id, body: notice },
    line({ ...followUp('submit', noticeText(notice), on, writer), heardAt: notice.at }),
  ]
}

/** @throws where the append did not draft its line: our mistake */
function writtenEntry(draft: NumberedDraft | undefined, storedAt: number): WrittenEntry {
  if (!draft) throw new Error('the append did not draft its line')
  return { id: draft.entity, number: draftNumber(draft), storedAt }
}

export function writeDutyEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'write'>,
): Result<WrittenEntry, InFuture> {
  const writer = requireRight(seat, 'log.write')
  const at = pastTime(context, input.at)
  if (!at.ok) return at
  const told: DutyNotified[] = []
  for (const row of input.notices) {
    const when = pastTime(context, row.at)
    if (!when.ok) return when
    told.push(noticeOf(context, row, when.value, writer.name))
  }
  const now = context.world.clock.nowMs()
  const fields = fieldsOf(input, { done: input.done, at: now, by: writer.name })
  const incident = input.incident ?? null
  let draft: NumberedDraft | undefined
  const { storedAt } = recordFor(context, seat, () => {
    const line = logLines(context)
    draft = line({
      ...entryLine(fields, writer),
      heardAt: at.value,
      ...(incident === null ? {} : { incident }),
      ...(input.done === 'doing' ? { needsAction: true } : {}),
    })
    const on = { id: draft.entity, incident }
    return [
      draft,
      { kind: dutyWritten.kind, entity: draft.entity, body: fields },
      ...told.flatMap((notice) => noticeDrafts(notice, on, writer, line)),
      ...quietOver(context),
    ]
  })
  return accept(writtenEntry(draft, storedAt))
}

/** The state that stands for the whole chain is kept by its steps, not written again. */
function doneBefore(context: CoreContext, row: EntryRow): string {
  const written = chainOf(context.db, row).flatMap(({ id }) => dutyRow(context.db, id) ?? [])
  return (
    written.find(({ fields }) => fields !== null)?.fields?.done ??
    (row.needsAction === 1 ? 'doing' : 'done')
  )
}

export function correctDutyEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'correct'>,
): Result<WrittenEntry, InFuture | Refusal<'not-found'> | Refusal<'already-struck'>> {
  const writer = requireRight(seat, 'log.write')
  const row = entryRow(context.db, input.entry)
  if (!row) return refuse('not-found')
  if (row.struckAt !== null) return refuse('already-struck')
  const at = pastTime(context, input.at ?? row.heardAt)
  if (!at.ok) return at
  const now = context.world.clock.nowMs()
  const done = doneBefore(context, row)
  const fields = fieldsOf(input, { done, at: now, by: writer.name })
  let draft: NumberedDraft | undefined
  const { storedAt } = recordFor(context, seat, () => {
    draft = logLines(context)({
      ...entryLine(fields, writer),
      heardAt: at.value,
      corrects: row.id,
      ...(row.incident === null ? {} : { incident: row.incident }),
      ...(row.unit === null ? {} : { unit: row.unit }),
      ...(row.callSign === null ? {} : { callSign: row.callSign }),
      ...(row.needsAction === 1 && row.closedAt === null ? { needsAction: true } : {}),
    })
    const strike = { reason: input.reason.trim(), by: writer.name, replacedBy: draft.entity }
    return [
      draft,
      { kind: dutyWritten.kind, entity: draft.entity, body: fields },
      { kind: entryStruck.kind, entity: row.id, body: strike },
    ]
  })
  return accept(writtenEntry(draft, storedAt))
}
