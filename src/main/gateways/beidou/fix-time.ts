import type { EpochMs } from '../../../core/kernel/world.ts'

const dayMs = 86_400_000
const beijingMs = 8 * 3_600_000
/** A position of the service is seconds old; a report may have waited for the pace of its card. */
const plausibleMs = 15 * 60_000

/**
 * The instant of `hhmmss.ss` without a day. Makers give it in UTC or in Beijing time: whichever is
 * near the console's clock is meant, and where neither is, nothing is claimed.
 */
export function fixTime(text: string, nowMs: EpochMs): EpochMs | undefined {
  const match = /^(\d\d)(\d\d)(\d\d(?:\.\d+)?)$/.exec(text)
  if (!match) return undefined
  const sinceMidnight =
    (Number(match[1]) * 60 + Number(match[2])) * 60_000 + Math.round(Number(match[3]) * 1000)
  const midnight = nowMs - (nowMs % dayMs)
  const candidates = [0, -beijingMs].flatMap((zone) =>
    [-dayMs, 0, dayMs].map((day) => midnight + sinceMidnight + zone + day),
  )
  return candidates.find((at) => Math.abs(at - nowMs) <= plausibleMs)
}
