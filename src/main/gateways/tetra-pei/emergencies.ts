/** One emergency is told once, however often the radio repeats it; a PEI has no word for its end. */
import type { DriverIo } from '../../../core/gateway/driver.ts'

/** A repeat after a longer pause is a new emergency: better one alarm too many than one too few. */
const sameEmergencyMs = 60_000
const maxOpen = 1000

export interface EmergencyBook {
  raise(radio: string, how: 'emergency-status' | 'emergency-call' | 'emergency-report'): void
}

export function createEmergencyBook(io: DriverIo): EmergencyBook {
  const heardAt = new Map<string, number>()
  return {
    raise(radio, how) {
      const key = `${radio} ${how}`
      const last = heardAt.get(key)
      const now = io.monotonicMs()
      heardAt.delete(key)
      heardAt.set(key, now)
      const oldest = heardAt.size > maxOpen ? heardAt.keys().next().value : undefined
      if (oldest !== undefined) heardAt.delete(oldest)
      if (last !== undefined && now - last < sameEmergencyMs) return
      io.emit({ kind: 'emergency', from: radio, how, state: 'raised' })
    },
  }
}
