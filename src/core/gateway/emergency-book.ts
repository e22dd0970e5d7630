/** One emergency is told once, however often the radio repeats it. */
import type { DriverIo } from './driver.ts'
import { createRepeatWatch } from './repeat-watch.ts'

/** A repeat after a longer pause is a new emergency: better one alarm too many than one too few. */
const sameEmergencyMs = 60_000
const maxOpen = 1000

export interface EmergencyBook {
  /** `how` has Chinese words in the driver's `causes`. */
  raise(radio: string, how: string): void
  clear(radio: string, how: string): void
}

export function createEmergencyBook(io: Pick<DriverIo, 'emit' | 'monotonicMs'>): EmergencyBook {
  const heard = createRepeatWatch(io, { withinMs: sameEmergencyMs, most: maxOpen, since: 'last' })
  return {
    raise(radio, how) {
      if (heard.isRepeat(`${radio} ${how}`)) return
      io.emit({ kind: 'emergency', from: radio, how, state: 'raised' })
    },
    clear(radio, how) {
      heard.forget(`${radio} `)
      io.emit({ kind: 'emergency', from: radio, how, state: 'cleared' })
    },
  }
}
