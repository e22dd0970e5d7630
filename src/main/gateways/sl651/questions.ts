/** Questions to stations: one open for each, ended once. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'

interface Open {
  readonly id: string
  readonly code: number
  readonly cancel: CancelTimer
}

export interface Questions {
  isOpen(station: string): boolean
  begin(station: string, id: string, code: number): void
  /** A frame of this station came; `true` when it was the answer. */
  answered(station: string, code: number, detail: Readonly<Record<string, unknown>>): boolean
  /** The station's connection is gone. */
  lost(station: string): void
  close(): void
}

export function stationQuestions(io: DriverIo, answerMs: number): Questions {
  const open = new Map<string, Open>()
  function end(station: string, result: CommandResult): void {
    const one = open.get(station)
    if (!one) return
    one.cancel()
    open.delete(station)
    io.emit({ kind: 'commandResult', command: one.id, result })
  }
  return {
    isOpen: (station) => open.has(station),
    begin(station, id, code) {
      const cancel = io.timers.after(answerMs, () => end(station, { kind: 'timed-out' }))
      open.set(station, { id, code, cancel })
      io.emit({ kind: 'commandResult', command: id, result: { kind: 'accepted' } })
    },
    answered(station, code, detail) {
      if (open.get(station)?.code !== code) return false
      end(station, { kind: 'confirmed', detail })
      return true
    },
    lost: (station) => end(station, { kind: 'unknown', cause: 'line-lost' }),
    close() {
      for (const station of open.keys()) end(station, { kind: 'timed-out' })
    },
  }
}
