/** Thread that reads packs: a slow or damaged file holds up nothing but its own tiles. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import { copyPack } from './copy-pack.ts'
import { lookAtPack } from './look.ts'
import { fetchedProblem, fetchTile } from './fetch-tile.ts'
import { openOnlineLayers } from './online-layers.ts'
import { openPacks } from './open-packs.ts'
import type { SourceState } from '../../../core/map-packs.ts'
import type {
  BuildAnswer,
  CopyAnswer,
  FromTiles,
  TileAnswer,
  TileOrder,
  ToTiles,
} from './tile-messages.ts'

const watchEveryMs = 3000

// Our own structure, cloned by the runtime from the thread that starts this one.
const order = workerData as TileOrder

function serve(): void {
  const say = (message: FromTiles) => parentPort?.postMessage(message)
  const onState = (id: string, state: SourceState) => say({ kind: 'state', id, state })
  const packs = openPacks(onState, (error) =>
    say({ kind: 'mistake', text: error instanceof Error ? (error.stack ?? '') : String(error) }),
  )
  const online = openOnlineLayers(onState)
  // One thing after the other: what is asked of a pack waits until the pack is open.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<unknown>) => {
    last = last.then(work)
    return last
  }
  parentPort?.on('message', (message: ToTiles) => {
    switch (message.kind) {
      case 'serve': {
        const { sources, folder } = message
        online.serve(
          sources.filter((source) => source.kind === 'online'),
          folder,
        )
        return void inTurn(() => packs.serve(sources.filter((source) => source.kind === 'file')))
      }
      case 'read': {
        const { ask, id, z, x, y } = message
        // A server far away does not hold up the packs.
        const loading = online.read(id, z, x, y)
        const tell = (tile: TileAnswer) => say({ kind: 'tile', ask, tile })
        return void (loading?.then(tell) ?? inTurn(async () => tell(await packs.read(id, z, x, y))))
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
  case 'try-online': {
    const { z, x, y } = order.at
    const fetched = await fetchTile(order.source, z, x, y)
    const sentence = fetchedProblem(fetched)
    parentPort?.postMessage({
      good: sentence === '',
      sentence:
        sentence ||
        (fetched.kind === 'none' ? '连上了，但县城处没有瓦片。' : '连上了，县城处有瓦片。'),
    })
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
