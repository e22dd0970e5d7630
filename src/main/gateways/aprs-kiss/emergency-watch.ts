/** Stations that say in their positions that they are in emergency. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { emergencyBits } from './mic-e.ts'

const maxEmergencies = 500

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
