/** What a seat does with a call that waits. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { durationWords } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import { sendTo, type AddressRefusal } from '../outbox/index.ts'
import {
  holderFields,
  orderRadio,
  radioEnd,
  trafficAnswered,
  trafficNoted,
  type AnswerWay,
} from '../radio/index.ts'
import { isStale, waitingDesk, type ClaimHolder, type WaitingEntry } from './entries.ts'
import { claimMs } from './words.ts'

export type ClaimRefusal =
  | Refusal<'gone'>
  | Refusal<'claimed', { readonly name: string; readonly leftMs: number }>

const right = 'radio.send'

const holderOf = (context: CoreContext, seat: Seat, { person, name }: Session): ClaimHolder => ({
  person,
  name,
  seatName: seat.name,
  at: context.world.clock.nowMs(),
})

/** The entry, if this person may work on it: not while somebody else has just said 接听. */
function mine(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<{ entry: WaitingEntry; me: ClaimHolder }, ClaimRefusal> {
  const me = holderOf(context, seat, requireRight(seat, right))
  const entry = waitingDesk(context).get(id)
  if (!entry) return refuse('gone')
  const { claim, taken } = entry
  if (taken && taken.person !== me.person) return refuse('claimed', { name: taken.name, leftMs: 0 })
  if (!taken && claim && claim.person !== me.person && !isStale(claim, me.at))
    return refuse('claimed', { name: claim.name, leftMs: claim.at + claimMs - me.at })
  return accept({ entry, me })
}

type Done = Result<{ id: string }, ClaimRefusal>

export function claim(context: CoreContext, seat: Seat, id: string): Done {
  const may = mine(context, seat, id)
  if (!may.ok) return may
  if (!may.value.entry.taken) waitingDesk(context).change(id, { claim: may.value.me })
  return accept({ id })
}

export function release(context: CoreContext, seat: Seat, id: string): Done {
  const may = mine(context, seat, id)
  if (!may.ok) return may
  if (!may.value.entry.taken) waitingDesk(context).change(id, { claim: null })
  return accept({ id })
}

function answeredDrafts(
  entry: Pick<WaitingEntry, 'records'>,
  me: ClaimHolder,
  how: AnswerWay,
): FactDraft[] {
  const { person: by, name: byName, seatName, at } = me
  return entry.records.map((entity) => ({
    kind: trafficAnswered.kind,
    entity,
    body: { by, byName, seatName, how, at },
  }))
}

/** The generated line that says who answered, and after how long. */
function answerLine(context: CoreContext, entry: WaitingEntry, me: ClaimHolder): FactDraft {
  const holder = holderFields(context, entry.radio)
  const name = radioEnd(context, entry.radio).callSign
  const waited = durationWords(Math.max(0, me.at - entry.firstAt))
  return logLines(context)({
    kind: 'comm',
    channel: 'radio370',
    source: { kind: 'person', id: me.person, text: me.name },
    text: `接听 ${name}（${me.name}，等了 ${waited}）`,
    ...(entry.group === null ? {} : { group: entry.group }),
    ...holder,
  })
}

export function take(context: CoreContext, seat: Seat, id: string): Done {
  const may = mine(context, seat, id)
  if (!may.ok) return may
  const { entry, me } = may.value
  if (entry.taken) return accept({ id })
  recordFor(context, seat, () => [
    ...answeredDrafts(entry, me, 'voice'),
    answerLine(context, entry, me),
  ])
  waitingDesk(context).change(id, { claim: me, taken: me })
  return accept({ id })
}

/** The words go into the log as a typed line, heard when it was said. */
export function note(context: CoreContext, seat: Seat, id: string, typed: string): Done {
  requireRight(seat, 'log.write')
  const may = mine(context, seat, id)
  if (!may.ok) return may
  const { entry, me } = may.value
  const text = typed.trim()
  const holder = holderFields(context, entry.radio)
  const name = radioEnd(context, entry.radio).callSign
  const last = entry.records.at(-1) ?? entry.id
  const body = { text, by: me.person, byName: me.name, at: me.at }
  recordFor(context, seat, () => [
    ...answeredDrafts(entry, me, entry.taken ? 'voice' : 'noted'),
    { kind: trafficNoted.kind, entity: last, body },
    logLines(context)({
      kind: 'comm',
      channel: 'radio370',
      source:
        holder.unit === undefined
          ? { kind: 'radio', id: entry.radio, text: name }
          : { kind: 'unit', id: holder.unit, text: name },
      heardAt: entry.lastAt,
      generated: false,
      recorder: me.name,
      text,
      ...(entry.group === null ? {} : { group: entry.group }),
      ...holder,
    }),
  ])
  waitingDesk(context).remove(id)
  return accept({ id })
}

/** The record and the stack: it is done. */
function finish(
  context: CoreContext,
  seat: Seat,
  { entry, me }: { entry: WaitingEntry; me: ClaimHolder },
  how: AnswerWay,
): void {
  if (!entry.taken) recordFor(context, seat, answeredDrafts(entry, me, how))
  waitingDesk(context).remove(entry.id)
}

/** The text and who answered are one append: neither is there without the other. */
export function replyText(
  context: CoreContext,
  seat: Seat,
  id: string,
  body: string,
): Result<{ id: string }, ClaimRefusal | AddressRefusal> {
  const may = mine(context, seat, id)
  if (!may.ok) return may
  const { entry, me } = may.value
  const sent = sendTo(context, seat, {
    whom: [{ kind: 'number', number: entry.radio }],
    gateway: entry.gateway,
    body,
    asTyped: true,
    also: () => (entry.taken ? [] : answeredDrafts(entry, me, 'text')),
  })
  if (!sent.ok) return sent
  waitingDesk(context).remove(id)
  return accept({ id })
}

/** @throws ORPCError NO_GATEWAY, UNSUPPORTED */
export function replyStatus(context: CoreContext, seat: Seat, id: string, code: number): Done {
  const may = mine(context, seat, id)
  if (!may.ok) return may
  const { entry } = may.value
  orderRadio(context, seat, {
    gateway: entry.gateway,
    target: entry.radio,
    group: false,
    detail: `状态码 ${code}`,
    command: { kind: 'sendStatus', to: entry.radio, code },
  })
  finish(context, seat, may.value, 'status')
  return accept({ id })
}

export function dismiss(context: CoreContext, seat: Seat, id: string): Done {
  const may = mine(context, seat, id)
  if (!may.ok) return may
  finish(context, seat, may.value, 'no-need')
  return accept({ id })
}

export interface Missed {
  readonly radio: string
  readonly gateway: string
  readonly records: readonly string[]
}

/** @throws ORPCError NO_GATEWAY, UNSUPPORTED */
export function callBack(context: CoreContext, seat: Seat, missed: Missed): { id: string } {
  const me = holderOf(context, seat, requireRight(seat, right))
  return orderRadio(context, seat, {
    gateway: missed.gateway,
    target: missed.radio,
    group: false,
    detail: '回呼',
    command: { kind: 'call', type: 'private', target: missed.radio },
    also: () => answeredDrafts({ records: [...missed.records] }, me, 'call-back'),
  })
}

export function dismissMissed(
  context: CoreContext,
  seat: Seat,
  records: readonly string[],
): { storedAt: number } {
  const me = holderOf(context, seat, requireRight(seat, right))
  return recordFor(context, seat, answeredDrafts({ records: [...records] }, me, 'no-need'))
}
