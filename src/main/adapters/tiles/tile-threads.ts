/** Threads for work on packs that takes long; each ends with its answer. */
import { Worker } from 'node:worker_threads'
import type {
  BadPack,
  PackBounds,
  PackLook,
  PackPlace,
  PackRows,
  Progress,
} from '../../../core/map-packs.ts'
import { refuse, type Result } from '../../../core/kernel/result.ts'
import type { CopyAnswer, LookAnswer, TileOrder } from './tile-messages.ts'

const lookWithinMs = 120_000
const tooSlow = '读取这个文件用了两分钟还没有结果，已放弃。请检查磁盘，或先复制到本机硬盘。'

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
export function tileWorker(order: TileOrder): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./tile-worker.${ending}`, import.meta.url), {
    workerData: order,
  })
  worker.unref()
  return worker
}

/** Looks apart from the thread that reads, so that a file that takes for ever can be given up. */
export function lookInThread(
  path: string,
  county: PackBounds,
  rows: PackRows | undefined,
): Promise<Result<PackLook, BadPack>> {
  return new Promise((resolve, reject) => {
    const worker = tileWorker({ kind: 'look', path, county, rows })
    const timer = setTimeout(() => {
      void worker.terminate()
      resolve(refuse('bad-pack', tooSlow))
    }, lookWithinMs)
    worker.once('message', (answer: LookAnswer) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('the thread ended without an answer'))
    })
  })
}

/** Removes nothing when it fails: whoever ordered it clears up. */
export function copyInThread(
  from: PackPlace,
  to: string,
  onProgress: (progress: Progress) => void,
): Promise<Result<PackPlace & { readonly sizeBytes: number }, BadPack>> {
  return new Promise((resolve, reject) => {
    const worker = tileWorker({ kind: 'copy', from, to })
    worker.on('message', (answer: CopyAnswer) => {
      if (answer.kind === 'progress') onProgress(answer.progress)
      else resolve(answer.result)
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread ended without an answer')))
  })
}
