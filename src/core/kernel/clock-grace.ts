/** A clock on the wall, or the one a caller reads from, may be ahead of this machine's. */
import type { EpochMs } from './world.ts'

/** So far ahead a time somebody gives is taken as now. */
export const clockGraceMs = 2 * 60_000

/** Whether a time somebody gives is still to come. */
export function isAhead(at: EpochMs, now: EpochMs): boolean {
  return at > now + clockGraceMs
}
