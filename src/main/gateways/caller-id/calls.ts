/** Rings and the lines around them → one telephone call each. */
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { ModemLine, Withheld } from './codec.ts'

interface Ringing {
  readonly call: string
  number?: string | undefined
  withheld?: Withheld | undefined
  name?: string | undefined
}

export interface RingTracker {
  readonly ringing: boolean
  take(line: ModemLine): void
  close(): void
}

/**
 * A call begins with a ring, or with its number where the exchange sends that first (DTMF), and
 * ends when no ring has followed for `endAfterMs`. Every change is told.
 */
export function ringTracker(io: DriverIo, endAfterMs: number): RingTracker {
  let now: Ringing | undefined
  let cancel: CancelTimer = () => {}

  function tell(state: 'ringing' | 'ended'): void {
    if (now) io.emit({ kind: 'phoneRing', state, ...now })
  }
  function end(): void {
    cancel()
    tell('ended')
    now = undefined
  }
  function heard(): Ringing {
    cancel()
    cancel = io.timers.after(endAfterMs, end)
    now ??= { call: toHex(io.random.bytes(8)) }
    return now
  }
  return {
    get ringing() {
      return now !== undefined
    },
    take(line) {
      switch (line.kind) {
        case 'ring':
          heard()
          return tell('ringing')
        case 'number':
        case 'clip': {
          const call = heard()
          call.number ??= line.number
          call.withheld = call.number === undefined ? (call.withheld ?? line.withheld) : undefined
          return tell('ringing')
        }
        case 'name': {
          const call = heard()
          // Letters of another alphabet come in no known coding.
          const readable = line.name !== undefined && /^[\x20-\x7e]+$/.test(line.name)
          if (!readable) return
          call.name = line.name
          return tell('ringing')
        }
        case 'date':
        case 'time':
          heard()
          return
        case 'hung-up':
          return end()
        case 'ok':
        case 'refused':
        case 'other':
          // Answers to the session's own words.
          return
        default:
          assertNever(line)
      }
    },
    close() {
      cancel()
      now = undefined
    },
  }
}
