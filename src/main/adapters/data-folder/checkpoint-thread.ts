/**
 * Checkpoints outside the writer: the default does one inside every fiftieth commit, which then
 * takes ten times as long as the others.
 */
import { Worker } from 'node:worker_threads'
import type { Database } from '../../../core/kernel/database.ts'
import type { OpLog } from '../../../core/oplog/types.ts'

/** Whose turn it is, in memory that both threads see. */
export const turns = { idle: 0, asked: 1, running: 2 } as const

/** About four megabytes of write-ahead log. */
const everyCommits = 50
/** Pages after which the writer does it after all: the thread is never done under a long burst. */
const pagesAtMost = 16_000
const longestWaitMs = 10_000

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
function workerUrl(): URL {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./checkpoint-worker.${ending}`, import.meta.url)
}

export interface Checkpoints {
  /** Before the database is closed: waits for a checkpoint that is running. */
  close(): void
}

/** Follows every commit of `log`, whose database `db` is the file at `path`. */
export function checkpointInThread(
  path: string,
  db: Database,
  log: Pick<OpLog, 'onCommitted'>,
): Checkpoints {
  const turn = new Int32Array(new SharedArrayBuffer(4))
  let worker: Worker | undefined
  let commits = 0
  const start = (): Worker => {
    const started = new Worker(workerUrl(), { workerData: { path, turn } })
    started.unref()
    // Without the thread the log grows until the writer's own limit, and nothing is lost.
    started.once('error', () => {
      worker = undefined
      Atomics.store(turn, 0, turns.idle)
    })
    return started
  }
  db.exec(`pragma wal_autocheckpoint = ${pagesAtMost}`)
  const stop = log.onCommitted(() => {
    commits += 1
    if (commits < everyCommits) return
    if (Atomics.compareExchange(turn, 0, turns.idle, turns.asked) !== turns.idle) return
    commits = 0
    worker ??= start()
    worker.postMessage('checkpoint')
  })
  return {
    close() {
      stop()
      // One that is asked for but not begun is taken back.
      Atomics.compareExchange(turn, 0, turns.asked, turns.idle)
      Atomics.wait(turn, 0, turns.running, longestWaitMs)
      void worker?.terminate()
    },
  }
}
