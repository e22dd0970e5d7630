/** When what crashed comes back, and without what. */

export interface Crash {
  /** Monotonic milliseconds. */
  readonly atMs: number
  /** `gateway:<id>` or `projection:<name>` whose code was running, where that is known. */
  readonly active?: string | undefined
}

export interface RestartPlan {
  readonly delayMs: number
  /** Left out from now on, besides what was left out before. */
  readonly leaveOut?: string | undefined
}

const delaysMs = [1000, 5000, 30_000] as const
const windowMs = 5 * 60_000
const crashesBeforeLeavingOut = 3

/** `crashes`: all so far, oldest first, the newest being the one to recover from. */
export function planRestart(crashes: readonly Crash[]): RestartPlan {
  const newest = crashes.at(-1)
  if (!newest) return { delayMs: 0 }
  const recent = crashes.filter(({ atMs }) => newest.atMs - atMs < windowMs)
  const delayMs = delaysMs[Math.min(recent.length, delaysMs.length) - 1] ?? delaysMs[0]
  if (recent.length < crashesBeforeLeavingOut) return { delayMs }
  return { delayMs, leaveOut: newest.active }
}

const reloadDelaysMs = [500, 2000, 5000, 15_000] as const

/** How long a crashed page waits before it is loaded again; `times`: its crashes so far, newest last. */
export function planReload(times: readonly number[]): number {
  const newest = times.at(-1) ?? 0
  const recent = times.filter((at) => newest - at < windowMs)
  return reloadDelaysMs[Math.min(recent.length, reloadDelaysMs.length) - 1] ?? reloadDelaysMs[0]
}
