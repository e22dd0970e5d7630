/** Which radios are on line, as far as one session knows: whoever is not heard for its life is gone. */
import type { CancelTimer } from '../kernel/world.ts'
import type { DriverIo } from './driver.ts'
import type { GatewayEvent } from './events.ts'
import { forgetOldest } from './forget-oldest.ts'

type How = Extract<GatewayEvent, { kind: 'radioPresence' }>['how']

export interface PresenceBook {
  /** It registered, left or was asked: told every time. */
  set(radio: string, online: boolean, how: How): void
  /** It spoke, wrote or reported: on line without having registered, told when that is news. */
  heard(radio: string): void
  isOnline(radio: string): boolean
  readonly count: number
  close(): void
}

export interface PresenceOptions {
  readonly lifeMs: number
  /** The radio heard longest ago is forgotten, not reported. */
  readonly most?: number
  /** After each radio that was told. */
  onTold?(): void
}

export function createPresenceBook(
  io: Pick<DriverIo, 'emit' | 'monotonicMs' | 'timers'>,
  { lifeMs, most = 20_000, onTold }: PresenceOptions,
): PresenceBook {
  /** Radio → end of its life on the monotonic clock, soonest first: each renewal moves to the end. */
  const until = new Map<string, number>()
  let cancel: CancelTimer | undefined

  function tell(radio: string, online: boolean, how: How): void {
    io.emit({ kind: 'radioPresence', radio, online, how })
    onTold?.()
  }
  function expire(): void {
    cancel = undefined
    const now = io.monotonicMs()
    for (const [radio, end] of until) {
      if (end > now) break
      until.delete(radio)
      tell(radio, false, 'expired')
    }
    wait()
  }
  function wait(): void {
    const soonest = until.values().next()
    if (cancel || soonest.done) return
    cancel = io.timers.after(Math.max(1, soonest.value - io.monotonicMs()), expire)
  }
  /** Whether it was on line before. */
  function renew(radio: string): boolean {
    const known = until.delete(radio)
    until.set(radio, io.monotonicMs() + lifeMs)
    forgetOldest(until, most)
    wait()
    return known
  }
  return {
    set(radio, online, how) {
      if (online) renew(radio)
      else until.delete(radio)
      tell(radio, online, how)
    },
    heard(radio) {
      if (!renew(radio)) tell(radio, true, 'heard')
    },
    isOnline: (radio) => until.has(radio),
    get count() {
      return until.size
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}
