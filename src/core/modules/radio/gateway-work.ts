/** What each gateway does just now: its channel and group, its signal, what it says of itself, and what failed. */
import type { CommandResult, GatewayEvent } from '../../gateway/events.ts'
import type { CoreContext } from '../../module.ts'
import { causeWord } from './causes.ts'

type Of<Kind extends GatewayEvent['kind']> = Extract<GatewayEvent, { kind: Kind }>

export interface GatewayWork {
  readonly channel: string | null
  readonly group: string | null
  readonly rssi: { readonly level: number; readonly at: number } | null
  /** What the gateway says of itself, names in Chinese. */
  readonly device: Readonly<Record<string, string | number>>
  /** Orders that failed since this console started, by their Chinese cause. */
  readonly failures: ReadonlyMap<string, number>
}

export interface GatewayWorkDesk {
  channel(gateway: string, event: Of<'channel'>): void
  rssi(gateway: string, level: number): void
  device(gateway: string, event: Of<'device'>): void
  result(gateway: string, result: CommandResult): void
  of(gateway: string): GatewayWork
}

const nothing: GatewayWork = {
  channel: null,
  group: null,
  rssi: null,
  device: {},
  failures: new Map(),
}

/** A gateway that gives ever new causes must not fill the memory. */
const maxCauses = 100
const maxFacts = 60

export function openGatewayWork(context: CoreContext): GatewayWorkDesk {
  const known = new Map<string, GatewayWork>()
  const of = (gateway: string) => known.get(gateway) ?? nothing

  function change(gateway: string, some: Partial<GatewayWork>): void {
    known.set(gateway, { ...of(gateway), ...some })
    context.changed('radio.work', [gateway])
  }
  function failed(gateway: string, words: string): void {
    const failures = new Map(of(gateway).failures)
    if (!failures.has(words) && failures.size >= maxCauses) return
    change(gateway, { failures: failures.set(words, (failures.get(words) ?? 0) + 1) })
  }
  return {
    channel(gateway, { channel, group }) {
      change(gateway, {
        ...(channel === undefined ? {} : { channel }),
        ...(group === undefined ? {} : { group }),
      })
    },
    rssi: (gateway, level) => change(gateway, { rssi: { level, at: context.world.clock.nowMs() } }),
    device(gateway, { facts }) {
      const device = { ...of(gateway).device, ...facts }
      change(gateway, { device: Object.fromEntries(Object.entries(device).slice(0, maxFacts)) })
    },
    result(gateway, result) {
      if (result.kind === 'refused' || result.kind === 'unknown')
        failed(gateway, causeWord(context, gateway, result.cause))
      if (result.kind === 'timed-out') failed(gateway, '超时无应答')
    },
    of,
  }
}
