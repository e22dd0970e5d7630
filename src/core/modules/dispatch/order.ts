/** Orders: to teams that come, and to a team that works elsewhere from now on (转场). */
import { ORPCError } from '@orpc/server'
import type { z } from 'zod'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireSession } from '../../seat-log.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { ladderFor, sendMessage } from '../outbox/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { dispatchContract, OrderedUnits } from './contract.ts'
import { dispatchOrdered, dispatchStepped, type Order } from './facts.ts'
import { seenIncident } from './incident-seen.ts'
import { composeOrder, orderDay, orderNumber } from './order-text.ts'
import { assignmentRow, openRows } from './queries.ts'
import { clearedBySteps } from './alarm-drafts.ts'
import { unitStateDrafts } from './unit-state.ts'
import { dispatchMachine } from './words.ts'

export type Input<
  Name extends
    | 'order'
    | 'transfer'
    | 'advance'
    | 'takeBack'
    | 'escalate'
    | 'setEta'
    | 'noteContact',
> = z.input<NonNullable<(typeof dispatchContract)[Name]['~orpc']['inputSchema']>>

/** The sentence the operator reads. */
export interface Said {
  readonly sentence: string
}

/** When it was said: never after now. */
export function saidAt(
  context: CoreContext,
  at: number | undefined,
): Result<number, Refusal<'in-future', Said>> {
  const now = context.world.clock.nowMs()
  if (at !== undefined && isAhead(at, now)) {
    return refuse('in-future', { sentence: '时间不能晚于现在，请改正后记录。' })
  }
  return accept(Math.min(at ?? now, now))
}

/** The order's numbers of one append; inside it, so that none is left out. */
export function orderCounter(context: CoreContext, day: string): () => number {
  const last = context.db
    .prepare<{ number: number | null }>(
      'select max(number) number from dispatch_order where site = ? and day = ?',
    )
    .get(context.site, day)
  let number = last?.number ?? 0
  return () => (number += 1)
}

interface Ordering {
  readonly input: Omit<Input<'order'>, 'incident' | 'units'>
  readonly at: number
  readonly decision: Decision
}

export function orderFor(
  context: CoreContext,
  { input, at, decision }: Ordering,
  callSign: string,
  number: number,
): Order {
  const day = orderDay(at)
  const own = context.county.county.sites[0]?.prefix ?? context.site
  const orderNo = orderNumber(context.site, own, day, number)
  const optional = (value: string | undefined) => (value?.trim() ? value.trim() : undefined)
  const parts = {
    task: input.task.trim(),
    place: input.place.trim(),
    channel: input.channel.trim(),
    route: optional(input.route),
    carry: optional(input.carry),
    contact: optional(input.contact),
    dueAt: input.dueAt ?? undefined,
  }
  return {
    site: context.site,
    day,
    number,
    orderNo,
    ...parts,
    text: composeOrder({ callSign, ...parts }, orderNo, context.status),
    orderedBy: decision,
  }
}

function orderLine(seat: Seat, { unit, incident, order, at, how }: OrderedLine): NewLine {
  const { name } = requireSession(seat)
  const { person, name: decider } = order.orderedBy
  return {
    heardAt: at,
    kind: 'order',
    source: { kind: 'person', id: person, text: decider },
    channel: how as NewLine['channel'],
    text: `${order.text}（下令：${decidedBy(order.orderedBy)}）`,
    unit: unit.id,
    callSign: unit.callSign,
    incident,
    recorder: name,
  }
}

interface OrderedLine {
  readonly unit: Pick<Unit, 'id' | 'callSign'>
  readonly incident: string
  readonly order: Order
  readonly at: number
  readonly how: string
}

type Refused =
  | Refusal<'not-found', Said>
  | Refusal<'in-future', Said>
  | Refusal<'due-passed', Said>
  | Refusal<'not-entitled', Said & { readonly name: string }>

function ordering(
  context: CoreContext,
  seat: Seat,
  input: Ordering['input'],
): Result<Ordering, Refused> {
  const decision = decisionFor(context, seat, 'dispatch.order', input.authority)
  if (!decision.ok) {
    const sentence = `${decision.data.name}没有下达命令的权限，请选有权下令的人，或请其登录后办理。`
    return refuse('not-entitled', { sentence, name: decision.data.name })
  }
  const at = saidAt(context, input.at)
  if (!at.ok) return at
  if (input.dueAt != null && input.dueAt < at.value) {
    return refuse('due-passed', { sentence: '要求到达的时间早于下令时间，请改正。' })
  }
  return accept({ input, at: at.value, decision: decision.value })
}

export type OrderRefusal =
  | Refused
  | Refusal<'closed', Said>
  | Refusal<'unknown-unit', Said>
  | Refusal<'already-ordered', Said & { readonly unit: string }>

function unitsFor(
  context: CoreContext,
  { incident, units: ids }: Input<'order'>,
): Result<Unit[], OrderRefusal> {
  const all = new Map(unitList(context.db, context.county).map((unit) => [unit.id, unit]))
  const open = openRows(context.db)
  const chosen: Unit[] = []
  for (const id of new Set(ids)) {
    const unit = all.get(id)
    if (!unit) {
      return refuse('unknown-unit', { sentence: '没有这支队伍，可能已经撤销。请重新选择。' })
    }
    if (open.some((row) => row.unit === id && row.incident === incident)) {
      const sentence = `${unit.callSign} 在本事件已有命令。要换任务，请用“转场新任务”。`
      return refuse('already-ordered', { sentence, unit: unit.callSign })
    }
    chosen.push(unit)
  }
  return accept(chosen)
}

