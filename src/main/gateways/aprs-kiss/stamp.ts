/** Times of APRS packets, which name no month or no day. */
import type { EpochMs } from '../../../core/kernel/world.ts'

const dayMs = 86_400_000
const [nearMs, farMs] = [12 * 3_600_000, 15 * dayMs]

/** The day, near now, on which this time makes sense. */
function nearest(candidates: readonly number[], nowMs: EpochMs, withinMs: number) {
  const [best] = candidates.toSorted((a, b) => Math.abs(a - nowMs) - Math.abs(b - nowMs))
  return best !== undefined && Math.abs(best - nowMs) <= withinMs ? best : undefined
}

/** `092345z` or `234517h`; a station's own local time says nothing to others. */
export function timeOf(stamp: string | undefined, nowMs: EpochMs): EpochMs | undefined {
  const [, one = '', two = '', three = '', kind] =
    /^(\d\d)(\d\d)(\d\d)([zh])$/.exec(stamp ?? '') ?? []
  if (kind === undefined) return undefined
  const now = new Date(nowMs)
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  const [a, b, c] = [Number(one), Number(two), Number(three)]
  if (kind === 'h') {
    if (a > 23 || b > 59 || c > 59) return undefined
    return nearest(
      [-1, 0, 1].map((n) => Date.UTC(year, month, day + n, a, b, c)),
      nowMs,
      nearMs,
    )
  }
  if (a < 1 || a > 31 || b > 23 || c > 59) return undefined
  return nearest(
    [-1, 0, 1].map((n) => Date.UTC(year, month + n, a, b, c)),
    nowMs,
    farMs,
  )
}

/** `292345z` of now, as objects carry it. */
export function stampOf(nowMs: EpochMs): string {
  const at = new Date(nowMs)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(at.getUTCDate())}${two(at.getUTCHours())}${two(at.getUTCMinutes())}z`
}
