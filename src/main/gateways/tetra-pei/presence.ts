/** Radios are not registered with a terminal: they are on line because they were heard. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'

type How = Extract<GatewayEvent, { kind: 'radioPresence' }>['how']

const maxRadios = 20_000

export interface PresenceBook {
  heard(radio: string): void
  set(radio: string, online: boolean, how: How): void
  close(): void
}

export function createPresenceBook(io: DriverIo, lifeMs: number): PresenceBook {
  /** Radio → when it counts as gone (monotonic), soonest first: each renewal moves to the end. */
  const until = new Map<string, number>()
  let cancel: CancelTimer | undefined

  const tell = (radio: string, online: boolean, how: How): void =>
    io.emit({ kind: 'radioPresence', radio, online, how })
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
  function renew(radio: string): void {
    until.delete(radio)
    until.set(radio, io.monotonicMs() + lifeMs)
    const oldest = until.size > maxRadios ? until.keys().next().value : undefined
    if (oldest !== undefined) until.delete(oldest)
    wait()
  }
  return {
    heard(radio) {
      const known = until.has(radio)
      renew(radio)
      if (!known) tell(radio, true, 'heard')
    },
    set(radio, online, how) {
      if (online) renew(radio)
      else until.delete(radio)
      tell(radio, online, how)
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}
