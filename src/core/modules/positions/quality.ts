/** Whether a fix may be used for dispatch. */
import type { GatewayFix } from '../../gateway/events.ts'
import { distanceM, type GeoPoint } from '../../kernel/geo.ts'
import type { PositionQuality } from './quality-words.ts'

/** No unit of a county drives this far in a shift; a swapped or damaged coordinate does. */
const farM = 1_000_000

function isPlausible({ lat, lon }: GeoPoint): boolean {
  if (!Number.isFinite(lat) || !Number.isFinite(lon)) return false
  // A receiver without a fix says 0, 0: a place in the Gulf of Guinea.
  if (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01) return false
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180
}

/** `datumKnown`: the gateway's coordinates are said to be WGS-84. */
export function qualityOf(fix: GatewayFix, centre: GeoPoint, datumKnown: boolean): PositionQuality {
  if (!isPlausible(fix)) return 'implausible'
  if (!fix.valid) return 'no-fix'
  if (!datumKnown) return 'datum-unknown'
  return distanceM(fix, centre) > farM ? 'far' : 'good'
}
