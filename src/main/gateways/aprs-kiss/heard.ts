/** Stations in emergency, and packets heard a second time. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { emergencyBits } from './mic-e.ts'

const maxEmergencies = 500
const maxPackets = 2000
/** Repeaters pass a packet on within seconds. */
const repeatMs = 30_000

/** Takes the Mic-E bits of each position: an emergency is told when it begins and when it ends. */
export function emergencyWatch(io: DriverIo): (station: string, bits: string) => void {
  const emergencies = new Set<string>()
  return (from, bits) => {
    const raised = bits === emergencyBits
    if (raised === emergencies.has(from)) return
    if (!raised) emergencies.delete(from)
    else if (emergencies.size < maxEmergencies) emergencies.add(from)
    const state = raised ? 'raised' : 'cleared'
    io.emit({ kind: 'emergency', from, how: 'mic-e-emergency', state })
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
