/**
 * Messages on their way out: each is repeated with the same id at growing intervals until the
 * station answers; one at a time for each station, so that the parts of a long one keep their order.
 */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult } from '../../../core/gateway/events.ts'
import { u16be } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { messageOf } from './message.ts'

const mostWaiting = 50
/** Together with all its parts. */
const longestMs = 12 * 60_000

interface Outgoing {
  readonly command: string
  readonly to: string
  readonly parts: readonly { readonly id: string; readonly text: string }[]
  part: number
  attempt: number
  repeats: number
  written: boolean
  readonly queuedMono: number
  cancel: CancelTimer
}

export interface MessageSender {
  /** The cause where it cannot be taken. */
  send(command: string, to: string, parts: readonly string[]): string | undefined
  /** A station answered. `false`: nothing of ours waits for it. */
  answered(from: string, id: string, taken: boolean): boolean
  close(): void
}

interface SenderOptions {
  readonly io: DriverIo
  readonly retryMs: readonly number[]
  transmit(info: string): void
}

/** `A001`: random at first, so that after a restart no station takes a new text for an old one. */
function idCounter(io: DriverIo): () => string {
  let next = u16be(io.random.bytes(2), 0)
  return () => {
    next = (next + 1) % 36 ** 4
    return next.toString(36).toUpperCase().padStart(4, '0')
  }
}

export function createSender({ io, retryMs, transmit }: SenderOptions): MessageSender {
  const open: Outgoing[] = []
  const newId = idCounter(io)

  const tell = (command: string, result: CommandResult) =>
    io.emit({ kind: 'commandResult', command, result })

  function end(one: Outgoing, result: CommandResult): void {
    one.cancel()
    open.splice(open.indexOf(one), 1)
    tell(one.command, result)
    startNext(one.to)
  }
  function startNext(to: string): void {
    const next = open.find((one) => one.to === to)
    if (next && !next.written) begin(next)
  }
  function begin(one: Outgoing): void {
    one.written = true
    attempt(one)
    const last = one.parts.at(-1)?.id ?? ''
    tell(one.command, { kind: 'accepted', ref: refOf(one.to, last) })
  }
  function attempt(one: Outgoing): void {
    const part = one.parts[one.part]
    if (!part) return
    transmit(messageOf(one.to, part.text, part.id))
    one.cancel = io.timers.after(retryMs[one.attempt] ?? 0, () => unanswered(one))
  }
  function unanswered(one: Outgoing): void {
    const tooLong = io.monotonicMs() - one.queuedMono > longestMs
    if (one.attempt + 1 >= retryMs.length || tooLong) {
      const cause = { kind: 'refused', cause: 'partly-delivered' } as const
      return end(one, one.part > 0 ? cause : { kind: 'timed-out' })
    }
    one.attempt += 1
    one.repeats += 1
    tell(one.command, { kind: 'retrying', attempt: one.repeats })
    attempt(one)
  }
  function taken(one: Outgoing): void {
    one.cancel()
    one.part += 1
    one.attempt = 0
    if (one.part === one.parts.length) end(one, { kind: 'confirmed' })
    else attempt(one)
  }
  return {
    send(command, to, parts) {
      if (open.length >= mostWaiting) return 'too-many'
      const busy = open.some((one) => one.to === to)
      const made: Outgoing = {
        command,
        to,
        parts: parts.map((text) => ({ id: newId(), text })),
        part: 0,
        attempt: 0,
        repeats: 0,
        written: false,
        queuedMono: io.monotonicMs(),
        cancel: () => {},
      }
      open.push(made)
      if (!busy) begin(made)
      return undefined
    },
    answered(from, id, isTaken) {
      const one = open.find((each) => each.to === from && each.parts[each.part]?.id === id)
      if (!one) return false
      if (isTaken) taken(one)
      else end(one, { kind: 'refused', cause: 'rejected' })
      return true
    },
    close() {
      for (const one of open.splice(0)) {
        one.cancel()
        tell(
          one.command,
          one.written
            ? { kind: 'unknown', cause: 'link-lost-after' }
            : { kind: 'refused', cause: 'link-lost' },
        )
      }
    },
  }
}

/** What an answer after the end is known by. */
export const refOf = (to: string, id: string): string => `${to}:${id}`
