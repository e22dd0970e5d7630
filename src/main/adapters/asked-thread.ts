/** A thread that is asked and answers: started by its first question, replaced when it ends unasked. */
import { Worker } from 'node:worker_threads'

export interface ThreadQuestion<Ask> {
  readonly id: number
  readonly ask: Ask
}

export type ThreadReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly mistake: string }
  /** On the way to the answer. */
  | { readonly id: number; readonly progress: unknown }

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((progress: unknown) => void) | undefined
}

export interface AskedThread<Ask> {
  /** Rejects with the thread's mistake, or when it ends before it answered. */
  ask<Answer>(question: Ask, onProgress?: (progress: unknown) => void): Promise<Answer>
  /** Told without waiting, where the thread runs. */
  tell(word: Ask): void
  close(): Promise<void>
}

/** @param again what a new thread must be told first, to know what the one before it knew */
export function openAskedThread<Ask>(url: URL, again: () => readonly Ask[]): AskedThread<Ask> {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let next = 1
  function start(): Worker {
    // The GeoTIFF reader's own helper looks into `workerData` and does not expect none.
    const started = new Worker(url, { workerData: {} })
    const fail = (error: Error) => {
      if (worker === started) worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.unref()
    started.on('message', (reply: ThreadReply) => {
      const asked = waiting.get(reply.id)
      if ('progress' in reply) {
        asked?.onProgress?.(reply.progress)
        return
      }
      waiting.delete(reply.id)
      if ('mistake' in reply) asked?.reject(new Error(reply.mistake))
      else asked?.resolve(reply.value)
    })
    started.once('error', fail)
    started.once('exit', (code) => fail(new Error(`the thread ended with ${code}`)))
    for (const ask of again()) started.postMessage({ id: 0, ask } satisfies ThreadQuestion<Ask>)
    return started
  }
  return {
    ask<Answer>(question: Ask, onProgress?: (progress: unknown) => void): Promise<Answer> {
      worker ??= start()
      const sent = worker
      const id = next++
      return new Promise<Answer>((resolve, reject) => {
        // What the thread answers to a question is fixed by the engine's types on both sides.
        waiting.set(id, { resolve: (value) => resolve(value as Answer), reject, onProgress })
        sent.postMessage({ id, ask: question } satisfies ThreadQuestion<Ask>)
      })
    },
    tell(ask) {
      worker?.postMessage({ id: 0, ask } satisfies ThreadQuestion<Ask>)
    },
    async close() {
      const ending = worker
      worker = undefined
      await ending?.terminate()
    },
  }
}
