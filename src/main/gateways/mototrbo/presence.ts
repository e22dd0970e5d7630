/** Which radios are registered; a registration that is not renewed ends. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'

type How = Extract<GatewayEvent, { kind: 'radioPresence' }>['how']

/** A babbling line must not fill the memory: the oldest radio is forgotten, not reported. */
const maxRadios = 20_000

export interface PresenceBook {
  online(radio: string, how: 'registered' | 'checked'): void
  offline(radio: string, how: 'deregistered' | 'checked'): void
  /** It wrote or reported without having registered. */
  heard(radio: string): void
  readonly count: number
  close(): void
}

export function presenceBook(io: DriverIo, lifeMs: number, onChange: () => void): PresenceBook {
  /** Radio → end of its registration, soonest first: each renewal moves to the end. */
  const until = new Map<string, number>()
  let cancel: CancelTimer | undefined

  function tell(radio: string, online: boolean, how: How): void {
    io.emit({ kind: 'radioPresence', radio, online, how })
    onChange()
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
  function renew(radio: string): boolean {
    const known = until.delete(radio)
    until.set(radio, io.monotonicMs() + lifeMs)
    const oldest = until.size > maxRadios ? until.keys().next().value : undefined
    if (oldest !== undefined) until.delete(oldest)
    wait()
    return known
  }
  return {
    online(radio, how) {
      renew(radio)
      tell(radio, true, how)
    },
    offline(radio, how) {
      until.delete(radio)
      tell(radio, false, how)
    },
    heard(radio) {
      if (!renew(radio)) tell(radio, true, 'heard')
    },
    get count() {
      return until.size
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}
