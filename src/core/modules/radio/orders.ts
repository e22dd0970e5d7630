/**
 * Orders under way: each is a fact before it is handed over, and ends in exactly one result.
 * What a stop of this console left open ends as "unknown" at the next start.
 */
import { assertNever } from '../../kernel/assert-never.ts'
import type { CommandResult, GatewayCommand, GatewayEvent } from '../../gateway/events.ts'
import type { CancelTimer, EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { clearDrafts, raiseDrafts } from '../alarms/index.ts'
import { keptAppends } from '../gateways/index.ts'
import { causeWord } from './causes.ts'
import { commandResult, textResult, textSent, type OrderResult, type TextSent } from './facts.ts'
import { trafficLine } from './lines.ts'
import { groupEnd, holderFields, radioEnd } from './names.ts'
import { trafficRow } from './queries.ts'
import { isFinal } from './words.ts'

export interface Order {
  readonly entity: string
  readonly kind: 'text' | 'command'
  readonly gateway: string
  readonly command: GatewayCommand
}

/** What `ptt` answers with; nothing of it is kept. */
export interface PassingResult {
  readonly outcome: 'accepted' | 'confirmed' | 'refused' | 'timed-out' | 'unknown'
  readonly cause: string
}

export interface OrderDesk {
  /** Notes that an order is about to be made; before its fact, so that none is forgotten. */
  announce(order: Pick<Order, 'entity' | 'kind'>): void
  /** The fact could not be stored: there is no order. */
  withdraw(entity: string): void
  /** Hands over what is recorded. */
  handOver(order: Order): void
  /** Hands over something that is not kept. */
  pass(gateway: string, command: GatewayCommand): Promise<PassingResult>
  take(gateway: string, event: Extract<GatewayEvent, { kind: 'commandResult' }>): void
  /** Orders this gateway has not answered yet. */
  waitingAt(gateway: string): number
  isOpen(entity: string): boolean
  /** How often an order under way was sent again, and until when the gateway holds it back. */
  progressOf(entity: string): OrderProgress
  recover(): void
  close(): void
}

export interface OrderProgress {
  readonly retries: number
  readonly waiting: { readonly untilMs: EpochMs; readonly ahead: number } | undefined
}

interface Open {
  readonly order: Order
  retries: number
  waiting: OrderProgress['waiting']
  cancelNet: CancelTimer
}

/** A driver that never answers is our mistake; the operator is told all the same. */
const netMs = 15 * 60_000
const passingMs = 5000

type Final = Pick<OrderResult, 'result' | 'cause' | 'causeWord' | 'retries' | 'at'>

export function openOrderDesk(context: CoreContext): OrderDesk {
  const { local, world, gateways, logger } = context
  const open = new Map<string, Open>()
  const passing = new Map<string, (result: PassingResult) => void>()

  function deliveryMs(gateway: string): number {
    const driver = gateways.list().find(({ id }) => id === gateway)?.driver
    return gateways.drivers().find(({ id }) => id === driver)?.deliveryMs ?? 0
  }
  const forget = (entity: string) =>
    void local.prepare('delete from radio_order where entity = ?').run(entity)

  function end(
    command: string,
    one: Open,
    result: Final['result'],
    cause?: string,
    detail?: string,
  ): void {
    if (!open.delete(command)) return
    one.cancelNet()
    const { order, retries } = one
    finish(order.entity, order.kind, order.gateway, {
      result,
      retries,
      at: world.clock.nowMs(),
      ...words(order, cause, detail),
    })
  }
  function words({ gateway }: Pick<Order, 'gateway'>, cause?: string, detail?: string) {
    return cause === undefined
      ? {}
      : { cause, causeWord: causeWord(context, gateway, cause, detail) }
  }
  function finish(entity: string, kind: Order['kind'], gateway: string, result: Final): void {
    keptAppends(context).put(
      gateway,
      () => endDrafts(context, entity, kind, result),
      () => forget(entity),
    )
  }
  function onResult(command: string, one: Open, result: CommandResult): void {
    switch (result.kind) {
      case 'retrying':
        one.retries = result.attempt
        one.waiting = undefined
        context.changed('radio.traffic', [one.order.entity])
        return
      case 'waiting':
        one.waiting = { untilMs: result.untilMs, ahead: result.ahead }
        // A long queue is no driver that forgot to answer.
        one.cancelNet()
        one.cancelNet = net(command, one.order, Math.max(0, result.untilMs - world.clock.nowMs()))
        context.changed('radio.traffic', [one.order.entity])
        return
      case 'accepted':
        one.waiting = undefined
        return noteAccepted(one, result.ref)
      case 'confirmed':
        return end(command, one, result.kind, result.receipt === false ? 'no-receipt' : undefined)
      case 'timed-out':
        return end(command, one, result.kind)
      case 'refused':
        return end(command, one, result.kind, result.cause, result.detail)
      case 'unknown':
        return end(command, one, result.kind, result.cause)
      default:
        assertNever(result)
    }
  }
  function noteAccepted({ order, retries }: Open, ref: string | undefined): void {
    const kind = order.kind === 'text' ? textResult.kind : commandResult.kind
    const at = world.clock.nowMs()
    const body = { result: 'accepted' as const, retries, at, ...(ref === undefined ? {} : { ref }) }
    keptAppends(context).put(order.gateway, () => [{ kind, entity: order.entity, body }])
  }
  function net(id: string, order: Order, besidesMs: number): CancelTimer {
    return world.timers.after(netMs + deliveryMs(order.gateway) + besidesMs, () => {
      logger.error('order.no-result', { gateway: order.gateway, command: order.command.kind })
      const one = open.get(id)
      if (one) end(id, one, 'timed-out')
    })
  }
  function onPassing(
    done: (result: PassingResult) => void,
    gateway: string,
    result: CommandResult,
  ): void {
    if (result.kind === 'retrying' || result.kind === 'waiting' || result.kind === 'accepted')
      return
    const detail = result.kind === 'refused' ? result.detail : undefined
    const cause = 'cause' in result ? causeWord(context, gateway, result.cause, detail) : ''
    done({ outcome: result.kind, cause })
  }
  return {
    announce({ entity, kind }) {
      local
        .prepare('insert or replace into radio_order (entity, kind) values (?, ?)')
        .run(entity, kind)
    },
    withdraw: forget,
    handOver(order) {
      const { id } = gateways.command(order.gateway, order.command)
      open.set(id, { order, retries: 0, waiting: undefined, cancelNet: net(id, order, 0) })
    },
    pass(gateway, command) {
      const { id } = gateways.command(gateway, command)
      return new Promise((resolve) => {
        const cancel = world.timers.after(passingMs, () =>
          done({ outcome: 'timed-out', cause: '' }),
        )
        const done = (result: PassingResult) => {
          cancel()
          passing.delete(id)
          resolve(result)
        }
        passing.set(id, done)
      })
    },
    take(gateway, { command, result }) {
      const one = open.get(command)
      if (one) return onResult(command, one, result)
      const done = passing.get(command)
      if (done) onPassing(done, gateway, result)
    },
    waitingAt: (gateway) =>
      [...open.values()].filter(({ order }) => order.gateway === gateway).length,
    isOpen: (entity) => [...open.values()].some(({ order }) => order.entity === entity),
    progressOf(entity) {
      const one = [...open.values()].find(({ order }) => order.entity === entity)
      return { retries: one?.retries ?? 0, waiting: one?.waiting }
    },
    recover() {
      const rows = local
        .prepare<{ entity: string; kind: Order['kind'] }>('select entity, kind from radio_order')
        .all()
      for (const { entity, kind } of rows) {
        const row = trafficRow(context.db, entity)
        if (!row || (row.outcome !== null && isFinal(row.outcome))) forget(entity)
        else {
          const at = world.clock.nowMs()
          const result = {
            result: 'unknown',
            cause: 'console-stopped',
            retries: row.retries,
            at,
          } as const
          finish(entity, kind, row.gateway, {
            ...result,
            causeWord: causeWord(context, row.gateway, result.cause),
          })
        }
      }
    },
    close() {
      for (const { cancelNet } of open.values()) cancelNet()
      open.clear()
    },
  }
}

/** What becomes of a text of the outbox is told there, once for all its means. */
function isOfMessage({ log }: CoreContext, entity: string): boolean {
  const sent = log.factsOf(entity).find(({ kind }) => kind === textSent.kind)
  return sent !== undefined && (sent.body as TextSent).message !== undefined
}

/** The result, and for a text that may not have arrived its line and its alarm. */
export function endDrafts(
  context: CoreContext,
  entity: string,
  kind: Order['kind'],
  body: Final,
): FactDraft[] {
  if (kind === 'command') return [{ kind: commandResult.kind, entity, body }]
  const result = { kind: textResult.kind, entity, body }
  const row = trafficRow(context.db, entity)
  if (!row?.target || isOfMessage(context, entity)) return [result]
  const subject = `${row.targetIsGroup ? 'group' : 'radio'}:${row.target}`
  if (body.result === 'confirmed') {
    return [result, ...clearDrafts(context, 'text-failed', subject, '之后的短信已送达')]
  }
  const end = row.targetIsGroup ? groupEnd(context, row.target) : radioEnd(context, row.target)
  const title =
    body.result === 'unknown'
      ? `发往 ${end.callSign} 的短信结果不明`
      : `发往 ${end.callSign} 的短信未送达`
  const why = body.causeWord ?? (body.result === 'timed-out' ? '超时无应答' : '')
  const holder = row.targetIsGroup ? {} : holderFields(context, row.target)
  const alarm = {
    kind: 'text-failed',
    subject,
    priority: 'normal',
    title,
    detail: `${why}：${row.body}`,
  } as const
  return [
    result,
    ...raiseDrafts(context, {
      ...alarm,
      ...(holder.unit === undefined ? {} : { unit: holder.unit }),
    }),
    trafficLine(context, {
      ...holder,
      at: body.at,
      text: `${title}（${why}）：${row.body}`,
      ...(row.targetIsGroup ? { group: row.target } : {}),
    }),
  ]
}
