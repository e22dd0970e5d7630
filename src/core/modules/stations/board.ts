/** What gateways heard of stations → the ring; extra reports and faults → alarms and log lines. */
import type { GatewayEvent, StationReading } from '../../gateway/events.ts'
import type { SupervisedEvent } from '../../gateway/supervisor.ts'
import type { CancelTimer, EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { clearDrafts, raiseDrafts } from '../alarms/index.ts'
import { gatewayName, keptAppends, purposeOf } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import { stationName } from './queries.ts'
import { keepReading, keepState, keptMs, pruneReadings, type HeldReading } from './ring.ts'
import { elementName, valueWords } from './words.ts'

type Heard = Extract<GatewayEvent, { kind: 'stationHeard' }>

/** What came in one report, put together before it is told. */
interface Bundle {
  readonly gateway: string
  readonly heard: Heard
  readonly at: EpochMs
  readonly readings: StationReading[]
}

const flushMs = 200
const pruneEveryMs = 3_600_000
/** The clock of a station may be ahead of ours by this without being doubted. */
const aheadMs = 10 * 60_000
const maxWaiting = 2000

export interface StationBoard {
  take(gateway: string, event: SupervisedEvent): void
  /** Writes what waits; before every query, so that an answer is never behind. */
  flush(): void
  close(): void
}

function held(reading: StationReading, heardAt: EpochMs): HeldReading {
  const { station, element, value, unit, report, at } = reading
  return {
    station,
    element,
    at: at > heardAt + aheadMs ? heardAt : at,
    saidAt: at,
    heardAt,
    value: value ?? null,
    unit,
    report,
  }
}

export function openStationBoard(context: CoreContext): StationBoard {
  const { live, world, logger } = context
  let bundles: Bundle[] = []
  let cancelFlush: CancelTimer | undefined
  let cancelPrune: CancelTimer = world.timers.after(pruneEveryMs, prune)

  function prune(): void {
    cancelPrune = world.timers.after(pruneEveryMs, prune)
    try {
      pruneReadings(live, world.clock.nowMs() - keptMs)
    } catch (error) {
      logger.warn('stations.not-pruned', { error: String(error) })
    }
  }
  function store(all: readonly Bundle[]): void {
    for (const { gateway, heard, at, readings } of all) {
      keepState(live, {
        station: heard.station,
        gateway,
        gatewayName: gatewayName(context, gateway),
        heardAt: at,
        report: heard.report,
        clockOffsetMs: heard.clockAt === undefined ? null : heard.clockAt - at,
        stationClass: heard.stationClass ?? null,
      })
      for (const reading of readings) keepReading(live, held(reading, at))
    }
  }
  function flush(): void {
    cancelFlush?.()
    cancelFlush = undefined
    const all = bundles
    bundles = []
    if (all.length === 0) return
    try {
      live.transaction(() => store(all))
    } catch (error) {
      logger.warn('stations.not-kept', { count: all.length, error: String(error) })
    }
    for (const bundle of all) if (bundle.heard.report === 'extra') tellExtra(bundle)
    context.changed('stations', [...new Set(all.map(({ heard }) => heard.station))])
  }
  /** A threshold was passed: it wakes somebody, and the values stand in the log. */
  function tellExtra({ gateway, heard, at, readings }: Bundle): void {
    const name = stationName(context, heard.station)
    const values = readings
      .filter(({ element }) => element !== 'VT')
      .slice(0, 6)
      .map(
        ({ element, value, unit }) => `${elementName(element)} ${valueWords(value ?? null, unit)}`,
      )
    const detail = values.join('，') || '未带数值'
    const source = { kind: 'text', text: name } as const
    keptAppends(context).put(gateway, () => [
      ...raiseDrafts(context, {
        kind: 'station-extra',
        subject: `station:${heard.station}`,
        priority: 'high',
        title: `测站 ${name} 加报`,
        detail,
        at,
      }),
      logLines(context)({ kind: 'alarm', source, text: `测站加报：${detail}`, heardAt: at }),
    ])
  }
  function tellFault(
    gateway: string,
    { from, code, state }: Extract<GatewayEvent, { kind: 'deviceAlarm' }>,
  ): void {
    const at = world.clock.nowMs()
    const name = stationName(context, from)
    const words = causeOf(context, gateway, code)
    const subject = `${from} ${code}`
    const raised = state === 'raised'
    const source = { kind: 'text', text: name } as const
    keptAppends(context).put(gateway, () => [
      ...(raised
        ? raiseDrafts(context, {
            kind: 'station-fault',
            subject,
            // The level passed its limit: somebody must look, whatever the station's own state.
            priority: code === 'level-alarm' || code === 'flow-alarm' ? 'high' : 'normal',
            title: `测站 ${name} ${words}`,
            detail: `测站 ${from}，经 ${gatewayName(context, gateway)}`,
            at,
          })
        : clearDrafts(context, 'station-fault', subject, `${words}已恢复`)),
      logLines(context)({
        kind: 'alarm',
        source,
        text: `测站${words}${raised ? '' : '已恢复'}`,
        heardAt: at,
      }),
    ])
  }
  /** What a person at the station wrote. */
  function tellText(
    gateway: string,
    { from, body }: Extract<GatewayEvent, { kind: 'text' }>,
  ): void {
    const at = world.clock.nowMs()
    const source = { kind: 'text', text: stationName(context, from) } as const
    keptAppends(context).put(gateway, () => [
      logLines(context)({ kind: 'report', source, text: `测站人工报：${body}`, heardAt: at }),
    ])
  }
  return {
    take(gateway, event) {
      const sensor = purposeOf(context, gateway) === 'sensor'
      if (event.kind === 'stationHeard') {
        if (bundles.length >= maxWaiting) flush()
        bundles.push({ gateway, heard: event, at: world.clock.nowMs(), readings: [] })
        cancelFlush ??= world.timers.after(flushMs, flush)
      } else if (event.kind === 'reading') {
        // Its own report was told just before; values for another address in it stand on their own.
        const last = bundles.at(-1)
        if (last?.gateway === gateway) last.readings.push(event.reading)
      } else if (event.kind === 'deviceAlarm' && sensor) tellFault(gateway, event)
      else if (event.kind === 'text' && sensor) tellText(gateway, event)
    },
    flush,
    close() {
      flush()
      cancelPrune()
    },
  }
}

export function causeOf(context: CoreContext, gateway: string, code: string): string {
  const { driver } = context.gateways.list().find(({ id }) => id === gateway) ?? {}
  return context.gateways.drivers().find(({ id }) => id === driver)?.causes[code] ?? code
}
