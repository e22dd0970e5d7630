/** What waits for the card's pace: one sending at a time, none before the interval is over. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { Heard } from './heard.ts'

export interface Sending {
  readonly id: string
  /** The words of the feedback that answers it: `TXA`, `DWA` … */
  readonly command: string
  readonly bytes: Uint8Array
  readonly kind: string
  readonly urgent: boolean
  /** A position request goes on until the position came. */
  readonly wantsFix: boolean
}

type Feedback = Extract<Heard, { kind: 'feedback' }>

export interface SendingQueue {
  add(sending: Sending): void
  feedback(said: Feedback): void
  /** Our own position came. */
  fixCame(): boolean
  /** The card or its signal changed: look again whether the first may go. */
  pump(): void
  readonly waiting: number
  readonly nextAtMs: number | undefined
  close(): void
}

export interface QueueWorld {
  readonly io: DriverIo
  write(sending: Sending): void
  intervalMs(): number
  /** Why nothing can be sent now, as a cause; `undefined` when it can. */
  hindrance(): string | undefined
  /** The queue grew, shrank or got another time. */
  changed(): void
}

const maxWaiting = 50
const feedbackMs = 10_000
const fixMs = 90_000
const maxTooEarly = 5

interface InFlight {
  readonly sending: Sending
  readonly cancel: CancelTimer
  accepted: boolean
}

export function sendingQueue(world: QueueWorld): SendingQueue {
  const { io } = world
  const queue: Sending[] = []
  const told = new Map<string, string>()
  const early = new Map<string, number>()
  let inFlight: InFlight | undefined
  let nextAtMono: number | undefined
  let cancelWake: CancelTimer = () => {}

  function end(id: string, result: CommandResult): void {
    told.delete(id)
    early.delete(id)
    io.emit({ kind: 'commandResult', command: id, result })
  }
  const restMs = () => Math.max(0, (nextAtMono ?? 0) - io.monotonicMs())

  function announce(): void {
    for (const [i, { id }] of queue.entries()) {
      const ahead = i + (inFlight ? 1 : 0)
      // Whole seconds: the same promise is not told again for a few milliseconds.
      const inMs = restMs() + i * world.intervalMs()
      const untilMs = Math.ceil((io.nowMs() + inMs) / 1000) * 1000
      const key = `${ahead} ${untilMs}`
      if (told.get(id) === key) continue
      told.set(id, key)
      io.emit({ kind: 'commandResult', command: id, result: { kind: 'waiting', untilMs, ahead } })
    }
  }
  function pump(): void {
    cancelWake()
    const first = queue[0]
    if (first && !inFlight) {
      const wait = restMs()
      if (wait > 0) cancelWake = io.timers.after(wait, pump)
      else return sendFirst(first)
    }
    announce()
    world.changed()
  }
  function sendFirst(first: Sending): void {
    queue.shift()
    const hindrance = world.hindrance()
    if (hindrance === undefined) {
      nextAtMono = io.monotonicMs() + world.intervalMs()
      inFlight = {
        sending: first,
        accepted: false,
        cancel: io.timers.after(feedbackMs, () =>
          settle({ kind: 'unknown', cause: 'no-feedback' }),
        ),
      }
      world.write(first)
    } else end(first.id, { kind: 'refused', cause: hindrance })
    pump()
  }
  function settle(result: CommandResult): void {
    const one = inFlight
    if (!one) return
    one.cancel()
    inFlight = undefined
    end(one.sending.id, result)
    pump()
  }
  function sent(one: InFlight): void {
    io.emit({ kind: 'commandResult', command: one.sending.id, result: { kind: 'accepted' } })
    if (!one.sending.wantsFix) return settle({ kind: 'confirmed', receipt: false })
    one.cancel()
    const cancel = io.timers.after(fixMs, () => settle({ kind: 'timed-out' }))
    inFlight = { sending: one.sending, accepted: true, cancel }
  }
  function tooEarly(one: InFlight, waitS: number): void {
    const { sending } = one
    const times = (early.get(sending.id) ?? 0) + 1
    if (times > maxTooEarly) return settle({ kind: 'refused', cause: 'too-early' })
    one.cancel()
    inFlight = undefined
    early.set(sending.id, times)
    // The terminal did not send it: it keeps its place.
    queue.unshift(sending)
    nextAtMono = io.monotonicMs() + (waitS > 0 ? waitS * 1000 : world.intervalMs())
    pump()
  }
  return {
    get waiting() {
      return queue.length
    },
    get nextAtMs() {
      return queue.length > 0 ? io.nowMs() + restMs() : undefined
    },
    add(sending) {
      if (queue.length >= maxWaiting) {
        return end(sending.id, { kind: 'refused', cause: 'queue-full' })
      }
      const firstCalm = queue.findIndex((one) => !one.urgent)
      if (sending.urgent && firstCalm !== -1) queue.splice(firstCalm, 0, sending)
      else queue.push(sending)
      pump()
    },
    feedback(said) {
      const one = inFlight
      if (!one || one.accepted) return
      if (said.command !== undefined && said.command !== one.sending.command) return
      if (said.ok) return sent(one)
      if (said.waitS !== undefined) return tooEarly(one, said.waitS)
      // Nothing went out: the card's interval has not begun.
      nextAtMono = undefined
      settle({ kind: 'refused', cause: said.cause })
    },
    fixCame() {
      if (!inFlight?.sending.wantsFix) return false
      settle({ kind: 'confirmed', detail: { valid: true } })
      return true
    },
    pump,
    close() {
      cancelWake()
      const flying = inFlight
      inFlight = undefined
      flying?.cancel()
      for (const { id } of queue.splice(0)) end(id, { kind: 'refused', cause: 'not-sent' })
      if (flying) {
        const result: CommandResult = flying.accepted
          ? { kind: 'timed-out' }
          : { kind: 'unknown', cause: 'line-lost' }
        end(flying.sending.id, result)
      }
    },
  }
}
