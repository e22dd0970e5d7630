/**
 * Questions about past moments, answered in a thread with a connection of its own that only
 * reads: folding a long log again never holds up the console. It ends when nobody asks any more.
 */
import { Worker } from 'node:worker_threads'
import type { CancelTimer, World } from '../../../core/kernel/world.ts'
import type { PastQuestion } from '../../../core/module.ts'

const inSources = import.meta.url.endsWith('.ts')

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
const workerUrl = new URL(`./past-worker.${inSources ? 'ts' : 'js'}`, import.meta.url)

/** What the thread is made with. */
export interface PastThread {
  readonly database: string
  readonly countyDir: string
}

export interface PastMessage {
  readonly id: number
  readonly question: PastQuestion
  /** The console's clock. */
  readonly nowMs: number
}

export type PastReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly mistake: string }

export interface PastAsker {
  ask(question: PastQuestion): Promise<unknown>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

const idleMs = 5 * 60_000

export function openPastAsker(thread: PastThread, { clock, timers }: World): PastAsker {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let cancelIdle: CancelTimer | undefined
  let lastId = 0

  function ended(gone: Worker, error: Error): void {
    if (worker !== gone) return
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  function start(): Worker {
    const made = new Worker(workerUrl, { workerData: thread })
    made.on('message', (reply: PastReply) => {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('answer' in reply) asked?.resolve(reply.answer)
      else asked?.reject(new Error(reply.mistake))
    })
    made.once('error', (error) =>
      ended(made, error instanceof Error ? error : new Error(String(error))),
    )
    made.once('exit', (code) => ended(made, new Error(`the past thread ended with ${code}`)))
    // It must not keep a console alive that is closing.
    made.unref()
    return made
  }
  async function stop(): Promise<void> {
    cancelIdle?.()
    cancelIdle = undefined
    const gone = worker
    if (!gone) return
    ended(gone, new Error('the past thread was closed'))
    await gone.terminate()
  }
  return {
    ask(question) {
      worker ??= start()
      cancelIdle?.()
      cancelIdle = timers.after(idleMs, () => void stop())
      const id = ++lastId
      const message: PastMessage = { id, question, nowMs: clock.nowMs() }
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker?.postMessage(message)
      })
    },
    close: stop,
  }
}
