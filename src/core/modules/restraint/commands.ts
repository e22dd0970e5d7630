/** Asking, confirming, refusing. Nothing goes out before a second person has said yes. */
import { ORPCError } from '@orpc/server'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { clearDrafts, raiseDrafts } from '../alarms/index.ts'
import { storedGateways } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import { secondPerson, type Proof, type SecondPersonRefusal } from '../people/index.ts'
import { holderFields, orderRadio, radioEnd, senders } from '../radio/index.ts'
import {
  restraintAsked,
  restraintConfirmed,
  restraintExpired,
  restraintRefused,
  restraintWithdrawn,
} from './facts.ts'
import { requestRow, waitingFor } from './queries.ts'
import type { RequestRow } from './tables.ts'
import { confirmWithinMs, consequenceOf, restraintWord, type Restraint } from './words.ts'

export interface Asking {
  readonly command: Restraint
  readonly gateway: string
  readonly radio: string
  readonly reason: string
}

export type AskRefusal = Refusal<'unsupported' | 'no-gateway' | 'drill' | 'already-asked'>
export type ConfirmRefusal =
  | Refusal<'gone' | 'same-person'>
  | Refusal<'no-right', { readonly name: string }>

const right = 'radio.restrain'

/** An exercise must not reach a radio that somebody relies on. */
function isDrillOnRealRadios(context: CoreContext, gateway: string): boolean {
  if (context.status === 'actual') return false
  const settings = storedGateways(context.local).find(({ id }) => id === gateway)
  return settings?.link.kind !== 'memory'
}

const nameOf = ({ callSign, radio }: Pick<RequestRow, 'callSign' | 'radio'>) =>
  callSign === radio ? `电台 ${radio}` : `${callSign}（电台 ${radio}）`

function line(
  context: CoreContext,
  { unit, incident, callSign }: Pick<RequestRow, 'unit' | 'incident' | 'callSign'>,
  text: string,
): FactDraft {
  return logLines(context)({
    kind: 'comm',
    channel: 'radio370',
    source: { kind: 'text', text: '控制台' },
    text,
    callSign,
    ...(unit === null ? {} : { unit }),
    ...(incident === null ? {} : { incident }),
  })
}

export function ask(
  context: CoreContext,
  seat: Seat,
  { command, gateway, radio, reason }: Asking,
): Result<{ id: string; expiresAt: number }, AskRefusal> {
  const { person, name } = requireRight(seat, right)
  const sender = senders(context).find((one) => one.gateway === gateway)
  if (!sender?.ready) return refuse('no-gateway')
  if (!sender.commands.includes(command)) return refuse('unsupported')
  if (isDrillOnRealRadios(context, gateway)) return refuse('drill')
  if (waitingFor(context.db, radio)) return refuse('already-asked')
  const at = context.world.clock.nowMs()
  const id = newId(context.world.clock, context.world.random)
  const expiresAt = at + confirmWithinMs
  const holder = holderFields(context, radio)
  const callSign = radioEnd(context, radio).callSign
  const body = {
    command,
    radio,
    gateway,
    gatewayName: sender.gatewayName,
    ...holder,
    callSign,
    reason: reason.trim(),
    consequence: consequenceOf(command),
    expiresAt,
    by: person,
    byName: name,
    seatName: seat.name,
    at,
  }
  const row = {
    callSign,
    radio,
    unit: holder.unit ?? null,
    incident: holder.incident ?? null,
  }
  const what = `${restraintWord(command)} ${nameOf(row)}`
  recordFor(context, seat, () => [
    { kind: restraintAsked.kind, entity: id, body },
    ...raiseDrafts(context, {
      kind: 'second-person',
      subject: id,
      priority: 'high',
      title: `${what} 待第二人确认`,
      detail: `${name} 在${seat.name}提出，两分钟内有效。理由：${body.reason}`,
      at,
      ...(holder.unit === undefined ? {} : { unit: holder.unit }),
    }),
    line(context, row, `${name} 申请${what}，待第二人确认。理由：${body.reason}`),
  ])
  return accept({ id, expiresAt })
}

function stillOpen(context: CoreContext, id: string): Result<RequestRow, Refusal<'gone'>> {
  const row = requestRow(context.db, id)
  if (!row) throw new ORPCError('NOT_FOUND')
  const over = row.state !== 'asked' || context.world.clock.nowMs() >= row.expiresAt
  return over ? refuse('gone') : accept(row)
}

