/** Stations on the air, those in emergency, and packets heard a second time. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { emergencyBits } from './mic-e.ts'

const maxStations = 5000
const maxEmergencies = 500
const maxPackets = 2000
/** Repeaters pass a packet on within seconds. */
const repeatMs = 30_000

export interface StationBook {
  heard(station: string): void
  gone(station: string): void
  /** Mic-E bits of a position: an emergency is told when it begins and when it ends. */
  bits(station: string, bits: string): void
  close(): void
}

export function createStationBook(io: DriverIo, lifeMs: number): StationBook {
  /** Station → end of its life on the monotonic clock, soonest first. */
  const until = new Map<string, number>()
  const emergencies = new Set<string>()
  let cancel: CancelTimer | undefined

  function expire(): void {
    cancel = undefined
    const now = io.monotonicMs()
    for (const [radio, end] of until) {
      if (end > now) break
      until.delete(radio)
      io.emit({ kind: 'radioPresence', radio, online: false, how: 'expired' })
    }
    wait()
  }
  function wait(): void {
    const soonest = until.values().next()
    if (cancel || soonest.done) return
    cancel = io.timers.after(Math.max(1, soonest.value - io.monotonicMs()), expire)
  }
  return {
    heard(radio) {
      const known = until.delete(radio)
      until.set(radio, io.monotonicMs() + lifeMs)
      const oldest = until.size > maxStations ? until.keys().next().value : undefined
      if (oldest !== undefined) until.delete(oldest)
      wait()
      if (!known) io.emit({ kind: 'radioPresence', radio, online: true, how: 'heard' })
    },
    gone(radio) {
      if (until.delete(radio))
        io.emit({ kind: 'radioPresence', radio, online: false, how: 'deregistered' })
    },
    bits(from, bits) {
      const raised = bits === emergencyBits
      if (raised === emergencies.has(from)) return
      if (!raised) emergencies.delete(from)
      else if (emergencies.size < maxEmergencies) emergencies.add(from)
      const state = raised ? 'raised' : 'cleared'
      io.emit({ kind: 'emergency', from, how: 'mic-e-emergency', state })
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}

/** `true` for a packet that a repeater has brought once more. */
export function repeatFilter(io: DriverIo): (packet: string) => boolean {
  const seen = new Map<string, number>()
  return (packet) => {
    const now = io.monotonicMs()
    const last = seen.get(packet)
    seen.delete(packet)
    seen.set(packet, last !== undefined && now - last < repeatMs ? last : now)
    const oldest = seen.size > maxPackets ? seen.keys().next().value : undefined
    if (oldest !== undefined) seen.delete(oldest)
    return last !== undefined && now - last < repeatMs
  }
}
