/** Live positions: kept in a ring, the newest per key in memory, streamed to the map. */
import { implement } from '@orpc/server'
import type { GatewayFix } from '../../gateway/events.ts'
import type { EpochMs } from '../../kernel/world.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { positionBoard, positionKey, underUnits } from './board.ts'
import { openClockWatch, type ClockReading, type ClockWatch } from './clock-watch.ts'
import { positionsContract } from './contract.ts'
import type { PositionQuality } from './quality-words.ts'
import { positionTables, type HeldPosition, type ThinnedTrack } from './ring.ts'

export { holderOf } from './holders.ts'
export { positionQualities, type PositionQuality } from './quality-words.ts'
export { thinned, type HeldPosition, type ThinnedTrack } from './ring.ts'

/** A track on the map needs no more points than this. */
const maxTrack = 5000

/** The newest usable position of `unit:<id>`, `radio:<gateway>:<radio>` or `own`. */
export function latestPosition(context: CoreContext, key: string): HeldPosition | undefined {
  const position = positionBoard(context).latest(key)
  return position?.quality === 'good' ? position : undefined
}

/** The newest usable position of everything that has one. */
export function latestPositions(context: CoreContext): HeldPosition[] {
  return positionBoard(context)
    .all()
    .filter(({ quality }) => quality === 'good')
}

/**
 * Positions as the map knew them at a past moment, by what the ring still holds.
 * @param sealed what was kept of that moment elsewhere; the ring's own fix of a key goes before it
 */
export function positionsKnownAt(
  context: CoreContext,
  at: EpochMs,
  unitOfRadio: (radio: string) => string | undefined,
  sealed: readonly HeldPosition[] = [],
): HeldPosition[] {
  const held = fixesKnownAt(context, at)
  const known = new Set(held.map(({ key }) => key))
  return underUnits([...held, ...sealed.filter(({ key }) => !known.has(key))], unitOfRadio)
}

/** The same by the key they were heard under. */
export function fixesKnownAt(context: CoreContext, at: EpochMs): HeldPosition[] {
  return positionBoard(context).ring.knownAt(at)
}

/** Usable fixes between two times; thinned evenly where there are more than `limit`. */
export function trackOf(
  context: CoreContext,
  key: string,
  from: EpochMs,
  to: EpochMs,
  limit: number,
): ThinnedTrack {
  return positionBoard(context).ring.thinnedTrack(key, from, to, limit)
}

/** Keys with a fix in that time. */
export function trackedKeys(context: CoreContext, from: EpochMs, to: EpochMs): string[] {
  return positionBoard(context).ring.keys(from, to)
}

/** Time of the oldest position that is still kept. */
export function oldestPositionAt(context: CoreContext): EpochMs | undefined {
  return positionBoard(context).ring.oldestAt()
}

/** Told of every usable position that is the newest of its key; late ones never. */
export function onMoved(
  context: CoreContext,
  listener: (position: HeldPosition) => void,
): () => void {
  return positionBoard(context).onMoved(listener)
}

/** The same by the radio that was heard. */
export function latestOfRadio(
  context: CoreContext,
  gateway: string,
  radio: string,
): HeldPosition | undefined {
  return latestPosition(context, positionKey(context, gateway, radio))
}

/** Whether a fix may be used, as the map and the lists say it. */
export function qualityOfFix(
  context: CoreContext,
  gateway: string,
  fix: GatewayFix,
): PositionQuality {
  return positionBoard(context).qualityOf(gateway, fix)
}

/** Usable fixes between two times, oldest first; the newest of them where there are more than `limit`. */
export function recordedTrack(
  context: CoreContext,
  key: string,
  span: { readonly from: number; readonly to: number },
  limit: number,
): HeldPosition[] {
  return positionBoard(context)
    .ring.track(key, span.from, span.to, limit)
    .filter(({ quality }) => quality === 'good')
}

const watches = new WeakMap<CoreContext, ClockWatch>()

function clockWatch(context: CoreContext): ClockWatch {
  const known = watches.get(context) ?? openClockWatch(context)
  watches.set(context, known)
  return known
}

/** What satellite time last said of this machine's clock. */
export function clockReading(context: CoreContext): ClockReading | undefined {
  return clockWatch(context).reading()
}

function startPositions(context: CoreContext): () => void {
  const board = positionBoard(context)
  const clock = clockWatch(context)
  const stop = context.gateways.onEvent((gateway, event) => {
    if (event.kind === 'position') board.take(gateway, event.fix)
    if (event.kind === 'clockQuality') clock.take(gateway, event)
  })
  return () => {
    stop()
    board.close()
  }
}

function positionsRouter(context: CoreContext) {
  const os = implement(positionsContract).$context<SeatContext>()
  return {
    latest: os.latest.handler(({ context: { seat } }) => {
      requireSession(seat)
      return positionBoard(context).all()
    }),
    track: os.track.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return positionBoard(context).ring.track(input.key, input.from, input.to, maxTrack)
    }),
    clock: os.clock.handler(() => clockWatch(context).reading() ?? null),
  }
}

export const positionsModule: Module = {
  name: 'positions',
  facts: [],
  projections: [],
  liveTables: positionTables,
  start: startPositions,
  router: positionsRouter,
}
