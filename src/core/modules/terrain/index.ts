/** The ground: an elevation file, what a mast sees, how high a place lies. */
import { implement, ORPCError } from '@orpc/server'
import { toBase64Url } from '../../kernel/bytes-text.ts'
import { openPending } from '../../kernel/pending.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import type { Coverage } from '../../terrain/coverage.ts'
import type { PreparedTerrain } from '../../terrain/model.ts'
import { logLines } from '../logbook/index.ts'
import { maxTerrainFileBytes, terrainContract, type Terrain } from './contract.ts'
import { dropTerrain, storedTerrain, storeTerrain, terrainMigrations } from './store.ts'

/** Around the county's box: a mast beyond the border is heard inside it. Degrees, about 15 km. */
const margin = 0.15

const noTerrainWords = '没有高程，算不出通视。可在“设置 › 路网和高程”导入。'
const sightWords = '只看地形通视，不是场强：林木、建筑、功率、频率都没算'

interface Pending {
  readonly prepared: PreparedTerrain
  readonly fileName: string
}

const troubles = new WeakMap<CoreContext, string>()

function shown(context: CoreContext): Terrain | null {
  const stored = storedTerrain(context.local)
  return stored ? { ...stored.about, trouble: troubles.get(context) ?? null } : null
}

async function useStored(context: CoreContext): Promise<void> {
  const stored = storedTerrain(context.local)
  if (!stored) return
  const bytes = context.files.read(stored.sha256)
  if (bytes) {
    await context.terrain.use(bytes)
    troubles.delete(context)
  } else troubles.set(context, '高程文件丢失或损坏，算不出通视。请重新导入。')
  context.changed('terrain', [])
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
  const { clock } = context.world
  const pending = openPending<Pending>(context.world)
  const note = (seat: SeatContext['seat'], text: string) => {
    const line = { kind: 'system', source: { kind: 'text', text: '系统' }, text } as const
    recordFor(context, seat, [logLines(context)({ ...line, heardAt: clock.nowMs() })])
  }
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
      return shown(context)
    }),
    upload: os.upload.handler(({ context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      return { path: context.files.expect(maxTerrainFileBytes, (sha256) => ({ sha256 })) }
    }),
    preview: os.preview.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      const bytes = context.files.read(input.sha256)
      if (!bytes) throw new ORPCError('NOT_FOUND')
      const read = await context.terrain.prepare(input.fileName, bytes, wanted())
      if (!read.ok) {
        const sentence = `${read.data.detail}。没有改动任何东西。`
        throw errors.NOT_TERRAIN({ data: { sentence } })
      }
      const token = pending.keep({ prepared: read.value, fileName: input.fileName })
      return { token, ...shapeOf(read.value) }
    }),
    adopt: os.adopt.handler(async ({ input, errors, context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const held = pending.get(input.token)
      if (!held) throw errors.EXPIRED()
      const kept = context.files.store(held.prepared.bytes)
      if (!kept.ok) throw new ORPCError(kept.code === 'read-only' ? 'READ_ONLY' : 'DISK_FULL')
      const about = {
        name: input.name.trim(),
        source: input.source.trim(),
        fileName: held.fileName,
        ...shapeOf(held.prepared),
        at: clock.nowMs(),
        by,
      }
      note(seat, `高程「${about.name}」已导入（${about.fileName}，${by}）`)
      storeTerrain(context.local, kept.value, about)
      pending.drop(input.token)
      await useStored(context)
      return { ...about, trouble: troubles.get(context) ?? null }
    }),
    remove: os.remove.handler(async ({ context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const stored = storedTerrain(context.local)
      if (!stored) return { removed: false }
      note(seat, `高程「${stored.about.name}」已移除（${by}）`)
      dropTerrain(context.local)
      troubles.delete(context)
      await context.terrain.drop()
      context.changed('terrain', [])
      return { removed: true }
    }),
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
  void useStored(context).catch((error: unknown) => {
    troubles.set(context, '高程读不出来，算不出通视。请重新导入。')
    context.logger.error('terrain.not-used', { error: String(error) })
    context.changed('terrain', [])
  })
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
