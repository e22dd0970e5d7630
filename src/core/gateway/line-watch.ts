import type { GatewayState } from './health.ts'

/** An open line without a working session is closed and opened anew after this long. */
const stuckMs = 60_000
/** A silent line sooner, in heartbeats, but not below the least. */
const silentBeats = 6
const leastSilentMs = 30_000
/** The computer slept (or the process was stopped) when a tick is this late. */
const sleptMs = 10_000
/** A wall clock that jumps further was set by someone, it did not sleep. */
const longestSleepMs = 7 * 24 * 3600_000

export interface LineSigns {
  readonly state: GatewayState
  /** How late the regular look came, by the clock that says more. */
  readonly lateMs: number
  /** Since the last good frame, or since the line was opened. */
  readonly quietMs: number
  readonly openMs: number
  readonly heartbeatMs: number | undefined
  /** The driver only listens: opening the line anew would cut off stations that call us. */
  readonly passive: boolean
}

/**
 * What to think of an open line, besides what the operating system says: ports stay "open" over
 * a sleep of the computer and with a dead adapter (`slept`, `stuck`: open it anew).
 */
export function judgeLine(signs: LineSigns): 'fine' | 'slept' | 'silent' | 'stuck' {
  const { state, lateMs, quietMs, openMs, heartbeatMs, passive } = signs
  if (lateMs > sleptMs && lateMs < longestSleepMs) return 'slept'
  const isSilent = heartbeatMs !== undefined && quietMs > heartbeatMs
  if (isSilent && (state === 'ready' || state === 'connecting')) return 'silent'
  if (passive || state === 'ready' || state === 'needs-vendor-file') return 'fine'
  const patienceMs =
    heartbeatMs === undefined
      ? stuckMs
      : Math.min(stuckMs, Math.max(heartbeatMs * silentBeats, leastSilentMs))
  return Math.min(quietMs, openMs) > patienceMs ? 'stuck' : 'fine'
}