/** One order to each team, numbered, told, and shown on the board in one append. */
export function orderUnits(
  context: CoreContext,
  seat: Seat,
  input: Input<'order'>,
): Result<OrderedUnits, OrderRefusal> {
  const incident = seenIncident(context, input.incident)
  if (!incident) return refuse('not-found', { sentence: '没有找到这个事件。' })
  const ready = ordering(context, seat, input)
  if (!ready.ok) return ready
  if (incident.closed) {
    return refuse('closed', {
      sentence: `${incident.number} 已办结，不能再派队。请先转回处置中。`,
    })
  }
  const units = unitsFor(context, input)
  if (!units.ok) return units
  const { at } = ready.value
  const { name } = requireSession(seat)
  const how = input.how ?? 'radio370'
  const told: { readonly id: string; readonly unit: Unit; readonly order: Order }[] = []
  const { storedAt } = recordFor(context, seat, () => {
    const next = orderCounter(context, orderDay(at))
    const line = logLines(context)
    const last = units.value.length - 1
    return units.value.flatMap((unit, place) => {
      const id = newId(context.world.clock, context.world.random)
      const order = orderFor(context, ready.value, unit.callSign, next())
      told.push({ id, unit, order })
      const ordered: FactDraft = {
        kind: dispatchOrdered.kind,
        entity: id,
        body: {
          ...order,
          incident: incident.id,
          unit: unit.id,
          callSign: unit.callSign,
          unitName: unit.name,
          at,
          how,
          by: name,
        },
      }
      const after = { id, incident: incident.id, unit: unit.id, state: 'ordered' } as const
      return [
        ordered,
        ...unitStateDrafts(context, unit, after, { at, by: name }),
        // Told one after the other: the book keeps their order.
        line(orderLine(seat, { unit, incident: incident.id, order, at: at - (last - place), how })),
      ]
    })
  })
  const orders = told.map(({ id, unit, order }) => ({
    assignment: id,
    orderNo: order.orderNo,
    unit: unit.id,
    callSign: unit.callSign,
    text: input.byText
      ? textTo(context, seat, unit, { assignment: id, incident: incident.id, body: order.text })
      : null,
  }))
  return accept({ orders, storedAt })
}

interface TextOrder {
  readonly assignment: string
  readonly incident: string
  readonly body: string
}

/**
 * The order stands whether or not its text goes out; a refusal says to tell it by voice. The outbox
 * tries the best means first and the next ones after it.
 */
function textTo(context: CoreContext, seat: Seat, unit: Unit, order: TextOrder) {
  const voice = (why: string) => ({ id: null, refused: `${why}，请用话音下达。` })
  const recipient = ladderFor(context, { kind: 'unit', id: unit.id })
  if (!recipient?.ladder.some(({ gateway }) => gateway !== undefined))
    return voice(`${unit.callSign} 没有接通的短信手段`)
  try {
    const sent = sendMessage(context, seat, { ...order, kind: 'order', recipients: [recipient] })
    if (sent.ok) return { id: sent.value.id, refused: '' }
    return voice(
      sent.code === 'text-too-long'
        ? `命令 ${sent.data.length} 字，超过一次能发的 ${sent.data.max} 字`
        : '短信没有发出',
    )
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return voice(error.code === 'FORBIDDEN' ? '当前岗位没有发电台消息的权限' : '短信没有发出')
  }
}

export type TransferRefusal = Refused | Refusal<'not-allowed', Said>

/** 转场: a new order to a team that works; the assignment goes on under it. */
export function transfer(
  context: CoreContext,
  seat: Seat,
  input: Input<'transfer'>,
): Result<OrderedUnits, TransferRefusal> {
  const row = assignmentRow(context.db, input.assignment)
  if (!row) return refuse('not-found', { sentence: '没有找到这道命令。' })
  const ready = ordering(context, seat, input)
  if (!ready.ok) return ready
  if (row.state !== 'working') {
    return refuse('not-allowed', { sentence: whyNot(dispatchMachine, row.state, 'ordered') })
  }
  const { at } = ready.value
  const { name } = requireSession(seat)
  const how = input.how ?? 'radio370'
  const unit = unitList(context.db, context.county).find(({ id }) => id === row.unit)
  let order: Order | undefined
  const { storedAt } = recordFor(context, seat, () => {
    order = orderFor(context, ready.value, row.callSign, orderCounter(context, orderDay(at))())
    const body = { from: row.state, to: 'ordered', at, how, passed: [], order, by: name }
    const after = { id: row.id, incident: row.incident, unit: row.unit, state: 'ordered' } as const
    const named = { id: row.unit, callSign: row.callSign }
    return [
      { kind: dispatchStepped.kind, entity: row.id, body, base: row.stateSeen },
      ...unitStateDrafts(context, unit, after, { at, by: name }),
      ...clearedBySteps(context, row),
      logLines(context)(orderLine(seat, { unit: named, incident: row.incident, order, at, how })),
    ]
  })
  if (!order) throw new Error('the append did not draft its order')
  const { orderNo, text } = order
  const told = { assignment: row.id, incident: row.incident, body: text }
  const sent = input.byText && unit ? textTo(context, seat, unit, told) : null
  const { id: assignment, unit: team, callSign } = row
  return accept({
    orders: [{ assignment, orderNo, unit: team, callSign, text: sent }],
    storedAt,
  })
}
