/** Threads for work on packs that takes long; each ends with its answer. */
import { Worker } from 'node:worker_threads'
import type {
  BadPack,
  BuildPlan,
  BuildStep,
  OnlineSource,
  OnlineTrial,
  PackBounds,
  PackLook,
  PackPlace,
  PackRows,
  Progress,
  SourceLook,
} from '../../../core/map-packs.ts'
import { refuse, type Result } from '../../../core/kernel/result.ts'
import type {
  BuildAnswer,
  CopyAnswer,
  LookAnswer,
  SourceAnswer,
  TileAt,
  TileOrder,
} from './tile-messages.ts'

/** A province's roads need half of it; what needs more ends its own thread and nothing else. */
const memoryMb = 2000
const lookWithinMs = 120_000
const tooMuch = '文件内容太多，内存不够，没有完成。请在其他软件里分成几个文件后重试。'
const tooSlow = '读取这个文件用了两分钟还没有结果，已放弃。请检查磁盘，或先复制到本机硬盘。'

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
export function tileWorker(order: TileOrder): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./tile-worker.${ending}`, import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  worker.unref()
  return worker
}

/** The one answer of a thread; a file that takes for ever or all the memory is given up. */
function oneAnswer<Answer>(order: TileOrder): Promise<Answer | Result<never, BadPack>> {
  return new Promise((resolve, reject) => {
    const worker = tileWorker(order)
    const timer = setTimeout(() => {
      void worker.terminate()
      resolve(refuse('bad-pack', tooSlow))
    }, lookWithinMs)
    worker.once('message', (answer: Answer) => resolve(answer))
    onFailure(worker, resolve, reject)
    worker.once('exit', () => clearTimeout(timer))
  })
}

function onFailure(
  worker: Worker,
  refused: (refusal: BadPack) => void,
  reject: (error: Error) => void,
): void {
  worker.once('error', (error: Error & { readonly code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refused(refuse('bad-pack', tooMuch))
    else reject(error)
  })
  worker.once('exit', () => reject(new Error('the thread ended without an answer')))
}

/** Looks apart from the thread that reads. */
export function lookInThread(
  path: string,
  county: PackBounds,
  rows: PackRows | undefined,
): Promise<Result<PackLook, BadPack>> {
  return oneAnswer<LookAnswer>({ kind: 'look', path, county, rows })
}

export function tryOnlineInThread(source: OnlineSource, at: TileAt): Promise<OnlineTrial> {
  return new Promise((resolve, reject) => {
    const worker = tileWorker({ kind: 'try-online', source, at })
    worker.once('message', (answer: OnlineTrial) => resolve(answer))
    worker.once('error', reject)
  })
}

export function lookAtSourceInThread(
  path: string,
  fileName: string,
): Promise<Result<SourceLook, BadPack>> {
  return oneAnswer<SourceAnswer>({ kind: 'look-source', path, fileName })
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
    onFailure(worker, resolve, reject)
  })
}

export type BuiltInThread = Extract<BuildAnswer, { kind: 'end' }>['result']

export function buildInThread(
  plan: BuildPlan,
  to: string,
  onStep: (step: BuildStep) => void,
): { readonly done: Promise<BuiltInThread>; cancel(): void } {
  const worker = tileWorker({ kind: 'build', plan, to })
  let cancelled = false
  const done = new Promise<BuiltInThread>((resolve, reject) => {
    worker.on('message', (answer: BuildAnswer) => {
      if (answer.kind === 'step') onStep(answer.step)
      else resolve(answer.result)
    })
    worker.once('exit', () => {
      if (cancelled) resolve(refuse('bad-pack', '已取消，没有制作。'))
    })
    onFailure(worker, resolve, reject)
  })
  return {
    done,
    cancel() {
      cancelled = true
      void worker.terminate()
    },
  }
}
