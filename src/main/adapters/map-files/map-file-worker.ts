/** Thread that reads or writes one map file. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { MapFileAnswer, MapFileOrder } from './index.ts'

// Our own structure, cloned by the runtime from the thread that starts this one.
const order = workerData as MapFileOrder

async function work(): Promise<MapFileAnswer> {
  switch (order.kind) {
    case 'read': {
      const { readMapFileHere } = await import('./read/index.ts')
      return { read: readMapFileHere(order.bytes, order.options) }
    }
    case 'write': {
      const { writeMapFileHere } = await import('./write/index.ts')
      return { written: writeMapFileHere(order.format, order.features, order.options) }
    }
    default:
      return assertNever(order)
  }
}

try {
  parentPort?.postMessage(await work())
} catch (error) {
  const answer: MapFileAnswer = {
    mistake: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
  parentPort?.postMessage(answer)
}
