/** How long a seat waits after wrong secrets: 1, 2, 4 … 30 s, one attempt at a time. */
import type { Clock } from '../../kernel/world.ts'

export const longestWaitMs = 30_000

interface SeatAttempts {
  failures: number
  /** Monotonic milliseconds. */
  notBefore: number
  busy: boolean
}

export interface Attempts {
  /** `undefined` when the attempt may go on; then `end` must follow. Otherwise how long to wait. */
  begin(seat: string): number | undefined
  /** The number of failures in a row and the wait that follows. */
  end(seat: string, right: boolean): { readonly failures: number; readonly waitMs: number }
  /** The attempt came to no answer (our mistake, disk full). */
  abandon(seat: string): void
}

export function seatAttempts(clock: Clock): Attempts {
  const seats = new Map<string, SeatAttempts>()
  const of = (seat: string): SeatAttempts => {
    const known = seats.get(seat) ?? { failures: 0, notBefore: -Infinity, busy: false }
    seats.set(seat, known)
    return known
  }
  return {
    begin(seat) {
      const state = of(seat)
      const waitMs = state.notBefore - clock.monotonicMs()
      if (state.busy) return 1000
      if (waitMs > 0) return Math.ceil(waitMs)
      state.busy = true
      return undefined
    },
    end(seat, right) {
      const state = of(seat)
      state.busy = false
      if (right) {
        seats.delete(seat)
        return { failures: 0, waitMs: 0 }
      }
      state.failures += 1
      const waitMs = Math.min(longestWaitMs, 1000 * 2 ** (state.failures - 1))
      state.notBefore = clock.monotonicMs() + waitMs
      return { failures: state.failures, waitMs }
    },
    abandon(seat) {
      of(seat).busy = false
    },
  }
}
