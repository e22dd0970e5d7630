/**
 * Map files of other programs. Each is read or written in a thread of its own: the console goes
 * on meanwhile, and a file that fills the memory takes only its thread with it.
 */
import { Worker } from 'node:worker_threads'
import { accept, refuse, type Result } from '../../../core/kernel/result.ts'
import type {
  MapFileFeature,
  MapFileFormat,
  MapFileRefusal,
  ReadMapFile,
  ReadMapFileOptions,
  WriteMapFileOptions,
} from '../../../core/map-files/model.ts'
import type { OfferedFile } from '../../../core/module.ts'

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
const workerUrl = new URL(
  `./map-file-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
)
/** Far above what any file under the limits needs. */
const memoryMb = 1500
const longestMs = 120_000

/** What the thread is handed. */
export type MapFileOrder =
  | {
      readonly kind: 'read'
      readonly fileName: string
      readonly bytes: Uint8Array
      readonly options: ReadMapFileOptions
    }
  | {
      readonly kind: 'write'
      readonly format: MapFileFormat
      readonly features: readonly MapFileFeature[]
      readonly options: WriteMapFileOptions
    }

export type MapFileAnswer =
  /** Some of the features, answered by any message. */
  | { readonly piece: readonly MapFileFeature[] }
  /** The end: without the features, which came before. */
  | { readonly read: Result<ReadMapFile, MapFileRefusal> }
  | { readonly written: OfferedFile }
  | { readonly mistake: string }

type Ending = Exclude<MapFileAnswer, { piece: unknown }> | { readonly tooMuch: true }

/** One at a time: two large files at once would take twice the memory. */
let last: Promise<unknown> = Promise.resolve()

function inTurn(order: MapFileOrder): Promise<Ending> {
  const done = last.then(() => inThread(order))
  last = done.catch(() => undefined)
  return done
}

function inThread(order: MapFileOrder): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const timer = setTimeout(() => {
      resolve({ tooMuch: true })
      void worker.terminate()
    }, longestMs)
    const features: MapFileFeature[] = []
    worker.on('message', (answer: MapFileAnswer) => {
      if ('piece' in answer) {
        features.push(...answer.piece)
        // Whatever waits meanwhile goes before the next piece.
        setImmediate(() => worker.postMessage('next'))
      } else if ('read' in answer && answer.read.ok) {
        resolve({ read: accept({ ...answer.read.value, features }) })
      } else resolve(answer)
    })
    worker.once('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ tooMuch: true })
      else reject(error)
    })
    worker.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the map file thread ended with ${code}`))
    })
  })
}

/** Reads a map file; a bad one is a refusal with a sentence. Throws only for our own mistakes. */
export async function readMapFile(
  fileName: string,
  bytes: Uint8Array,
  options: ReadMapFileOptions = {},
): Promise<Result<ReadMapFile, MapFileRefusal>> {
  const ending = await inTurn({ kind: 'read', fileName, bytes: bytes.slice(), options })
  if ('read' in ending) return ending.read
  if ('tooMuch' in ending) {
    return refuse('too-large', {
      sentence: '文件内容太多，读不完，没有导入。请在其他软件里分成几个文件后重试。',
    })
  }
  throw new Error('mistake' in ending ? ending.mistake : 'a read was answered by a write')
}

/** Writes a map file. Throws only for our own mistakes. */
export async function writeMapFile(
  format: MapFileFormat,
  features: readonly MapFileFeature[],
  options: WriteMapFileOptions,
): Promise<OfferedFile> {
  const ending = await inTurn({ kind: 'write', format, features, options })
  if ('written' in ending) return ending.written
  throw new Error('mistake' in ending ? ending.mistake : 'a map file was too large to write')
}
