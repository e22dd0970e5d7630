/**
 * Who is inside, told from fixes that jitter. A unit is inside as soon as a fix is; it has left
 * when one is further outside than the margin, so a unit parked at the edge raises nothing twice.
 * A fix that no vehicle could have reached counts only when the next one agrees.
 */
import { distanceM, type GeoPoint } from '../../kernel/geo.ts'
import type { EpochMs } from '../../kernel/world.ts'

export interface SeenFix extends GeoPoint {
  readonly at: EpochMs
}

export interface Presence extends SeenFix {
  readonly inside: boolean
  /** Time of the fix that made it so. */
  readonly since: EpochMs
  /** A jump across the edge that waits for a second fix. */
  readonly doubt?: SeenFix | undefined
}

export type Crossing = 'entered' | 'left'

/** Faster than any vehicle on a county's roads; a helicopter is told one fix later. */
const jumpKmh = 200
/** Below this a jitter in a short time looks like speed. */
const leastJumpM = 150

function isJump(from: SeenFix, to: SeenFix): boolean {
  const metres = distanceM(from, to)
  if (metres < leastJumpM) return false
  const hours = Math.max(to.at - from.at, 1000) / 3_600_000
  return metres / 1000 / hours > jumpKmh
}

/** @param edgeM metres to the fence's edge, negative inside */
export function seeFix(
  before: Presence | undefined,
  { lat, lon, at }: SeenFix,
  edgeM: number,
  marginM: number,
): { readonly presence: Presence; readonly crossing?: Crossing | undefined } {
  const fix = { lat, lon, at }
  if (!before) return { presence: { ...fix, inside: edgeM <= 0, since: at } }
  const inside = before.inside ? edgeM <= marginM : edgeM <= 0
  if (inside === before.inside) {
    return { presence: { ...fix, inside, since: before.since } }
  }
  const agrees = before.doubt !== undefined && !isJump(before.doubt, fix)
  if (isJump(before, fix) && !agrees) return { presence: { ...before, doubt: fix } }
  return { presence: { ...fix, inside, since: at }, crossing: inside ? 'entered' : 'left' }
}