function mayConfirm(
  row: RequestRow,
  who: Pick<Session, 'person' | 'name' | 'rights'>,
): Result<undefined, ConfirmRefusal> {
  if (who.person === row.by) return refuse('same-person')
  return who.rights.has(right) ? accept(undefined) : refuse('no-right', { name: who.name })
}

function send(
  context: CoreContext,
  seat: Seat,
  row: RequestRow,
  who: Pick<Session, 'person' | 'name'>,
  how: 'same-seat' | 'other-seat',
): { id: string } {
  const at = context.world.clock.nowMs()
  const confirmed = { by: who.person, byName: who.name, seatName: seat.name, at, how }
  orderRadio(context, seat, {
    gateway: row.gateway,
    target: row.radio,
    group: false,
    detail: `${row.byName} 提出，${who.name} 确认；${row.reason}`,
    command: { kind: row.command, radio: row.radio },
    also: (order) => [
      { kind: restraintConfirmed.kind, entity: row.id, body: { ...confirmed, order } },
      ...clearDrafts(context, 'second-person', row.id, `${who.name} 已确认`),
      line(
        context,
        row,
        `${restraintWord(row.command)} ${nameOf(row)}：${row.byName} 提出，${who.name} 确认，已发出。理由：${row.reason}`,
      ),
    ],
  })
  return { id: row.id }
}

/** @throws ORPCError NO_GATEWAY, UNSUPPORTED */
export function confirm(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<{ id: string }, ConfirmRefusal> {
  const session = requireSession(seat)
  const row = stillOpen(context, id)
  if (!row.ok) return row
  const may = mayConfirm(row.value, session)
  return may.ok ? accept(send(context, seat, row.value, session, 'other-seat')) : may
}

/** @throws ORPCError TOO_SOON, NO_GATEWAY, UNSUPPORTED */
export async function confirmHere(
  context: CoreContext,
  seat: Seat,
  id: string,
  proof: Proof,
): Promise<Result<{ id: string }, ConfirmRefusal | SecondPersonRefusal>> {
  requireRight(seat, right)
  const before = stillOpen(context, id)
  if (!before.ok) return before
  if (proof.person === before.value.by) return refuse('same-person')
  const proved = await secondPerson(context, seat, proof)
  if (!proved.ok) return proved
  // Checking a password takes its time: it may be over now, and somebody else may have confirmed.
  const row = stillOpen(context, id)
  if (!row.ok) return row
  const may = mayConfirm(row.value, proved.value)
  return may.ok ? accept(send(context, seat, row.value, proved.value, 'same-seat')) : may
}

export function refuseRequest(
  context: CoreContext,
  seat: Seat,
  id: string,
  reason: string,
): Result<{ id: string }, Refusal<'gone'>> {
  const { person, name } = requireRight(seat, right)
  const row = stillOpen(context, id)
  if (!row.ok) return row
  const at = context.world.clock.nowMs()
  const body = { by: person, byName: name, seatName: seat.name, at, reason: reason.trim() }
  const words = `${restraintWord(row.value.command)} ${nameOf(row.value)} 未获同意（${name}）：${body.reason}`
  recordFor(context, seat, () => [
    { kind: restraintRefused.kind, entity: id, body },
    ...clearDrafts(context, 'second-person', id, `${name} 不同意`),
    line(context, row.value, words),
  ])
  return accept({ id })
}

export function withdraw(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<{ id: string }, Refusal<'gone' | 'not-yours'>> {
  const { person, name } = requireSession(seat)
  const row = stillOpen(context, id)
  if (!row.ok) return row
  if (row.value.by !== person) return refuse('not-yours')
  const body = { by: person, byName: name, seatName: seat.name, at: context.world.clock.nowMs() }
  recordFor(context, seat, () => [
    { kind: restraintWithdrawn.kind, entity: id, body },
    ...clearDrafts(context, 'second-person', id, '提出人撤回'),
    line(
      context,
      row.value,
      `${restraintWord(row.value.command)} ${nameOf(row.value)} 已由 ${name} 撤回`,
    ),
  ])
  return accept({ id })
}

/** The drafts that say nobody confirmed in time; none where somebody decided meanwhile. */
export function expiryDrafts(context: CoreContext, id: string): FactDraft[] {
  const row = requestRow(context.db, id)
  if (row?.state !== 'asked') return []
  const at = context.world.clock.nowMs()
  return [
    { kind: restraintExpired.kind, entity: id, body: { at } },
    ...clearDrafts(context, 'second-person', id, '两分钟内无人确认'),
    line(
      context,
      row,
      `${restraintWord(row.command)} ${nameOf(row)} 两分钟内无人确认，已作废，没有发出`,
    ),
  ]
}
