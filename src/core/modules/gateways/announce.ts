/** Says by alarm and by log line when a gateway stops working and when it works again. */
import { gatewayReasonWords, type GatewayHealth } from '../../gateway/health.ts'
import type { GatewaySettings } from '../../gateway/settings.ts'
import type { SupervisedEvent } from '../../gateway/supervisor.ts'
import type { CoreContext } from '../../module.ts'
import { clearDrafts, raiseDrafts, standingAlarm } from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { withVendorFile } from '../vendors/index.ts'
import { durationWords } from './duration-words.ts'
import { keptAppends } from './kept-appends.ts'
import { storedGateways } from './store.ts'

type Lost = Extract<SupervisedEvent, { kind: 'lost' }>

/** A gateway that was never reached since the start is told after this long. */
const reachMs = 10_000

/** The driver's or the system's detail in the operator's words, where there are any. */
export function detailWord(context: CoreContext, driver: string, detail: string): string {
  const choice = context.gateways.drivers().find(({ id }) => id === driver)
  return choice?.causes[detail] ?? detail
}

export function gatewayName(context: CoreContext, gateway: string): string {
  return context.gateways.list().find(({ id }) => id === gateway)?.name ?? gateway
}

/** As they are run: with the vendor's file in the settings of those that speak by one. */
export function runnableGateways(context: CoreContext): GatewaySettings[] {
  return storedGateways(context.local).map((one) => withVendorFile(context.local, one))
}

function systemLine(context: CoreContext, text: string, heardAt: number) {
  const source = { kind: 'text', text: '系统' } as const
  return logLines(context)({ kind: 'system', source, text, heardAt })
}

/** Writes one generated line about a gateway, now or as soon as the log takes it. */
export function noteGateway(context: CoreContext, gateway: string, text: string): void {
  const at = context.world.clock.nowMs()
  keptAppends(context).put(gateway, () => [systemLine(context, text, at)])
}

/** The condition is over because the operator took the gateway out of use. */
export function noteGatewayOff(context: CoreContext, gateway: string, text: string): void {
  const at = context.world.clock.nowMs()
  keptAppends(context).put(gateway, () => [
    ...clearDrafts(context, 'gateway-lost', gateway, text),
    systemLine(context, text, at),
  ])
}

function raiseLost(
  context: CoreContext,
  gateway: string,
  words: string,
  reason: string,
  detail: string,
  at: number,
) {
  const title = `网关「${gatewayName(context, gateway)}」${words}`
  keptAppends(context).put(gateway, () => [
    ...raiseDrafts(context, {
      kind: 'gateway-lost',
      subject: gateway,
      priority: 'high',
      title,
      // The system's own words are English and for support: they stay with the gateway's health.
      detail: /\p{Script=Han}/u.test(detail) ? `${reason}：${detail}` : reason,
      at,
    }),
    systemLine(context, `${title}：${reason}`, at),
  ])
}

function announceBack(context: CoreContext, gateway: string, gapMs: number, at: number): void {
  const text = `网关「${gatewayName(context, gateway)}」恢复，中断 ${durationWords(gapMs)}`
  keptAppends(context).put(gateway, () => [
    ...clearDrafts(context, 'gateway-lost', gateway, text),
    systemLine(context, text, at),
  ])
}

/** A watch that runs out unless the gateway comes up first. */
function reachWatch(context: CoreContext) {
  const waiting = new Map<string, () => void>()
  const drop = (gateway: string) => {
    waiting.get(gateway)?.()
    waiting.delete(gateway)
  }
  function expire(gateway: string): void {
    waiting.delete(gateway)
    const entry = context.gateways.list().find(({ id }) => id === gateway)
    if (!entry || !isTrouble(entry.health) || standingAlarm(context.db, 'gateway-lost', gateway))
      return
    const reason = gatewayReasonWords[entry.health.reason]
    const detail = detailWord(context, entry.driver, entry.health.detail)
    raiseLost(context, gateway, '未接通', reason, detail, context.world.clock.nowMs())
  }
  return {
    drop,
    begin(gateway: string): void {
      if (waiting.has(gateway)) return
      waiting.set(
        gateway,
        context.world.timers.after(reachMs, () => expire(gateway)),
      )
    },
    close(): void {
      for (const gateway of waiting.keys()) drop(gateway)
    },
  }
}

function isTrouble({ state }: GatewayHealth): boolean {
  return state !== 'ready' && state !== 'stopped' && state !== 'needs-vendor-file'
}

/** Makes the stored gateways run and announces what becomes of them. */
export function announceGateways(context: CoreContext): () => void {
  const reach = reachWatch(context)
  const wasUp = new Set<string>()
  const lostNow = new Set<string>()

  function onLost(gateway: string, event: Lost): void {
    lostNow.add(gateway)
    const entry = context.gateways.list().find(({ id }) => id === gateway)
    const detail = detailWord(context, entry?.driver ?? '', event.detail)
    raiseLost(context, gateway, '中断', gatewayReasonWords[event.reason], detail, event.at)
  }
  function onEvent(gateway: string, event: SupervisedEvent): void {
    if (event.kind === 'lost') onLost(gateway, event)
    if (event.kind === 'back') {
      lostNow.delete(gateway)
      announceBack(context, gateway, event.gapMs, event.at)
    }
    if (event.kind === 'driverFault') {
      context.logger.error('gateway.driver-fault', { gateway, message: event.message })
      noteGateway(
        context,
        gateway,
        `网关「${gatewayName(context, gateway)}」驱动程序出错，已自动重启`,
      )
    }
  }
  function onHealth(gateway: string, health: GatewayHealth): void {
    context.changed('gateways', [gateway])
    if (health.state === 'stopped') {
      reach.drop(gateway)
      wasUp.delete(gateway)
      lostNow.delete(gateway)
    } else if (health.state === 'ready') {
      reach.drop(gateway)
      if (!wasUp.has(gateway) && !lostNow.has(gateway)) endOlderGap(gateway)
      wasUp.add(gateway)
    } else if (!wasUp.has(gateway)) reach.begin(gateway)
  }
  /** The alarm stands since before this start, or since the gateway was not reached. */
  function endOlderGap(gateway: string): void {
    const standing = standingAlarm(context.db, 'gateway-lost', gateway)
    if (!standing || standing.state === 'cleared-unacknowledged') return
    const now = context.world.clock.nowMs()
    announceBack(context, gateway, Math.max(0, now - standing.raisedAt), now)
  }

  const stops = [
    context.gateways.onEvent(onEvent),
    context.gateways.onHealth(onHealth),
    context.gateways.onPorts(() => context.changed('gateways', [])),
    () => reach.close(),
    () => keptAppends(context).close(),
  ]
  context.gateways.apply(runnableGateways(context))
  return () => {
    for (const stop of stops) stop()
  }
}
