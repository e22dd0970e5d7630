/** Thread that reads or writes one map file. */
import '../../runtime-guard.ts'
import { once } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import { verticesOf } from '../../../core/kernel/geometry.ts'
import { accept } from '../../../core/kernel/result.ts'
import type { MapFileFeature, ReadMapFile } from '../../../core/map-files/model.ts'
import type { MapFileAnswer, MapFileOrder } from './index.ts'

// Our own structure, cloned by the runtime from the thread that starts this one.
const order = workerData as MapFileOrder

/** Vertices of one piece: handing over more at once would hold up whoever takes it. */
const verticesAtOnce = 4000

/** What was read, in pieces; the next goes when the last was taken. */
async function handOver(port: MessagePort, read: ReadMapFile): Promise<void> {
  let [piece, vertices]: [MapFileFeature[], number] = [[], 0]
  const send = async () => {
    const answer: MapFileAnswer = { piece }
    ;[piece, vertices] = [[], 0]
    const taken = once(port, 'message')
    port.postMessage(answer)
    await taken
  }
  for (const feature of read.features) {
    piece.push(feature)
    vertices += verticesOf(feature.geometry).length
    if (vertices >= verticesAtOnce) await send()
  }
  if (piece.length > 0) await send()
  const answer: MapFileAnswer = { read: accept({ ...read, features: [] }) }
  port.postMessage(answer)
}

async function work(port: MessagePort): Promise<void> {
  switch (order.kind) {
    case 'read': {
      const { readMapFileHere } = await import('./read/index.ts')
      const read = readMapFileHere(order.bytes, order.options)
      if (read.ok) await handOver(port, read.value)
      else port.postMessage({ read } satisfies MapFileAnswer)
      break
    }
    case 'write': {
      const { writeMapFileHere } = await import('./write/index.ts')
      const written = writeMapFileHere(order.format, order.features, order.options)
      port.postMessage({ written } satisfies MapFileAnswer)
      break
    }
    default:
      assertNever(order)
  }
  port.close()
}

if (!parentPort) throw new Error('a map file thread without anybody to answer')
try {
  await work(parentPort)
} catch (error) {
  const answer: MapFileAnswer = {
    mistake: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
  parentPort.postMessage(answer)
  parentPort.close()
}
