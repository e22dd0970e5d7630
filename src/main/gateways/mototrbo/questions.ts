/** What waits for an answer of a radio; each ends once. Nothing is sent twice. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'

interface Open {
  readonly command: string
  readonly cancel: CancelTimer
}

export interface QuestionDesk {
  /** `onTimeout` besides the result. */
  begin(command: string, key: string, timeoutS: number, onTimeout?: () => void): void
  /** `false` when nobody waits for it. */
  end(key: string, result: CommandResult): boolean
  waits(key: string): boolean
  close(): void
}

export function questionDesk(io: DriverIo): QuestionDesk {
  /** Two may ask the same thing: the answer is for both. */
  const open = new Map<string, Open[]>()

  function end(key: string, result: CommandResult): boolean {
    const waiting = open.get(key)
    if (waiting === undefined) return false
    open.delete(key)
    for (const { command, cancel } of waiting) {
      cancel()
      io.emit({ kind: 'commandResult', command, result })
    }
    return true
  }
  return {
    begin(command, key, timeoutS, onTimeout) {
      const cancel = io.timers.after(timeoutS * 1000, () => {
        const rest = (open.get(key) ?? []).filter((one) => one.command !== command)
        if (rest.length > 0) open.set(key, rest)
        else open.delete(key)
        io.emit({ kind: 'commandResult', command, result: { kind: 'timed-out' } })
        onTimeout?.()
      })
      open.set(key, [...(open.get(key) ?? []), { command, cancel }])
    },
    end,
    waits: (key) => open.has(key),
    close() {
      for (const key of open.keys()) end(key, { kind: 'unknown', cause: 'session-ended' })
    },
  }
}
