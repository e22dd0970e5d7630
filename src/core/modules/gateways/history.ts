/** How a gateway did lately: when it was away, and how much of what came was damaged. Live: it may be lost. */
import type { FrameCounts } from '../../gateway/health.ts'
import { gatewayReasonWords } from '../../gateway/health.ts'
import type { CoreContext } from '../../module.ts'

export const historyTables: readonly string[] = [
  `create table if not exists gateway_slot (
    gateway text not null, slot integer not null, frames_in integer not null, frames_out integer not null,
    damaged integer not null, noise integer not null, unknown integer not null,
    primary key (gateway, slot))`,
  `create table if not exists gateway_gap (
    gateway text not null, at integer not null, until integer, reason text not null,
    primary key (gateway, at))`,
]

/** Counted in pieces of five minutes, shown by the hour. */
export const slotMs = 5 * 60_000
const hourMs = 3_600_000
const keptMs = 48 * hourMs
const gapsKeptMs = 30 * 24 * hourMs
const mostGaps = 50

const countKeys = ['in', 'out', 'damaged', 'noise', 'unknown'] as const
type Counts = Readonly<Record<(typeof countKeys)[number], number>>
const none: Counts = { in: 0, out: 0, damaged: 0, noise: 0, unknown: 0 }

export interface HourOfGateway extends Counts {
  /** Its beginning, UTC epoch milliseconds. */
  readonly at: number
}

export interface GapOfGateway {
  readonly at: number
  /** Null while it lasts. */
  readonly until: number | null
  readonly reason: string
}

export interface GatewayHistory {
  /** Adds what was counted since the last time. */
  sample(): void
  hours(gateway: string): HourOfGateway[]
  gaps(gateway: string): GapOfGateway[]
  /** Part of the frames that were damaged or noise, in the last ten minutes; null where too few came. */
  badShare(gateway: string): number | null
  close(): void
}

interface SlotRow extends Omit<Counts, 'in' | 'out'> {
  readonly slot: number
  readonly frames_in: number
  readonly frames_out: number
}

const countsOf = ({ frames_in, frames_out, damaged, noise, unknown }: SlotRow): Counts => ({
  in: frames_in,
  out: frames_out,
  damaged,
  noise,
  unknown,
})

const sum = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(countKeys.map((key) => [key, a[key] + b[key]])) as Record<keyof Counts, number>

/** A gateway that was started anew counts from nothing again. */
function since(before: FrameCounts | undefined, now: FrameCounts): Counts {
  const restarted = before === undefined || countKeys.some((key) => now[key] < before[key])
  if (restarted) return { ...none, ...now }
  return Object.fromEntries(countKeys.map((key) => [key, now[key] - before[key]])) as Record<
    keyof Counts,
    number
  >
}

/** Fewer frames say nothing about a line. */
const fewestFrames = 20

export function openHistory(context: CoreContext): GatewayHistory {
  const { live, world, logger, gateways } = context
  const before = new Map<string, FrameCounts>()
  const slotAt = (ms: number) => Math.floor(ms / slotMs) * slotMs

  function write(run: () => void): void {
    try {
      live.transaction(run)
    } catch (error) {
      // Live scope: it may be lost.
      logger.warn('gateway.history-not-kept', { error: String(error) })
    }
  }
  function sample(): void {
    const now = world.clock.nowMs()
    const add = live.prepare(
      `insert into gateway_slot (gateway, slot, frames_in, frames_out, damaged, noise, unknown)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (gateway, slot) do update set
         frames_in = frames_in + excluded.frames_in, frames_out = frames_out + excluded.frames_out,
         damaged = damaged + excluded.damaged, noise = noise + excluded.noise,
         unknown = unknown + excluded.unknown`,
    )
    write(() => {
      for (const { id, health } of gateways.list()) {
        const counted = since(before.get(id), health.counts)
        before.set(id, health.counts)
        if (countKeys.every((key) => counted[key] === 0)) continue
        add.run(
          id,
          slotAt(now),
          counted.in,
          counted.out,
          counted.damaged,
          counted.noise,
          counted.unknown,
        )
      }
      live.prepare('delete from gateway_slot where slot < ?').run(now - keptMs)
      live.prepare('delete from gateway_gap where at < ?').run(now - gapsKeptMs)
    })
  }
  function slots(gateway: string, from: number): SlotRow[] {
    return live
      .prepare<SlotRow>(
        `select slot, frames_in, frames_out, damaged, noise, unknown from gateway_slot
         where gateway = ? and slot >= ? order by slot`,
      )
      .all(gateway, from)
  }
  const stops = [
    gateways.onEvent((gateway, event) => {
      if (event.kind === 'lost') {
        write(() =>
          live
            .prepare(
              'insert or replace into gateway_gap (gateway, at, until, reason) values (?, ?, null, ?)',
            )
            .run(gateway, event.at, gatewayReasonWords[event.reason]),
        )
      }
      if (event.kind === 'back') {
        write(() =>
          live
            .prepare('update gateway_gap set until = ? where gateway = ? and until is null')
            .run(event.at, gateway),
        )
      }
    }),
    again(),
  ]
  function again(): () => void {
    let cancel = world.timers.after(slotMs, tick)
    function tick(): void {
      sample()
      cancel = world.timers.after(slotMs, tick)
    }
    return () => cancel()
  }
  return {
    sample,
    hours(gateway) {
      sample()
      const byHour = new Map<number, Counts>()
      for (const row of slots(gateway, world.clock.nowMs() - 24 * hourMs)) {
        const hour = Math.floor(row.slot / hourMs) * hourMs
        byHour.set(hour, sum(byHour.get(hour) ?? none, countsOf(row)))
      }
      return [...byHour].map(([at, counts]) => ({ at, ...counts })).toReversed()
    },
    gaps(gateway) {
      return live
        .prepare<GapOfGateway>(
          'select at, until, reason from gateway_gap where gateway = ? order by at desc limit ?',
        )
        .all(gateway, mostGaps)
    },
    badShare(gateway) {
      const now = gateways.list().find(({ id }) => id === gateway)?.health.counts
      const kept = slots(gateway, slotAt(world.clock.nowMs()) - slotMs)
        .map(countsOf)
        .reduce(sum, none)
      const { damaged, noise, in: good } = now ? sum(kept, since(before.get(gateway), now)) : kept
      const all = good + damaged + noise
      return all < fewestFrames ? null : (damaged + noise) / all
    },
    close() {
      sample()
      for (const stop of stops) stop()
    },
  }
}

const histories = new WeakMap<CoreContext, GatewayHistory>()

export function gatewayHistory(context: CoreContext): GatewayHistory {
  const known = histories.get(context) ?? openHistory(context)
  histories.set(context, known)
  return known
}
