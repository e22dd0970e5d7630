/** Roads: a network from a file, ways over it, and what the other modules ask of it. */
import { implement } from '@orpc/server'
import { openPending } from '../../kernel/pending.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import type { ReadMapFileOptions } from '../../map-files/model.ts'
import { roadClasses, roadClassWords, type RoadClass } from '../../roads/classes.ts'
import type { PreparedRoads, RoadSource } from '../../roads/model.ts'
import { maxRoadFileBytes, roadsContract } from './contract.ts'
import { roadMigrations, roadNetwork } from './network.ts'
import { obstaclesNow } from './obstacles.ts'
import { reachFrom, wayBetween } from './ways.ts'
import { fileWords } from './words.ts'

interface Brought {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** As it was shown last. */
  prepared?: PreparedRoads
}

function lengthsOf(km: Readonly<Partial<Record<RoadClass, number>>>) {
  return roadClasses.flatMap((kind) => {
    const length = km[kind]
    return length === undefined ? [] : [{ class: kind, word: roadClassWords[kind], km: length }]
  })
}

const isOsm = (fileName: string): boolean => /\.(osm|osm\.pbf|pbf)$/i.test(fileName)

interface Looked {
  readonly prepared: PreparedRoads
  readonly warnings: readonly string[]
}

/** `data`: the sentence for the operator. */
async function look(
  context: CoreContext,
  { fileName, bytes }: Brought,
  options: ReadMapFileOptions,
): Promise<Result<Looked, Refusal<'not-roads', string>>> {
  let source: RoadSource = { kind: 'osm', bytes }
  let warnings: readonly string[] = []
  if (!isOsm(fileName)) {
    const read = await context.readMapFile(fileName, bytes, options)
    if (!read.ok) return refuse('not-roads', read.data.sentence)
    source = { kind: 'features', features: read.value.features }
    warnings = read.value.warnings
  }
  const prepared = await context.roads.prepare(source)
  if (!prepared.ok) return refuse('not-roads', fileWords(prepared))
  return accept({ prepared: prepared.value, warnings })
}

function overlapsCounty(context: CoreContext, { bounds }: PreparedRoads): boolean {
  const { west, east, south, north } = context.county.county.bbox
  return bounds.west < east && bounds.east > west && bounds.south < north && bounds.north > south
}

function roadsRouter(context: CoreContext) {
  const os = implement(roadsContract).$context<SeatContext>()
  const brought = openPending<Brought>(context.world)
  const network = roadNetwork(context)
  return {
    network: os.network.handler(({ context: { seat } }) => {
      requireSession(seat)
      return network.shown()
    }),
    upload: os.upload.handler(({ input: { fileName }, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const path = context.files.receive(maxRoadFileBytes, (bytes) => ({
        token: brought.keep({ fileName, bytes }),
      }))
      return { path }
    }),
    preview: os.preview.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const file = brought.get(input.token)
      if (!file) throw errors.EXPIRED()
      const looked = await look(context, file, { datum: input.datum })
      if (!looked.ok) throw errors.NOT_ROADS({ data: { sentence: looked.data } })
      const { prepared, warnings } = looked.value
      file.prepared = prepared
      const { lines, leftOut, km, bounds } = prepared
      return {
        lines,
        leftOut,
        lengths: lengthsOf(km),
        bounds,
        overCounty: overlapsCounty(context, prepared),
        warnings: [...warnings],
      }
    }),
    adopt: os.adopt.handler(async ({ input, errors, context: { seat } }) => {
      const file = brought.get(input.token)
      if (!file?.prepared) throw errors.EXPIRED()
      const { bytes, lines, km } = file.prepared
      const described = { ...input, fileName: file.fileName }
      const rest = { lines, lengths: lengthsOf(km) }
      const adopted = await network.adopt(seat, bytes, described, rest)
      brought.drop(input.token)
      return adopted
    }),
    remove: os.remove.handler(async ({ context: { seat } }) => ({
      removed: await network.remove(seat),
    })),
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
  roadNetwork(context).start()
  return context.log.onChanged((changed) => {
    if (changed.has('drawings')) avoid()
  })
}

export const roadsModule: Module = {
  name: 'roads',
  facts: [],
  projections: [],
  localMigrations: roadMigrations,
  start: startRoads,
  router: roadsRouter,
}
