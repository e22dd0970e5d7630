/** Where everything is now: fixes in, one newest position per key. */
import type { GatewayFix } from '../../gateway/events.ts'
import type { EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { storedGateways } from '../gateways/index.ts'
import { holderOf } from './holders.ts'
import { qualityOf } from './quality.ts'
import type { PositionQuality } from './quality-words.ts'
import { aheadMs, openPositionRing, type HeldPosition, type PositionRing } from './ring.ts'

export interface PositionBoard {
  qualityOf(gateway: string, fix: GatewayFix): PositionQuality
  /** A late fix goes to the track at its own time and moves nothing on the map. */
  take(gateway: string, fix: GatewayFix): void
  /** The newest usable position of a key, else the newest of any quality. */
  latest(key: string): HeldPosition | undefined
  all(): HeldPosition[]
  /** Told of every usable position that is the newest of its key. */
  onMoved(listener: (position: HeldPosition) => void): () => void
  readonly ring: PositionRing
  close(): void
}

/** A radio's clock may be wrong; a fix from the future or from long ago is dated by its arrival. */
const behindMs = 24 * 3_600_000

function timeOf(fix: GatewayFix, nowMs: EpochMs): EpochMs {
  const { fixAt } = fix
  if (fixAt === undefined || fixAt > nowMs + aheadMs || fixAt < nowMs - behindMs) return nowMs
  return fixAt
}

/** `unit:<id>`, `radio:<gateway>:<radio>` where no unit holds it, `own` for this console. */
export function positionKey(context: CoreContext, gateway: string, radio: string): string {
  const unit = holderOf(context, radio)
  return unit ? `unit:${unit.id}` : `radio:${gateway}:${radio}`
}

function datumKnown(context: CoreContext, gateway: string): boolean {
  const settings = storedGateways(context.local).find(({ id }) => id === gateway)
  return settings?.driverSettings['datum'] !== 'unknown'
}

/** Later wins; a usable position is not hidden by a later one that is not. */
function wins(next: HeldPosition, known: HeldPosition | undefined): boolean {
  if (!known) return true
  if (known.quality === 'good' && next.quality !== 'good') return false
  if (known.quality !== 'good' && next.quality === 'good') return true
  return next.at >= known.at
}

/** A plausible number for the database: NaN and infinities do not fit a real column. */
const stored = (degrees: number): number => (Number.isFinite(degrees) ? degrees : 0)

export function openPositionBoard(context: CoreContext): PositionBoard {
  const ring = openPositionRing(context)
  const newest = new Map<string, HeldPosition>()
  const datums = new Map<string, boolean>()
  const listeners = new Set<(position: HeldPosition) => void>()
  const { centre } = context.county.county
  for (const position of ring.newest()) keep(position)

  function keep(position: HeldPosition): boolean {
    const isNewer = wins(position, newest.get(position.key))
    if (isNewer) newest.set(position.key, position)
    return isNewer
  }
  function isDatumKnown(gateway: string): boolean {
    const known = datums.get(gateway) ?? datumKnown(context, gateway)
    datums.set(gateway, known)
    return known
  }
  const judge = (gateway: string, fix: GatewayFix) => qualityOf(fix, centre, isDatumKnown(gateway))
  // Settings may change what a gateway's coordinates mean.
  const stopWatch = context.gateways.onHealth((gateway) => void datums.delete(gateway))
  /** A radio that a unit has taken over since is that unit's. */
  function renamed(position: HeldPosition): HeldPosition {
    if (!position.key.startsWith('radio:')) return position
    const key = positionKey(context, position.gateway, position.radio)
    if (key === position.key) return position
    newest.delete(position.key)
    const moved = { ...position, key }
    keep(moved)
    return newest.get(key) ?? moved
  }
  function heldOf(gateway: string, fix: GatewayFix, at: EpochMs): HeldPosition {
    return {
      key: fix.reason === 'own' ? 'own' : positionKey(context, gateway, fix.radio),
      at,
      lat: stored(fix.lat),
      lon: stored(fix.lon),
      quality: judge(gateway, fix),
      speedKmh: fix.speedKmh ?? null,
      headingDeg: fix.headingDeg ?? null,
      gateway,
      radio: fix.radio,
      arrivedAt: context.world.clock.nowMs(),
      late: fix.late ?? false,
    }
  }
  return {
    ring,
    qualityOf: judge,
    take(gateway, fix) {
      const now = context.world.clock.nowMs()
      if (fix.late) {
        // Without a time of its own it has no place on a track.
        if (fix.fixAt !== undefined && fix.fixAt <= now) ring.add(heldOf(gateway, fix, fix.fixAt))
        return
      }
      const position = heldOf(gateway, fix, timeOf(fix, now))
      ring.add(position)
      if (!keep(position) || position.quality !== 'good') return
      publish(context, position)
      for (const listener of listeners) listener(position)
    },
    latest: (key) => newest.get(key),
    onMoved(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    all: () => [
      ...new Map([...newest.values()].map(renamed).map((one) => [one.key, one])).values(),
    ],
    close() {
      stopWatch()
      ring.close()
    },
  }
}

/** Each key's newest, a radio's under the unit that held it then. */
export function underUnits(
  positions: readonly HeldPosition[],
  unitOfRadio: (radio: string) => string | undefined,
): HeldPosition[] {
  const newest = new Map<string, HeldPosition>()
  for (const position of positions) {
    const unit = position.key.startsWith('radio:') ? unitOfRadio(position.radio) : undefined
    const key = unit === undefined ? position.key : `unit:${unit}`
    const named = { ...position, key }
    if (wins(named, newest.get(key))) newest.set(key, named)
  }
  return [...newest.values()]
}

function publish(
  context: CoreContext,
  { key, lat, lon, at, speedKmh, headingDeg }: HeldPosition,
): void {
  context.publishPosition({
    key,
    lat,
    lon,
    valid: true,
    at,
    ...(speedKmh === null ? {} : { speedKmh }),
    ...(headingDeg === null ? {} : { headingDeg }),
  })
}

const boards = new WeakMap<CoreContext, PositionBoard>()

export function positionBoard(context: CoreContext): PositionBoard {
  const known = boards.get(context) ?? openPositionBoard(context)
  boards.set(context, known)
  return known
}
