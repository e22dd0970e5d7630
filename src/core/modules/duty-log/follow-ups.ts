/** What happens to an entry after it was written: handled, reported on, done or passed on. */
import type { z } from 'zod'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { actionClosed, entryRow, entryNumber, logLines, type EntryRow } from '../logbook/index.ts'
import type { dutyLogContract } from './contract.ts'
import { chainOf, dutyEntry, dutyRow, stepsOf } from './entries.ts'
import { doneSet, dutyHandled, noticeStruck } from './facts.ts'
import { doneText, followUp, noticeText } from './lines.ts'
import { noticeDrafts, noticeOf, pastTime } from './write.ts'

type Input<Name extends 'handle' | 'notify' | 'strikeNotice' | 'setDone'> = z.output<
  NonNullable<(typeof dutyLogContract)[Name]['~orpc']['inputSchema']>
>
type NotFound = Refusal<'not-found'>
type AlreadyStruck = Refusal<'already-struck'>

function standing(context: CoreContext, id: string): Result<EntryRow, NotFound | AlreadyStruck> {
  const row = entryRow(context.db, id)
  if (!row) return refuse('not-found')
  return row.struckAt === null ? accept(row) : refuse('already-struck')
}

export function handleEntry(
  context: CoreContext,
  seat: Seat,
  input: Input<'handle'>,
): Result<Recorded, NotFound | AlreadyStruck> {
  const writer = requireRight(seat, 'log.write')
  const found = standing(context, input.entry)
  if (!found.ok) return found
  const row = found.value
  const text = input.text.trim()
  const body = { text, at: context.world.clock.nowMs(), by: writer.name }
  return accept(
    recordFor(context, seat, () => [
      { kind: dutyHandled.kind, entity: row.id, body },
      logLines(context)(followUp('action', `处理：${text}`, row, writer)),
    ]),
  )
}

export function notifyAbout(
  context: CoreContext,
  seat: Seat,
  input: Input<'notify'>,
): Result<Recorded, NotFound | AlreadyStruck | Refusal<'in-future'>> {
  const writer = requireRight(seat, 'log.write')
  const found = standing(context, input.entry)
  if (!found.ok) return found
  const at = pastTime(context, input.at)
  if (!at.ok) return at
  const notice = noticeOf(context, input, at.value, writer.name)
  return accept(
    recordFor(context, seat, () => noticeDrafts(notice, found.value, writer, logLines(context))),
  )
}

export function strikeNotice(
  context: CoreContext,
  seat: Seat,
  input: Input<'strikeNotice'>,
): Result<Recorded, NotFound | AlreadyStruck> {
  const writer = requireRight(seat, 'log.write')
  const row = entryRow(context.db, input.entry)
  const notice = row && dutyEntry(context, row).notices.find(({ id }) => id === input.notice)
  if (!row || !notice) return refuse('not-found')
  if (notice.struck) return refuse('already-struck')
  const reason = input.reason.trim()
  const at = context.world.clock.nowMs()
  const body = { notice: notice.id, reason, at, by: writer.name }
  // The fact belongs to the line that the row was written on: an older one of the chain perhaps.
  const owner = ownerOf(context, row, notice.id)
  return accept(
    recordFor(context, seat, () => [
      { kind: noticeStruck.kind, entity: owner, body },
      logLines(context)(
        followUp('change', `划去“${noticeText(notice)}”，原因：${reason}`, row, writer),
      ),
    ]),
  )
}

function ownerOf(context: CoreContext, row: EntryRow, notice: string): string {
  const owner = chainOf(context.db, row).find(({ id }) =>
    dutyRow(context.db, id)?.notices.some((one) => one.id === notice),
  )
  return owner?.id ?? row.id
}

/** Open actions of the line, and of the one that said it was taken up again. */
function closings(context: CoreContext, row: EntryRow, note: string, by: string): FactDraft[] {
  const { db } = context
  const known = chainOf(db, row).flatMap(({ id }) => dutyRow(db, id) ?? [])
  const again = stepsOf(known).flatMap(({ line }) => entryRow(db, line) ?? [])
  return [row, ...again]
    .filter(({ needsAction, closedAt }) => needsAction === 1 && closedAt === null)
    .map(({ id }) => ({ kind: actionClosed.kind, entity: id, body: { note, by } }))
}

export function setDone(
  context: CoreContext,
  seat: Seat,
  input: Input<'setDone'>,
): Result<Recorded, NotFound | AlreadyStruck | Refusal<'same'> | Refusal<'note-needed'>> {
  const writer = requireRight(seat, 'log.write')
  const found = standing(context, input.entry)
  if (!found.ok) return found
  const row = found.value
  const { state } = input
  const note = input.note.trim()
  if (dutyEntry(context, row).done.state === state) return refuse('same')
  if (state === 'passed' && note === '') return refuse('note-needed')
  const at = context.world.clock.nowMs()
  const text = doneText(entryNumber(row.site, row.number), state, note)
  return accept(
    recordFor(context, seat, () => {
      const line = logLines(context)({
        ...followUp('action', text, row, writer),
        // Taken up again: it stands on the list of open items until it is done.
        ...(state === 'doing' ? { needsAction: true } : {}),
      })
      const body = { state, note, line: line.entity, at, by: writer.name }
      return [
        { kind: doneSet.kind, entity: row.id, body },
        ...(state === 'doing' ? [] : closings(context, row, note, writer.name)),
        line,
      ]
    }),
  )
}
