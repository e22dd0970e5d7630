/** The ground: an elevation file, what a mast sees, how high a place lies. */
import { implement } from '@orpc/server'
import { toBase64Url } from '../../kernel/bytes-text.ts'
import { openPending } from '../../kernel/pending.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import type { Coverage } from '../../terrain/coverage.ts'
import type { PreparedTerrain } from '../../terrain/model.ts'
import { maxTerrainFileBytes, terrainContract } from './contract.ts'
import { ground, terrainMigrations } from './ground.ts'

/** Around the county's box: a mast beyond the border is heard inside it. Degrees, about 15 km. */
const margin = 0.15

const noTerrainWords = '没有高程，算不出通视。可在“设置 › 路网和高程”导入。'
const sightWords = '只看地形通视，不是场强：林木、建筑、功率、频率都没算'

interface Brought {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** As it was shown last. */
  prepared?: PreparedTerrain
}

function shapeOf({ bounds, lowestM, highestM, stepM, missing }: PreparedTerrain) {
  return { bounds: { ...bounds }, lowestM, highestM, stepM, missing }
}

function bitsOf({ seen }: Coverage): string {
  const bytes = new Uint8Array(Math.ceil(seen.length / 8))
  for (const [i, bit] of seen.entries()) {
    if (bit === 1) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (0x80 >> (i & 7))
  }
  return toBase64Url(bytes)
}

function terrainRouter(context: CoreContext) {
  const os = implement(terrainContract).$context<SeatContext>()
  const brought = openPending<Brought>(context.world)
  const kept = ground(context)
  const wanted = () => {
    const { west, south, east, north } = context.county.county.bbox
    return {
      west: west - margin,
      south: south - margin,
      east: east + margin,
      north: north + margin,
    }
  }
  return {
    terrain: os.terrain.handler(({ context: { seat } }) => {
      requireSession(seat)
      return kept.shown()
    }),
    upload: os.upload.handler(({ input: { fileName }, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const path = context.files.receive(maxTerrainFileBytes, (bytes) => ({
        token: brought.keep({ fileName, bytes }),
      }))
      return { path }
    }),
    preview: os.preview.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const file = brought.get(input.token)
      if (!file) throw errors.EXPIRED()
      const read = await context.terrain.prepare(file.fileName, file.bytes, wanted())
      if (!read.ok) {
        const sentence = `${read.data.detail}。没有改动任何东西。`
        throw errors.NOT_TERRAIN({ data: { sentence } })
      }
      file.prepared = read.value
      return shapeOf(read.value)
    }),
    adopt: os.adopt.handler(async ({ input, errors, context: { seat } }) => {
      const file = brought.get(input.token)
      if (!file?.prepared) throw errors.EXPIRED()
      const { prepared, fileName } = file
      const described = { ...input, fileName }
      const adopted = await kept.adopt(seat, prepared.bytes, described, shapeOf(prepared))
      brought.drop(input.token)
      return adopted
    }),
    remove: os.remove.handler(async ({ context: { seat } }) => ({
      removed: await kept.remove(seat),
    })),
    coverage: os.coverage.handler(async ({ input, context: { seat } }) => {
      requireSession(seat)
      const { rangeKm, ...mast } = input
      const found = await context.terrain.coverage({ ...mast, rangeM: rangeKm * 1000 })
      if (found === 'no-terrain') return { seen: null, words: noTerrainWords }
      if (found === 'off-grid') {
        return { seen: null, words: '这个位置不在高程文件范围内，或那里没有高程。' }
      }
      const { columns, rows, west, north, stepLon, stepLat, share } = found
      const grid = { columns, rows, west, north, stepLon, stepLat }
      return { seen: { ...grid, bits: bitsOf(found), share }, words: sightWords }
    }),
    height: os.height.handler(async ({ input, context: { seat } }) => {
      requireSession(seat)
      const [metres = null] = await context.terrain.heights([input])
      return { metres: metres === null ? null : Math.round(metres) }
    }),
  }
}

function startTerrain(context: CoreContext): () => void {
  ground(context).start()
  return () => undefined
}

export const terrainModule: Module = {
  name: 'terrain',
  facts: [],
  projections: [],
  localMigrations: terrainMigrations,
  start: startTerrain,
  router: terrainRouter,
}
