/**
 * Documents of the record as files that other programs open. Each is made in a thread of its own:
 * the console goes on meanwhile, and fonts and layout are gone from memory afterwards.
 */
import { Worker } from 'node:worker_threads'
import type { DocumentFormat, PrintDocument } from '../../../core/documents/model.ts'

const inSources = import.meta.url.endsWith('.ts')

/** In the sources the worker lies beside this file; a bundle puts it beside its entry. */
const workerUrl = new URL(`./document-worker.${inSources ? 'ts' : 'js'}`, import.meta.url)
const fontsUrl = new URL(
  inSources ? '../../../../resources/fonts/' : '../../resources/fonts/',
  import.meta.url,
)

/** What the thread is handed. */
export interface DocumentOrder {
  readonly document: PrintDocument
  readonly format: DocumentFormat
  readonly fonts: string
}

export type DocumentAnswer =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly mistake: string }

/** One at a time: two long logs at once would take twice the memory. */
let last: Promise<unknown> = Promise.resolve()

export function renderDocument(
  document: PrintDocument,
  format: DocumentFormat,
): Promise<Uint8Array> {
  const rendered = last.then(() => inThread({ document, format, fonts: fontsUrl.href }))
  last = rendered.catch(() => undefined)
  return rendered
}

function inThread(order: DocumentOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: order })
    worker.once('message', (answer: DocumentAnswer) => {
      if ('bytes' in answer) resolve(answer.bytes)
      else reject(new Error(answer.mistake))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the document thread ended with ${code}`)))
  })
}
