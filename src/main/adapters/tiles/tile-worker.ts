/** Thread that reads packs: a slow or damaged file holds up nothing but its own tiles. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import { copyPack } from './copy-pack.ts'
import { lookAtPack } from './look.ts'
import { openPacks } from './open-packs.ts'
import type { BuildAnswer, CopyAnswer, FromTiles, TileOrder, ToTiles } from './tile-messages.ts'

const watchEveryMs = 3000

// Our own structure, cloned by the runtime from the thread that starts this one.
const order = workerData as TileOrder

function serve(): void {
  const say = (message: FromTiles) => parentPort?.postMessage(message)
  const packs = openPacks((id, state) => say({ kind: 'state', id, state }))
  // One thing after the other: what is asked of a pack waits until the pack is open.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<unknown>) => {
    last = last.then(work)
    return last
  }
  parentPort?.on('message', (message: ToTiles) => {
    switch (message.kind) {
      case 'serve':
        return void inTurn(() => packs.serve(message.sources))
      case 'read': {
        const { ask, id, z, x, y } = message
        return void inTurn(async () =>
          say({ kind: 'tile', ask, tile: await packs.read(id, z, x, y) }),
        )
      }
      default:
        return assertNever(message)
    }
  })
  setInterval(() => void inTurn(() => packs.watch()), watchEveryMs)
}

switch (order.kind) {
  case 'serve':
    serve()
    break
  case 'look':
    parentPort?.postMessage(await lookAtPack(order.path, order))
    break
  case 'copy': {
    const say = (answer: CopyAnswer) => parentPort?.postMessage(answer)
    const result = await copyPack(order.from, order.to, (progress) =>
      say({ kind: 'progress', progress }),
    )
    say({ kind: 'end', result })
    break
  }
  case 'look-source': {
    const { lookAtSource } = await import('./build/read-source.ts')
    parentPort?.postMessage(lookAtSource(order))
    break
  }
  case 'build': {
    const { buildPack } = await import('./build/build-pack.ts')
    const { writePmtiles } = await import('./build/write-pmtiles.ts')
    const say = (answer: BuildAnswer) => parentPort?.postMessage(answer)
    const write = writePmtiles.bind(undefined, order.to)
    const result = buildPack(order.plan, write, (step) => say({ kind: 'step', step }))
    say({ kind: 'end', result })
    break
  }
  default:
    assertNever(order)
}
