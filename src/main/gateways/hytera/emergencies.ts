/** One emergency is told once, however often the radio repeats it. */
import type { DriverIo } from '../../../core/gateway/driver.ts'

/** A repeat after a longer pause is a new emergency: better one alarm too many than one too few. */
const sameEmergencyMs = 60_000
const maxOpen = 1000

export interface EmergencyBook {
  raise(radio: number, how: string): void
  clear(radio: number, how: string): void
}

export function createEmergencyBook(io: DriverIo): EmergencyBook {
  /** Radio and kind → when it was last heard, oldest first. */
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
      io.emit({ kind: 'emergency', from: String(radio), how, state: 'raised' })
    },
    clear(radio, how) {
      for (const key of heardAt.keys()) {
        if (key.startsWith(`${radio} `)) heardAt.delete(key)
      }
      io.emit({ kind: 'emergency', from: String(radio), how, state: 'cleared' })
    },
  }
}
