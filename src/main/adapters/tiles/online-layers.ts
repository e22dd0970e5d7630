/**
 * Online layers in the reading thread: a few requests at once, a pause where the server turns us
 * away or the network is gone, and tiles kept only where somebody recorded the permission.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from '../../../core/kernel/database.ts'
import type { OnlineSource, SourceState } from '../../../core/map-packs.ts'
import { fetchedProblem, fetchTile, type Fetched } from './fetch-tile.ts'
import { openKeptTiles, type KeptTiles } from './kept-tiles.ts'
import { readTile } from './tile-format.ts'
import type { TileAnswer } from './tile-messages.ts'

const mostAtOnce = 4
/** What is asked beyond it belongs to a view that was left long ago. */
const mostWaiting = 200
const firstPauseMs = 15_000
const longestPauseMs = 15 * 60_000

interface Layer {
  readonly source: OnlineSource
  readonly kept: KeptTiles | undefined
  state: SourceState
  running: number
  readonly waiting: (() => void)[]
  pauseMs: number
  pausedUntil: number
}

export interface OnlineLayers {
  serve(sources: readonly OnlineSource[], folder: string): void
  /** `undefined`: not one of these. */
  read(id: string, z: number, x: number, y: number): Promise<TileAnswer> | undefined
}

export function openOnlineLayers(onState: (id: string, state: SourceState) => void): OnlineLayers {
  const layers = new Map<string, Layer>()

  function judge(layer: Layer, fetched: Fetched): void {
    const trouble = fetchedProblem(fetched) || null
    if (trouble === null) {
      layer.pauseMs = firstPauseMs
      layer.pausedUntil = 0
    } else if (Date.now() >= layer.pausedUntil) {
      layer.pausedUntil = Date.now() + layer.pauseMs
      layer.pauseMs = Math.min(longestPauseMs, layer.pauseMs * 2)
    }
    if (trouble === layer.state.trouble) return
    // Tiles that did not come while it was away are asked for again at another address.
    const version = layer.state.version + (trouble === null ? 1 : 0)
    layer.state = { ...layer.state, trouble, version }
    if (layers.get(layer.source.id) === layer) onState(layer.source.id, layer.state)
  }

  /** Resolves when it is this one's turn; false: so many wait that it is not wanted any more. */
  function turn(layer: Layer): Promise<boolean> {
    if (layer.running < mostAtOnce) {
      layer.running += 1
      return Promise.resolve(true)
    }
    if (layer.waiting.length >= mostWaiting) return Promise.resolve(false)
    return new Promise((resolve) => layer.waiting.push(() => resolve(true)))
  }

  function done(layer: Layer): void {
    const next = layer.waiting.shift()
    if (next) next()
    else layer.running -= 1
  }

  async function load(layer: Layer, z: number, x: number, y: number): Promise<TileAnswer> {
    const { source, kept } = layer
    const known = kept?.get(z, x, y)
    if (known?.fresh) return shown(known.bytes)
    if (z < source.minZoom || z > source.maxZoom) return null
    if (Date.now() < layer.pausedUntil || !(await turn(layer))) return shown(known?.bytes ?? null)
    try {
      const fetched = await fetchTile(source, z, x, y)
      judge(layer, fetched)
      if (fetched.kind === 'tile') {
        kept?.put(z, x, y, fetched.bytes)
        return { format: fetched.format, bytes: fetched.bytes }
      }
      if (fetched.kind === 'none') kept?.put(z, x, y, null)
      return fetched.kind === 'none' ? null : shown(known?.bytes ?? null)
    } finally {
      done(layer)
    }
  }

  return {
    serve(sources, folder) {
      const wanted = new Map(sources.map((source) => [source.id, source]))
      for (const [id, { source, kept }] of layers) {
        const next = wanted.get(id)
        if (next && JSON.stringify(next) === JSON.stringify(source)) continue
        layers.delete(id)
        if (next?.keepTiles) kept?.close()
        else kept?.remove()
      }
      for (const source of sources) {
        if (layers.has(source.id)) continue
        const kept = source.keepTiles ? openKept(folder, source.id) : undefined
        const state = {
          trouble: null,
          damage: source.keepTiles && !kept ? notKept : null,
          version: 0,
        }
        if (state.damage) onState(source.id, state)
        layers.set(source.id, {
          source,
          kept,
          state,
          running: 0,
          waiting: [],
          pauseMs: firstPauseMs,
          pausedUntil: 0,
        })
      }
    },
    read(id, z, x, y) {
      const layer = layers.get(id)
      return layer && load(layer, z, x, y)
    },
  }
}

const notKept = '缓存文件不能读写，在线瓦片没有缓存。请检查磁盘。'

/** `undefined`: the disk refuses; the layer is shown without keeping anything. */
function openKept(folder: string, id: string): KeptTiles | undefined {
  try {
    mkdirSync(folder, { recursive: true })
    return openKeptTiles(join(folder, `${id}.kept`), Date.now)
  } catch (error) {
    const isSystem = error instanceof Error && 'code' in error
    if (isSystem || error instanceof DatabaseError) return undefined
    throw error
  }
}

function shown(bytes: Uint8Array | null): TileAnswer {
  const tile = bytes ? readTile(bytes) : undefined
  return tile ? { format: tile.format, bytes: tile.bytes } : null
}
