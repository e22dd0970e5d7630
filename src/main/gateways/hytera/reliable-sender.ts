/**
 * Stop and wait: one packet on the road, sent again until its number is acknowledged. Both HRNP
 * and HSTRP work this way (radio reference §3.2 and §3.4).
 */
import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'

export interface SendWatch {
  /** It is sent again; the first time is attempt 2. */
  retrying?(attempt: number): void
  acknowledged?(): void
  /** Given up. `wasSent`: it left at least once, so the other end may have it all the same. */
  failed?(wasSent: boolean): void
}

export interface ReliableSenderOptions {
  readonly timers: Timers
  readonly ackMs: number
  readonly tries: number
  /** Packets that may wait. */
  readonly limit: number
  nextNumber(): number
  transmit(message: Uint8Array, number: number): void
  /** All tries of a packet went unanswered; everything waiting has been given up. */
  onDead(): void
}

interface Waiting {
  readonly message: Uint8Array
  readonly watch: SendWatch
  readonly urgent: boolean
}

export interface ReliableSender {
  /** `false`: too many are waiting. Urgent ones go before the others, in their own order. */
  send(message: Uint8Array, watch: SendWatch, urgent?: boolean): boolean
  acknowledge(number: number): void
  /** Gives everything up without calling `onDead`. */
  reset(): void
}

export function createReliableSender(options: ReliableSenderOptions): ReliableSender {
  const queue: Waiting[] = []
  let current: (Waiting & { readonly number: number; attempt: number }) | undefined
  let cancel: CancelTimer | undefined

  function transmit(): void {
    if (!current) return
    options.transmit(current.message, current.number)
    cancel = options.timers.after(options.ackMs, onSilence)
  }

  function onSilence(): void {
    cancel = undefined
    if (!current) return
    if (current.attempt >= options.tries) {
      reset()
      options.onDead()
      return
    }
    current.attempt += 1
    current.watch.retrying?.(current.attempt)
    transmit()
  }

  function next(): void {
    const waiting = current ? undefined : queue.shift()
    if (!waiting) return
    current = { ...waiting, number: options.nextNumber(), attempt: 1 }
    transmit()
  }

  function reset(): void {
    cancel?.()
    cancel = undefined
    const sent = current
    const unsent = queue.splice(0)
    current = undefined
    sent?.watch.failed?.(true)
    for (const waiting of unsent) waiting.watch.failed?.(false)
  }

  return {
    send(message, watch, urgent = false) {
      if (queue.length >= options.limit) return false
      // A release must never overtake its press: the gateway would stay on the air.
      const firstOther = queue.findIndex((one) => !one.urgent)
      const place = urgent && firstOther >= 0 ? firstOther : queue.length
      queue.splice(place, 0, { message, watch, urgent })
      next()
      return true
    },
    acknowledge(number) {
      if (current?.number !== number) return
      cancel?.()
      cancel = undefined
      const { watch } = current
      current = undefined
      watch.acknowledged?.()
      next()
    },
    reset,
  }
}
