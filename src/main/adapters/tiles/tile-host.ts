/** `/tiles/<id>/<z>/<x>/<y>` for pages and seats alike, and what modules order of the packs. */
import type { PackBounds, SourceState, TileHost, TileSource } from '../../../core/map-packs.ts'
import type { Logger } from '../../../core/module.ts'
import { securityHeaders } from '../csp.ts'
import { plainAnswer } from '../http-server-request.ts'
import { blobCache } from './blob-cache.ts'
import { contentTypes } from './tile-format.ts'
import { isTile } from './tile-grid.ts'
import { openPackFolder } from './pack-folder.ts'
import type { TileAnswer } from './tile-messages.ts'
import { openTileReader } from './tile-reader.ts'
import { lookAtSourceInThread, lookInThread, tryOnlineInThread } from './tile-threads.ts'

const cacheBytes = 96 * 1024 * 1024
/** A replaced file has another address (`?v=`); what is asked without one is asked again soon. */
const freshForSeconds = 600

const unknownState: SourceState = { trouble: null, damage: null, version: 0 }

export interface ServedTiles extends TileHost {
  /** The answer to a request for `/tiles/…`; `undefined` for any other path. */
  answer(request: Request): Promise<Response> | undefined
  close(): void
}

export interface TileHostOptions {
  readonly logger: Logger
  readonly county: PackBounds
  /** Where packs of our own lie; made when the first one comes. */
  readonly folder: string
}

export function openTileHost({ logger, county, folder }: TileHostOptions): ServedTiles {
  const cache = blobCache<TileAnswer>(cacheBytes)
  const states = new Map<string, SourceState>()
  const listeners = new Set<(id: string) => void>()
  let served = new Map<string, TileSource>()
  const reader = openTileReader({
    logger,
    folder,
    onState(id, state) {
      states.set(id, state)
      cache.forget(`${id}/`)
      for (const listener of listeners) listener(id)
    },
  })

  /** Nothing of an online layer is kept anywhere unless somebody recorded the permission. */
  function mayKeep(id: string): boolean {
    const source = served.get(id)
    return source?.kind === 'file' || source?.keepTiles === true
  }

  async function tile(id: string, z: number, x: number, y: number): Promise<TileAnswer> {
    const key = `${id}/${z}/${x}/${y}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const version = states.get(id)?.version
    const found = await reader.read(id, z, x, y)
    if (!mayKeep(id)) return found
    // What was read before the file was replaced is not kept for the file that is there now.
    if (states.get(id)?.version === version) cache.set(key, found, found?.bytes.length ?? 0)
    return found
  }

  return {
    ...openPackFolder(folder),
    look: (path, rows) => lookInThread(path, county, rows),
    lookAtSource: lookAtSourceInThread,
    tryOnline: tryOnlineInThread,
    serve(sources) {
      served = new Map(sources.map((source) => [source.id, source]))
      for (const id of states.keys()) {
        if (served.has(id)) continue
        states.delete(id)
        cache.forget(`${id}/`)
      }
      reader.serve(sources)
    },
    state: (id) => states.get(id) ?? unknownState,
    onState(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    answer(request) {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith('/tiles/')) return undefined
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return Promise.resolve(plainAnswer(405, '只接受读取请求。'))
      }
      const place = /^\/tiles\/([0-9A-Z]{26})\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})$/.exec(pathname)
      const [, id = '', ...numbers] = place ?? []
      const [z = -1, x = -1, y = -1] = numbers.map(Number)
      // An address nobody of ours makes up: nothing is looked up for it.
      if (!isTile(z, x, y)) return Promise.resolve(plainAnswer(400, '瓦片地址不对。'))
      if (!served.has(id)) return Promise.resolve(tileResponse(null))
      return tile(id, z, x, y).then((found) => tileResponse(found, mayKeep(id)))
    },
    close() {
      reader.close()
      listeners.clear()
    },
  }
}

/** A tile that is not there is an empty answer: as 404 they would flood the console. */
function tileResponse(tile: TileAnswer, mayKeep = true): Response {
  const headers = {
    ...securityHeaders,
    'cache-control': mayKeep ? `private, max-age=${freshForSeconds}` : 'no-store',
  }
  if (!tile) return new Response(null, { status: 204, headers })
  const { format, bytes } = tile
  return new Response(bytes.slice(), {
    headers: {
      ...headers,
      'content-type': contentTypes[format],
      'content-length': String(bytes.length),
    },
  })
}
