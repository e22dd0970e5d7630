/** Thread that makes one file of one document. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { DocumentAnswer, DocumentOrder } from './index.ts'

// Our own structure, cloned by the runtime from the thread that starts this one.
const { document, format, fonts } = workerData as DocumentOrder

async function make(): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'pdf':
      return (await import('./pdf/index.ts')).renderPdf(document, new URL(fonts))
    case 'docx':
      return (await import('./docx/index.ts')).renderDocx(document)
    default:
      return assertNever(format)
  }
}

try {
  const bytes = await make()
  const answer: DocumentAnswer = { bytes }
  parentPort?.postMessage(answer, [bytes.buffer])
} catch (error) {
  const answer: DocumentAnswer = {
    mistake: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
  parentPort?.postMessage(answer)
}
