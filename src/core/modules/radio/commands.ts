/** What a person orders: recorded first, then handed to the gateway. */
import { ORPCError } from '@orpc/server'
import type { GatewayCommand } from '../../gateway/events.ts'
import { marked } from '../../drill-mark.ts'
import { DatabaseError } from '../../kernel/database.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem, recordFor, requireRight } from '../../seat-log.ts'
import { keptNumber, kindOfAddress, pointDraft } from '../directory/index.ts'
import { radioDesk } from './desks.ts'
import { commandOrdered, textSent } from './facts.ts'
import { chooseGateway, type Sender, type Wanted } from './gateway-choice.ts'
import { trafficLine } from './lines.ts'
import { groupEnd, holderFields, passingNames, radioEnd } from './names.ts'
import type { Order } from './orders.ts'
import type { OrderedCommand } from './words.ts'

const choiceCodes = {
  'no-gateway': 'NO_GATEWAY',
  'choose-gateway': 'CHOOSE_GATEWAY',
  unsupported: 'UNSUPPORTED',
} as const

/** @throws ORPCError NO_GATEWAY, CHOOSE_GATEWAY, UNSUPPORTED */
export function senderFor(context: CoreContext, wanted: Wanted): Sender {
  const choice = chooseGateway(context, radioDesk(context).presence.list(), wanted)
  if (!choice.ok) throw new ORPCError(choiceCodes[choice.code])
  return choice.value
}

/** @throws ORPCError DISK_FULL, READ_ONLY, DAMAGED */
function announceOrRefuse(context: CoreContext, order: Order): void {
  try {
    radioDesk(context).orders.announce(order)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    if (error.reason === 'full') throw new ORPCError('DISK_FULL')
    throw new ORPCError(error.reason === 'corrupt' ? 'DAMAGED' : 'READ_ONLY')
  }
}

type Record = (drafts: () => readonly FactDraft[]) => { readonly storedAt: number }

/** Records the order's facts and hands it over; without the record nothing goes out. */
function place(
  context: CoreContext,
  record: Record,
  order: Order,
  drafts: () => readonly FactDraft[],
) {
  const { orders } = radioDesk(context)
  announceOrRefuse(context, order)
  try {
    const { storedAt } = record(drafts)
    orders.handOver(order)
    return { id: order.entity, storedAt }
  } catch (error) {
    orders.withdraw(order.entity)
    throw error
  }
}

export interface TextOrder {
  readonly gateway?: string | undefined
  readonly to: string
  readonly group: boolean
  readonly body: string
  readonly urgent?: boolean | undefined
  /** The message of the outbox it belongs to: what becomes of it is told there. */
  readonly message?: string | undefined
}

interface Author {
  readonly person: string
  readonly name: string
}

/** A drill says so in every text that leaves. */
function textPlacing(
  context: CoreContext,
  { person, name }: Author,
  { gateway, to, group, body: typed, urgent = false, message }: TextOrder,
  record: Record,
) {
  const body = marked(context.status, typed)
  const sender = senderFor(context, { gateway, command: 'sendText', radio: group ? undefined : to })
  if (body.length > sender.maxText) {
    throw new ORPCError('TEXT_TOO_LONG', { data: { max: sender.maxText, length: body.length } })
  }
  const { clock, random } = context.world
  const at = clock.nowMs()
  const entity = newId(clock, random)
  const holder = group ? {} : holderFields(context, to)
  const via = { gateway: sender.gateway, gatewayName: sender.gatewayName }
  const fact = {
    ...via,
    ...holder,
    to,
    group,
    body,
    at,
    by: person,
    byName: name,
    ...(urgent ? { urgent } : {}),
    ...(message === undefined ? {} : { message }),
  }
  const end = group ? groupEnd(context, to) : radioEnd(context, to)
  const command: GatewayCommand = {
    kind: 'sendText',
    to,
    group,
    body,
    ...(urgent ? { urgent } : {}),
  }
  const order = { entity, kind: 'text', gateway: sender.gateway, command } as const
  return place(context, record, order, () => [
    { kind: textSent.kind, entity, body: fact },
    trafficLine(context, {
      ...holder,
      at,
      text: `${urgent ? '【紧急】' : ''}短信发往 ${end.callSign}（${name}）：${body}`,
      ...(group ? { group: to } : {}),
    }),
  ])
}

/** @throws ORPCError of the contract */
export function sendText(context: CoreContext, seat: Seat, order: TextOrder) {
  const author = requireRight(seat, 'radio.send')
  return textPlacing(context, author, order, (drafts) => recordFor(context, seat, drafts))
}

/** Why a text did not go out: a code of the contract's refusals. */
export type TextRefusal = Refusal<'not-sent', { readonly code: string }>

/**
 * For a message that a person has sent and that goes on without that person's page: the next means,
 * a place in the queue.
 */
export function sendTextFor(
  context: CoreContext,
  author: Author,
  order: TextOrder,
): Result<string, TextRefusal> {
  try {
    const { id } = textPlacing(context, author, order, (drafts) => {
      const done = recordBySystem(context, 'outbox', drafts)
      if (!done.ok) throw new ORPCError('READ_ONLY')
      return done.value
    })
    return accept(id)
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return refuse('not-sent', { code: error.code })
  }
}

export interface RadioOrder {
  readonly gateway?: string | undefined
  readonly target: string
  readonly group: boolean
  readonly detail: string
  readonly command: Extract<GatewayCommand, { kind: OrderedCommand }>
  /** Facts and lines that belong into the same append. */
  readonly also?: ((order: string) => readonly FactDraft[]) | undefined
}

/** @throws ORPCError of the contract */
export function orderRadio(context: CoreContext, seat: Seat, order: RadioOrder): { id: string } {
  const { person, name } = requireRight(seat, 'radio.send')
  const { target, group, detail, command } = order
  const radio = group || target === '' ? undefined : target
  const sender = senderFor(context, { gateway: order.gateway, command: command.kind, radio })
  const { clock, random } = context.world
  const entity = newId(clock, random)
  const body = {
    gateway: sender.gateway,
    gatewayName: sender.gatewayName,
    ...holderFields(context, radio),
    command: command.kind,
    target,
    group,
    detail,
    at: clock.nowMs(),
    by: person,
    byName: name,
  }
  const placed = { entity, kind: 'command', gateway: sender.gateway, command } as const
  const record: Record = (drafts) => recordFor(context, seat, drafts)
  const { id } = place(context, record, placed, () => [
    { kind: commandOrdered.kind, entity, body },
    ...(order.also?.(entity) ?? []),
  ])
  return { id }
}

export interface Naming {
  readonly what: 'radio' | 'group'
  readonly number: string
  readonly callSign: string
  readonly holder: string
  readonly remember: boolean
}

export function nameNumber(context: CoreContext, seat: Seat, naming: Naming): { number: string } {
  const { person } = requireRight(seat, 'radio.send')
  const { what, number, holder, remember } = naming
  const callSign = naming.callSign.trim()
  if (!remember) {
    passingNames(context).set(`${what}:${number}`, { callSign, holder })
    context.changed('radio', [])
    return { number }
  }
  passingNames(context).delete(`${what}:${number}`)
  const kind = what === 'group' ? 'group' : kindOfAddress(number)
  const kept = keptNumber(context.county, kind, number) ?? number
  recordFor(context, seat, [
    pointDraft(context, { kind, number: kept }, { callSign, holder }, { by: person, how: 'named' }),
  ])
  return { number }
}
