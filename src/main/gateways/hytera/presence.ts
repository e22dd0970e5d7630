/** Which radios are on line (radio reference §3.5, presence rule). */
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { DriverIo } from '../../../core/gateway/driver.ts'

type Presence = Extract<GatewayEvent, { kind: 'radioPresence' }>

/** A babbling line must not fill the memory: the oldest radio is forgotten, not reported. */
const maxRadios = 20_000

export interface PresenceBook {
  online(radio: number, how: 'registered' | 'checked'): void
  offline(radio: number, how: 'deregistered' | 'checked'): void
  /** It spoke, wrote or reported: it is on line without having registered. */
  heard(radio: number): void
  close(): void
}

export function createPresenceBook(io: DriverIo, lifeMs: number): PresenceBook {
  /** Radio → end of its life on the monotonic clock, soonest first: each renewal moves to the end. */
  const until = new Map<number, number>()
  let cancel: CancelTimer | undefined

  function tell(radio: number, online: boolean, how: Presence['how']): void {
    io.emit({ kind: 'radioPresence', radio: String(radio), online, how })
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

  function renew(radio: number): void {
    until.delete(radio)
    until.set(radio, io.monotonicMs() + lifeMs)
    const oldest = until.size > maxRadios ? until.keys().next().value : undefined
    if (oldest !== undefined) until.delete(oldest)
    wait()
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
      if (radio === 0) return
      const known = until.has(radio)
      renew(radio)
      if (!known) tell(radio, true, 'heard')
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}
