/** What a person does about reaching somebody: tries, notes, strikes, and gives a task. */
import { eq } from 'drizzle-orm'
import { meansWord, type Means } from '../../gateway/means.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { incidentBrief, issueTask, openIncidentIds } from '../incidents/index.ts'
import { logLines, type EntryId } from '../logbook/index.ts'
import { orderRadio } from '../radio/index.ts'
import { contactNoted, contactStruck } from './facts.ts'
import type { Standing } from './standing.ts'
import { contactTable } from './tables.ts'
import { watchOf } from './traffic.ts'

export interface NotedTest {
  readonly means: Means
  readonly ok: boolean
  readonly note: string
}

const channels = {
  public: 'mobile',
  landline: 'landline',
  radio370: 'radio370',
  satphone: 'sat',
  shortwave: 'hf',
  beidou: 'beidou',
  amateur: 'hf',
  runner: 'runner',
} as const

/** 试通 or 不通, as a person found it. */
export function noteTest(
  context: CoreContext,
  seat: Seat,
  row: Standing,
  { means, ok, note: typed }: NotedTest,
): Recorded {
  const { name, person } = requireRight(seat, 'log.write')
  const at = context.world.clock.nowMs()
  const note = typed.trim()
  const text = `试呼 ${row.name} ${meansWord(means)}：${ok ? '通' : '不通'}${note === '' ? '' : `，${note}`}`
  const body = {
    subject: row.key,
    name: row.name,
    means,
    result: ok ? ('proven' as const) : ('failed' as const),
    how: 'test' as const,
    note,
    by: name,
    at,
  }
  const unit = row.kind === 'team' ? { unit: row.id, callSign: row.name } : {}
  return recordFor(context, seat, () => [
    { kind: contactNoted.kind, entity: newId(context.world.clock, context.world.random), body },
    logLines(context)({
      kind: 'comm',
      // A team that answered gave a sign of life.
      source:
        ok && row.kind === 'team'
          ? { kind: 'unit', id: row.id, text: row.name }
          : { kind: 'person', id: person, text: name },
      channel: channels[means],
      text,
      ...unit,
      recorder: name,
    }),
  ])
}

/**
 * Asks the radio whether it is there; the answer is noted when it comes.
 * @throws ORPCError of the radio contract
 */
export function tryRadio(
  context: CoreContext,
  seat: Seat,
  row: Standing,
  {
    means,
    address,
    gateway,
  }: { readonly means: Means; readonly address: string; readonly gateway?: string | undefined },
): { readonly order: string } {
  const { name } = requireRight(seat, 'radio.send')
  const { id } = orderRadio(context, seat, {
    gateway,
    target: address,
    group: false,
    detail: `试呼 ${row.name}`,
    command: { kind: 'check', radio: address },
  })
  watchOf(context).tried(id, {
    ...(row.kind === 'team' ? { unit: row.id } : { place: row.id }),
    means,
    how: 'test',
    note: `${address} 在线检查`,
    by: name,
  })
  return { order: id }
}

export function strikeContact(
  context: CoreContext,
  seat: Seat,
  input: { readonly contact: string; readonly reason: string },
): Result<Recorded, Refusal<'not-found'> | Refusal<'already-struck'>> {
  const { name, person } = requireRight(seat, 'log.write')
  const row = context.db.tables
    .select()
    .from(contactTable)
    .where(eq(contactTable.id, input.contact))
    .get()
  if (!row) return refuse('not-found')
  if (row.struck !== null) return refuse('already-struck')
  const at = context.world.clock.nowMs()
  const reason = input.reason.trim()
  return accept(
    recordFor(context, seat, () => [
      { kind: contactStruck.kind, entity: row.id, body: { reason, by: name, at } },
      logLines(context)({
        kind: 'change',
        source: { kind: 'person', id: person, text: name },
        text: `${row.name} ${meansWord(row.means)}的联络记录划改，原因：${reason}`,
        recorder: name,
      }),
    ]),
  )
}

/** The open incident at that place, to give the task in; the newest where there are several. */
export function incidentAt(context: CoreContext, township: string | null) {
  if (township === null) return undefined
  return openIncidentIds(context.db)
    .map((id) => incidentBrief(context, id))
    .filter((brief) => brief?.place.township === township)
    .toSorted((a, b) => (b?.receivedAt ?? 0) - (a?.receivedAt ?? 0))[0]
}

export interface ContactTask {
  readonly text: string
  readonly receiver: string
  readonly incident: string | null
}

/** A person took the proposal: a task of the incident, or an open item of the desk. */
export function giveTask(
  context: CoreContext,
  seat: Seat,
  row: Standing,
  { text: typed, receiver: whom, incident }: ContactTask,
): Result<{ readonly storedAt: number }, Refusal<'no-incident'>> {
  const { name, person } = requireRight(seat, 'log.write')
  const text = typed.trim()
  const receiver = whom.trim()
  if (incident !== null) {
    const done = issueTask(context, seat, { incident, text, receiver })
    return done.ok ? accept({ storedAt: done.value.storedAt }) : refuse('no-incident')
  }
  const id: EntryId = newId(context.world.clock, context.world.random)
  const { storedAt } = recordFor(context, seat, () => [
    logLines(context)({
      id,
      kind: 'order',
      source: { kind: 'person', id: person, text: name },
      text: `联络任务（${row.name}）给 ${receiver}：${text}`,
      needsAction: true,
      recorder: name,
    }),
  ])
  return accept({ storedAt })
}
