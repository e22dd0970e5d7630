/** Which daily copies stay: the newest of each of the last hours, and of the last days. */

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Days are those of Beijing, UTC+8. */
const offsetMs = 8 * hourMs

export interface KeepRule {
  readonly hourly: number
  readonly daily: number
}

export const defaultKeep: KeepRule = { hourly: 24, daily: 30 }

function newestPerPeriod(times: readonly number[], periodMs: number, count: number): number[] {
  const kept = new Map<number, number>()
  for (const time of times) {
    const period = Math.floor((time + offsetMs) / periodMs)
    if (kept.size === count && !kept.has(period)) break
    if (!kept.has(period)) kept.set(period, time)
  }
  return [...kept.values()]
}

/**
 * The copies to delete, by their times (epoch ms, any order). The newest is always kept; a
 * clock that jumped makes odd periods but never deletes more than the rule allows, because
 * periods are counted, not compared with now.
 */
export function expired(times: readonly number[], keep: KeepRule = defaultKeep): number[] {
  const newestFirst = [...times].sort((a, b) => b - a)
  const kept = new Set([
    ...newestFirst.slice(0, 1),
    ...newestPerPeriod(newestFirst, hourMs, keep.hourly),
    ...newestPerPeriod(newestFirst, dayMs, keep.daily),
  ])
  return newestFirst.filter((time) => !kept.has(time))
}
