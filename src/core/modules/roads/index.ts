/** Roads: a network from a file, ways over it, and what the other modules ask of it. */
import { implement, ORPCError } from '@orpc/server'
import { openPending } from '../../kernel/pending.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { roadClasses, roadClassWords, type RoadClass } from '../../roads/classes.ts'
import type { PreparedRoads, RoadSource } from '../../roads/model.ts'
import { logLines } from '../logbook/index.ts'
import { maxRoadFileBytes, roadsContract, type RoadNetwork } from './contract.ts'
import { dropNetwork, roadMigrations, storedNetwork, storeNetwork } from './store.ts'
import { obstaclesNow } from './obstacles.ts'
import { reachFrom, wayBetween } from './ways.ts'
import { fileWords } from './words.ts'

interface Pending {
  readonly prepared: PreparedRoads
  readonly fileName: string
}

function lengthsOf(km: Readonly<Partial<Record<RoadClass, number>>>) {
  return roadClasses.flatMap((kind) => {
    const length = km[kind]
    return length === undefined ? [] : [{ class: kind, word: roadClassWords[kind], km: length }]
  })
}

/** Why the network of this console is not in use; absent while it is. */
const troubles = new WeakMap<CoreContext, string>()

function shown(context: CoreContext): RoadNetwork | null {
  const stored = storedNetwork(context.local)
  if (!stored) return null
  const { name, source, fileName, lines, km, at, by } = stored
  const trouble = troubles.get(context) ?? null
  return { name, source, fileName, lines, lengths: lengthsOf(km), at, by, trouble }
}

async function useStored(context: CoreContext): Promise<void> {
  const stored = storedNetwork(context.local)
  if (!stored) return
  const bytes = context.files.read(stored.sha256)
  if (bytes) {
    await context.roads.use(bytes)
    troubles.delete(context)
  } else {
    troubles.set(context, '路网文件丢失或损坏，只有直线距离。请重新导入路网。')
  }
  context.changed('roads', [])
}

const isOsm = (fileName: string): boolean => /\.(osm|osm\.pbf|pbf)$/i.test(fileName)

/** @throws the sentence in `Sentence` */
class Sentence extends Error {}

async function sourceOf(
  context: CoreContext,
  fileName: string,
  bytes: Uint8Array,
  datum: Parameters<CoreContext['readMapFile']>[2],
): Promise<{ readonly source: RoadSource; readonly warnings: readonly string[] }> {
  if (isOsm(fileName)) return { source: { kind: 'osm', bytes }, warnings: [] }
  const read = await context.readMapFile(fileName, bytes, datum)
  if (!read.ok) throw new Sentence(read.data.sentence)
  const { features, warnings } = read.value
  return { source: { kind: 'features', features }, warnings }
}

function overlapsCounty(context: CoreContext, { bounds }: PreparedRoads): boolean {
  const { west, east, south, north } = context.county.county.bbox
  return bounds.west < east && bounds.east > west && bounds.south < north && bounds.north > south
}

function roadsRouter(context: CoreContext) {
  const os = implement(roadsContract).$context<SeatContext>()
  const { clock } = context.world
  const pending = openPending<Pending>(context.world)
  const note = (seat: SeatContext['seat'], text: string) => {
    const line = { kind: 'system', source: { kind: 'text', text: '系统' }, text } as const
    recordFor(context, seat, [logLines(context)({ ...line, heardAt: clock.nowMs() })])
  }
  return {
    network: os.network.handler(({ context: { seat } }) => {
      requireSession(seat)
      return shown(context)
    }),
    upload: os.upload.handler(({ context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      return { path: context.files.expect(maxRoadFileBytes, (sha256) => ({ sha256 })) }
    }),
    preview: os.preview.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      const bytes = context.files.read(input.sha256)
      if (!bytes) throw new ORPCError('NOT_FOUND')
      try {
        const datum = input.datum === undefined ? undefined : { datum: input.datum }
        const { source, warnings } = await sourceOf(context, input.fileName, bytes, datum)
        const prepared = await context.roads.prepare(source)
        if (!prepared.ok) throw new Sentence(fileWords(prepared))
        const token = pending.keep({ prepared: prepared.value, fileName: input.fileName })
        const { lines, leftOut, km, bounds } = prepared.value
        return {
          token,
          lines,
          leftOut,
          lengths: lengthsOf(km),
          bounds,
          overCounty: overlapsCounty(context, prepared.value),
          warnings: [...warnings],
        }
      } catch (error) {
        if (error instanceof Sentence) throw errors.NOT_ROADS({ data: { sentence: error.message } })
        throw error
      }
    }),
    adopt: os.adopt.handler(async ({ input, errors, context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const held = pending.get(input.token)
      if (!held) throw errors.EXPIRED()
      const kept = context.files.store(held.prepared.bytes)
      if (!kept.ok) throw new ORPCError(kept.code === 'read-only' ? 'READ_ONLY' : 'DISK_FULL')
      const { lines, km } = held.prepared
      const name = input.name.trim()
      note(seat, `路网「${name}」已导入：${lines} 条（${held.fileName}，${by}）`)
      storeNetwork(context.local, {
        name,
        source: input.source.trim(),
        fileName: held.fileName,
        sha256: kept.value,
        lines,
        km,
        at: clock.nowMs(),
        by,
      })
      pending.drop(input.token)
      await useStored(context)
      const now = shown(context)
      if (!now) throw new ORPCError('NOT_FOUND')
      return now
    }),
    remove: os.remove.handler(async ({ context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const stored = storedNetwork(context.local)
      if (!stored) return { removed: false }
      note(seat, `路网「${stored.name}」已移除（${by}）`)
      dropNetwork(context.local)
      await context.roads.drop()
      context.changed('roads', [])
      return { removed: true }
    }),
    way: os.way.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return wayBetween(context, input.from, input.to)
    }),
    reach: os.reach.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return reachFrom(context, input.from, input.minutes)
    }),
  }
}

function startRoads(context: CoreContext): () => void {
  const avoid = () => context.roads.avoid(obstaclesNow(context).shapes)
  avoid()
  const stop = context.log.onChanged((changed) => {
    if (changed.has('drawings')) avoid()
  })
  void useStored(context).catch((error: unknown) => {
    troubles.set(context, '路网读不出来，只有直线距离。请重新导入路网。')
    context.logger.error('roads.not-used', { error: String(error) })
    context.changed('roads', [])
  })
  return stop
}

export const roadsModule: Module = {
  name: 'roads',
  facts: [],
  projections: [],
  localMigrations: roadMigrations,
  start: startRoads,
  router: roadsRouter,
}
