/** The road network in a thread of its own: a long search holds up nobody. */
import { Worker } from 'node:worker_threads'
import type { GeoPoint } from '../../../core/kernel/geo.ts'
import type { Geometry } from '../../../core/kernel/geometry.ts'
import type { RoadEngine, RoadSource } from '../../../core/roads/model.ts'

const workerUrl = new URL(
  `./road-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
)

type Ask =
  | { readonly kind: 'prepare'; readonly source: RoadSource }
  | { readonly kind: 'use'; readonly bytes: Uint8Array }
  | { readonly kind: 'drop' }
  | { readonly kind: 'avoid'; readonly obstacles: readonly Geometry[] }
  | { readonly kind: 'route'; readonly from: GeoPoint; readonly to: GeoPoint }
  | { readonly kind: 'reach'; readonly from: GeoPoint; readonly limitS: number }
  | { readonly kind: 'times'; readonly to: GeoPoint; readonly places: readonly GeoPoint[] }

export interface RoadQuestion {
  readonly id: number
  readonly ask: Ask
}

export type RoadReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly mistake: string }

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The thread is started by the first question: a console without roads has none. */
export function openRoadEngine(): RoadEngine {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let next = 1
  /** A thread that ended unasked is replaced, with the same network. */
  let inUse: Uint8Array | undefined
  let avoided: readonly Geometry[] = []
  const fail = (error: Error) => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  function start(): Worker {
    const started = new Worker(workerUrl)
    started.unref()
    started.on('message', (reply: RoadReply) => {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('mistake' in reply) asked?.reject(new Error(reply.mistake))
      else asked?.resolve(reply.value)
    })
    started.once('error', fail)
    started.once('exit', (code) => fail(new Error(`the road thread ended with ${code}`)))
    const again = (question: Ask) =>
      started.postMessage({ id: 0, ask: question } satisfies RoadQuestion)
    again({ kind: 'avoid', obstacles: avoided })
    if (inUse) again({ kind: 'use', bytes: inUse })
    return started
  }
  function ask<T>(question: Ask): Promise<T> {
    worker ??= start()
    const id = next++
    const sent = worker
    return new Promise<T>((resolve, reject) => {
      // What the thread answers to a question is fixed by `RoadEngine` and written in `road-worker.ts`.
      waiting.set(id, { resolve: (value) => resolve(value as T), reject })
      sent.postMessage({ id, ask: question } satisfies RoadQuestion)
    })
  }
  return {
    prepare: (source) => ask({ kind: 'prepare', source }),
    async use(bytes) {
      const size = await ask<{ readonly junctions: number; readonly stretches: number }>({
        kind: 'use',
        bytes,
      })
      inUse = bytes
      return size
    },
    async drop() {
      inUse = undefined
      if (worker) await ask<void>({ kind: 'drop' })
    },
    avoid(obstacles) {
      avoided = obstacles
      worker?.postMessage({ id: 0, ask: { kind: 'avoid', obstacles } } satisfies RoadQuestion)
    },
    route: async (from, to) => (inUse ? ask({ kind: 'route', from, to }) : 'no-roads'),
    reach: async (from, limitS) => (inUse ? ask({ kind: 'reach', from, limitS }) : 'no-roads'),
    times: async (to, places) => (inUse ? ask({ kind: 'times', to, places }) : 'no-roads'),
    async close() {
      const ending = worker
      worker = undefined
      inUse = undefined
      await ending?.terminate()
    },
  }
}
