/** Which radios are on the air: live state, kept across a restart as "to be confirmed". */
import { z } from 'zod'
import type { GatewayEvent, GatewayFix } from '../../gateway/events.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { positionQualities, type PositionQuality } from '../positions/index.ts'

const heldPresence = z.object({
  gateway: z.string(),
  radio: z.string(),
  online: z.enum(['online', 'offline', 'unknown']),
  how: z.string(),
  since: z.number(),
  lastHeardAt: z.number(),
  rssi: z.number().nullable(),
  /** The group it spoke or wrote in last. */
  group: z.object({ number: z.string(), at: z.number() }).nullable().default(null),
  fix: z
    .object({
      lat: z.number(),
      lon: z.number(),
      at: z.number(),
      quality: z.enum(positionQualities),
    })
    .nullable(),
})
export type HeldPresence = z.infer<typeof heldPresence>

export interface PresenceDesk {
  tell(gateway: string, event: Extract<GatewayEvent, { kind: 'radioPresence' }>): void
  /** It was heard in some other way: a text, a call, a position. */
  heard(gateway: string, radio: string): void
  /** It spoke or wrote in this group. */
  inGroup(gateway: string, radio: string, group: string): void
  rssi(gateway: string, radio: string, level: number): void
  fix(gateway: string, fix: GatewayFix, at: number, quality: PositionQuality): void
  list(): readonly HeldPresence[]
  close(): void
}

/** A babbling line must not fill the memory: the radio heard longest ago is forgotten. */
const maxRadios = 20_000
const batchMs = 1000
/** Who comes and goes is told at once; that somebody was heard again, at most this often. */
const heardAgainMs = 2000

/** What is no number cannot be shown; its quality says that it is not to be used. */
const shown = (degrees: number): number => (Number.isFinite(degrees) ? degrees : 0)

export function openPresenceDesk(context: CoreContext): PresenceDesk {
  const { live, world, logger } = context
  const held = new Map<string, HeldPresence>()
  const dirty = new Set<string>()
  let cancel: CancelTimer | undefined
  let cancelTell: CancelTimer | undefined
  load()

  function load(): void {
    for (const row of live
      .prepare<{ presence: string }>('select presence from radio_presence')
      .all()) {
      const parsed = heldPresence.safeParse(JSON.parse(row.presence))
      if (!parsed.success) continue
      const { gateway, radio, online } = parsed.data
      const now = online === 'online' ? { online: 'unknown' as const, how: 'restarted' } : {}
      held.set(`${gateway} ${radio}`, { ...parsed.data, ...now })
    }
  }
  function write(): void {
    cancel?.()
    cancel = undefined
    const keys = [...dirty]
    dirty.clear()
    const save = live.prepare(
      'insert or replace into radio_presence (gateway, radio, presence) values (?, ?, ?)',
    )
    try {
      live.transaction(() => {
        for (const presence of keys
          .map((key) => held.get(key))
          .filter((one) => one !== undefined)) {
          save.run(presence.gateway, presence.radio, JSON.stringify(presence))
        }
      })
    } catch (error) {
      // Live scope: it may be lost; the list in memory goes on.
      logger.warn('presence.not-kept', { error: String(error) })
    }
  }
  function update(
    gateway: string,
    radio: string,
    change: (before: HeldPresence) => Partial<HeldPresence>,
  ): void {
    const key = `${gateway} ${radio}`
    const now = world.clock.nowMs()
    const before: HeldPresence = held.get(key) ?? {
      gateway,
      radio,
      online: 'unknown',
      how: 'heard',
      since: now,
      lastHeardAt: now,
      rssi: null,
      group: null,
      fix: null,
    }
    const next = { ...before, ...change(before) }
    held.delete(key)
    held.set(key, next.online === before.online ? next : { ...next, since: now })
    dirty.add(key)
    cancel ??= world.timers.after(batchMs, write)
    if (held.size > maxRadios) dropOldest()
    if (next.online !== before.online || next.how !== before.how) tell()
    else cancelTell ??= world.timers.after(heardAgainMs, tell)
  }
  function tell(): void {
    cancelTell?.()
    cancelTell = undefined
    context.changed('radio.presence', [])
  }
  function dropOldest(): void {
    const oldest = held.values().next().value
    if (!oldest) return
    held.delete(`${oldest.gateway} ${oldest.radio}`)
    live
      .prepare('delete from radio_presence where gateway = ? and radio = ?')
      .run(oldest.gateway, oldest.radio)
  }
  const heardNow = () => ({ online: 'online' as const, lastHeardAt: world.clock.nowMs() })
  return {
    tell(gateway, { radio, online, how }) {
      update(gateway, radio, () => (online ? { ...heardNow(), how } : { online: 'offline', how }))
    },
    heard(gateway, radio) {
      // Not every driver follows presence itself: who is heard is on the air.
      update(gateway, radio, ({ online, how }) => ({
        ...heardNow(),
        how: online === 'online' ? how : 'heard',
      }))
    },
    inGroup(gateway, radio, group) {
      const at = world.clock.nowMs()
      update(gateway, radio, () => ({ group: { number: group, at } }))
    },
    rssi: (gateway, radio, level) => update(gateway, radio, () => ({ rssi: level })),
    fix(gateway, fix, at, quality) {
      update(gateway, fix.radio, ({ online, how }) => ({
        ...heardNow(),
        how: online === 'online' ? how : 'heard',
        fix: { lat: shown(fix.lat), lon: shown(fix.lon), at, quality },
        ...(fix.rssiDbm === undefined ? {} : { rssi: fix.rssiDbm }),
      }))
    },
    list: () => [...held.values()],
    close() {
      cancelTell?.()
      write()
    },
  }
}
