/** Rings and the lines around them → one telephone call each. */
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { toHex } from '../../../core/gateway/frame-kit.ts'

export type Withheld = 'private' | 'unavailable'

/** Whose call it is, as far as the exchange said. */
export interface CallerNumber {
  readonly number?: string | undefined
  readonly withheld?: Withheld | undefined
}

export type RingNews =
  | { readonly kind: 'ring' }
  | ({ readonly kind: 'number' } & CallerNumber)
  | { readonly kind: 'name'; readonly name?: string | undefined }
  /** Something else that only comes with a call. */
  | { readonly kind: 'sign' }
  /** The line was taken or left: nothing rings any more. */
  | { readonly kind: 'hung-up' }

interface Ringing {
  readonly call: string
  number?: string | undefined
  withheld?: Withheld | undefined
  name?: string | undefined
}

export interface RingTracker {
  readonly ringing: boolean
  take(news: RingNews): void
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
    take(news) {
      switch (news.kind) {
        case 'ring':
          heard()
          return tell('ringing')
        case 'number': {
          const call = heard()
          call.number ??= news.number
          call.withheld = call.number === undefined ? (call.withheld ?? news.withheld) : undefined
          return tell('ringing')
        }
        case 'name': {
          const call = heard()
          // Letters of another alphabet come in no known coding.
          const readable = news.name !== undefined && /^[\x20-\x7e]+$/.test(news.name)
          if (!readable) return
          call.name = news.name
          return tell('ringing')
        }
        case 'sign':
          heard()
          return
        case 'hung-up':
          return end()
        default:
          assertNever(news)
      }
    },
    close() {
      cancel()
      now = undefined
    },
  }
}

const digits = /^[+]?[0-9][0-9 ()#*-]*$/

/** A number as an exchange writes it, without its separators; `undefined` where it is none. */
export const dialledNumber = (text: string): string | undefined =>
  digits.test(text) ? text.replaceAll(/[\s()-]/g, '') : undefined

/**
 * `+CLIP: "13807971234",129,"",,"",0`, without the name: the last figure says why there is no
 * number. `undefined`: no caller's number in it.
 */
export function readClip(rest: string): CallerNumber | undefined {
  const match = /^\s*"([^"]*)"\s*,\s*(\d{1,3})\s*(?:,(.*))?$/.exec(rest)
  if (!match) return undefined
  const number = (match[1] ?? '').replaceAll(/[\s()-]/g, '')
  const validity = (match[3] ?? '').split(',').at(-1)?.trim()
  if (number === '') return { withheld: validity === '1' ? 'private' : 'unavailable' }
  // Type 145 is a number with its country in front.
  const abroad = match[2] === '145' && !number.startsWith('+')
  return digits.test(number) ? { number: abroad ? `+${number}` : number } : undefined
}
