/**
 * One source, many listeners, each at its own pace: what arrives while a listener is not ready
 * is merged, so a slow seat gets fewer and fuller batches and never a growing queue.
 */
import type { World } from '../../kernel/world.ts'

/** What a listener has not taken yet. */
export interface Pending<Value, Batch> {
  add(value: Value): void
  /** Empties it; `undefined` when there is nothing. */
  take(): Batch | undefined
}

/** The part of `AbortSignal` that is needed here; the core knows no DOM. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
}

export interface Feed<Value, Batch> {
  publish(value: Value): void
  /** Ends when the signal fires or `return()` is called. */
  subscribe(signal?: StopSignal): AsyncIterableIterator<Batch>
  readonly listeners: number
  close(): void
}

export interface FeedOptions<Value, Batch> {
  readonly world: Pick<World, 'clock' | 'timers'>
  /** Shortest time between two batches to one listener; the first after a pause goes at once. */
  readonly everyMs: number
  readonly pending: () => Pending<Value, Batch>
  /** Sent as soon as somebody listens, so that they know they do. */
  readonly greeting?: Batch | undefined
}

type Step<Batch> = IteratorResult<Batch, undefined>

class Listener<Value, Batch> implements AsyncIterableIterator<Batch> {
  readonly #options: FeedOptions<Value, Batch>
  readonly #pending: Pending<Value, Batch>
  readonly #onEnd: () => void
  #greeting: Batch | undefined
  #waiting: ((step: Step<Batch>) => void) | undefined
  #cancelTimer: (() => void) | undefined
  #notBefore = -Infinity
  #ended = false

  constructor(options: FeedOptions<Value, Batch>, onEnd: () => void) {
    this.#options = options
    this.#pending = options.pending()
    this.#greeting = options.greeting
    this.#onEnd = onEnd
  }

  add(value: Value): void {
    this.#pending.add(value)
    this.#deliver()
  }

  next(): Promise<Step<Batch>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined })
    return new Promise((resolve) => {
      this.#waiting = resolve
      this.#deliver()
    })
  }

  return(): Promise<Step<Batch>> {
    this.end()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelTimer?.()
    this.#waiting?.({ done: true, value: undefined })
    this.#waiting = undefined
    this.#onEnd()
  }

  #deliver(): void {
    if (!this.#waiting || this.#cancelTimer) return
    const { clock, timers } = this.#options.world
    const early = this.#notBefore - clock.monotonicMs()
    if (early > 0 && this.#greeting === undefined) {
      this.#cancelTimer = timers.after(early, () => {
        this.#cancelTimer = undefined
        this.#hand(clock.monotonicMs())
      })
      return
    }
    this.#hand(clock.monotonicMs())
  }

  #hand(now: number): void {
    const waiting = this.#waiting
    if (!waiting) return
    const batch = this.#greeting ?? this.#pending.take()
    if (batch === undefined) return
    // The greeting does not use up the leading edge.
    if (this.#greeting === undefined) this.#notBefore = now + this.#options.everyMs
    this.#greeting = undefined
    this.#waiting = undefined
    waiting({ done: false, value: batch })
  }
}

export function openFeed<Value, Batch>(options: FeedOptions<Value, Batch>): Feed<Value, Batch> {
  const listeners = new Set<Listener<Value, Batch>>()
  return {
    publish(value) {
      for (const listener of listeners) listener.add(value)
    },
    subscribe(signal) {
      const listener = new Listener(options, () => listeners.delete(listener))
      listeners.add(listener)
      if (signal?.aborted) listener.end()
      else signal?.addEventListener('abort', () => listener.end())
      return listener
    },
    get listeners() {
      return listeners.size
    },
    close() {
      for (const listener of listeners) listener.end()
    },
  }
}
