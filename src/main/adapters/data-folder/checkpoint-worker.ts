/** Thread that carries the write-ahead log into the database file, so that no entry waits for it. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { DatabaseError } from '../../../core/kernel/database.ts'
import { openDatabase } from '../sqlite.ts'
import { turns } from './checkpoint-thread.ts'

const { path, turn } = z
  .object({ path: z.string(), turn: z.instanceof(Int32Array) })
  .parse(workerData)

/** Passive: whoever writes or reads meanwhile is not held up. The connection is not kept. */
function checkpoint(): void {
  const db = openDatabase(path, { synchronous: 'FULL' })
  try {
    db.exec('pragma wal_checkpoint(passive)')
  } finally {
    db.close()
  }
}

parentPort?.on('message', () => {
  if (Atomics.compareExchange(turn, 0, turns.asked, turns.running) !== turns.asked) return
  try {
    checkpoint()
  } catch (error) {
    // A disk that is full, gone or broken: the next commit meets it too and says it.
    if (!(error instanceof DatabaseError)) throw error
  } finally {
    Atomics.store(turn, 0, turns.idle)
    Atomics.notify(turn, 0)
  }
})
