import { Worker } from 'node:worker_threads'
import { refuse, type Result } from '../../../core/kernel/result.ts'
import type { BackupRefusal, BackupReport } from './backups.ts'

export interface BackupOrder {
  readonly root: string
  readonly secondDisk: string | undefined
  readonly nowMs: number
}

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
function workerUrl(): URL {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./backup-worker.${ending}`, import.meta.url)
}

/** Makes one copy in a thread of its own. A thread that dies is the refusal `not-written`. */
export function backUpInThread(order: BackupOrder): Promise<Result<BackupReport, BackupRefusal>> {
  return new Promise((resolve) => {
    const worker = new Worker(workerUrl(), { workerData: order })
    worker.once('message', resolve)
    worker.once('error', (error) => resolve(refuse('not-written', { code: error.message })))
    worker.once('exit', (code) => resolve(refuse('not-written', { code: `exit ${code}` })))
  })
}
