/**
 * MBTiles 1.3: an SQLite file with a table or view `tiles`. In the wild the metadata is missing or
 * wrong, tiles are NULL, and the file is cut off; nothing but the tiles themselves is believed.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { z } from 'zod'
import { DatabaseError, type Database } from '../../../core/kernel/database.ts'
import { openDatabase } from '../sqlite.ts'
import { PackProblem, type Pack, type PackFacts, type StoredTile } from './pack.ts'
import { checkedBounds, deepestZoom } from './tile-grid.ts'

/** Up to this size the whole file is checked, which takes about a second. */
const checkedUpToBytes = 128 * 1024 * 1024
/** So few tiles are found without an index as well. */
const fewTiles = 2000
const samplesAZoom = 3
/** Looking for empty tiles reads every row. */
const countedUpTo = 50_000

export function isSqlite(path: string): boolean {
  const head = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    return readSync(file, head, 0, 16, 0) === 16 && head.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(file)
  }
}

const sentenceOf: Partial<Record<DatabaseError['reason'], string>> = {
  corrupt: '文件已损坏，读不出来。请重新复制或重新导出这个文件。',
  busy: '文件正被别的程序写入。请关闭那个程序后重试。',
  io: '文件打不开或磁盘读取出错。请检查磁盘和权限；光盘或只读盘上的文件请先复制到硬盘。',
  'read-only': '文件只读且带有未合并的日志。请先复制到可写的磁盘再导入。',
}

function understood<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    // A statement that this file does not understand (a view that leads nowhere) is its own fault.
    const sentence = sentenceOf[error.reason] ?? '文件的内部结构不对，读不出瓦片。请重新导出。'
    throw new PackProblem(sentence, error)
  }
}

/** @throws PackProblem */
export function openMbtiles(path: string): Pack {
  const database = understood(() => openDatabase(path, { synchronous: 'NORMAL', readonly: true }))
  try {
    understood(() => checkTable(database))
    return packOf(path, database)
  } catch (error) {
    database.close()
    throw error
  }
}

function checkTable(database: Database): void {
  const columns = database.prepare<{ name: string }>('pragma table_info(tiles)').all()
  const names = new Set(columns.map(({ name }) => name))
  const needed = ['zoom_level', 'tile_column', 'tile_row', 'tile_data']
  if (!needed.every((name) => names.has(name))) {
    throw new PackProblem('这是数据库文件，但里面没有瓦片表（tiles），不是 MBTiles 底图。')
  }
  // A view that calls itself can keep a reader busy for ever.
  const view = database
    .prepare<{ sql: string }>(
      `select sql from sqlite_master where type = 'view' and name = 'tiles'`,
    )
    .get()
  if (/\brecursive\b/i.test(view?.sql ?? '')) {
    throw new PackProblem('文件的瓦片视图带有递归查询，不安全，没有打开。请换一个来源。')
  }
}

function packOf(path: string, database: Database): Pack {
  let open = true
  const one = understood(() =>
    database.prepare<{ tile_data: unknown }>(
      'select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?',
    ),
  )
  return {
    read: async (zoom, x, row) => bytesOf(understood(() => one.get(zoom, x, row))?.tile_data),
    facts: async () => understood(() => factsOf(path, database)),
    samples: async () => understood(() => samplesOf(database)),
    all: () => storedTiles(database),
    close() {
      if (open) database.close()
      open = false
    },
  }
}

/** NULL and empty blobs are no tiles; text is what some writers make of a blob. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value.length > 0 ? value : undefined
  return typeof value === 'string' && value !== '' ? Buffer.from(value, 'latin1') : undefined
}

function metadataOf(database: Database): ReadonlyMap<string, string> {
  const columns = database.prepare<{ name: string }>('pragma table_info(metadata)').all()
  const names = new Set(columns.map(({ name }) => name))
  if (!names.has('name') || !names.has('value')) return new Map()
  const rows = database
    .prepare<{ name: string | null; value: string | null }>(
      'select cast(name as text) name, cast(value as text) value from metadata limit 1000',
    )
    .all()
  return new Map(rows.map(({ name, value }) => [name ?? '', value ?? '']))
}

const vectorJson = z.object({ vector_layers: z.array(z.object({ id: z.string() })) })

export function layersInJson(text: string): string[] {
  try {
    const parsed = vectorJson.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data.vector_layers.map(({ id }) => id) : []
  } catch {
    // Metadata that is no JSON tells nothing about layers; the tiles do.
    return []
  }
}

/** Tags out and short: it is shown as plain text. */
export function plainText(text: string | undefined, maxLength: number): string {
  const bare = (text ?? '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(copy|#169);/g, '©')
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  const shown = bare.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
  return shown.slice(0, maxLength)
}

interface ZoomRow {
  readonly z: number
  readonly minX: number
  readonly maxX: number
  readonly minRow: number
  readonly maxRow: number
  readonly tiles: number
}

function zoomRows(database: Database): readonly ZoomRow[] {
  const rows = database
    .prepare<ZoomRow>(
      `select zoom_level z, min(tile_column) minX, max(tile_column) maxX,
              min(tile_row) minRow, max(tile_row) maxRow, count(*) tiles
       from tiles group by zoom_level order by zoom_level`,
    )
    .all()
  return rows.filter(({ z: zoom, minX, maxX, minRow, maxRow }) => {
    const last = 2 ** zoom - 1
    const isZoom = Number.isInteger(zoom) && zoom >= 0 && zoom <= deepestZoom
    return isZoom && minX >= 0 && minRow >= 0 && maxX <= last && maxRow <= last
  })
}

function factsOf(path: string, database: Database): PackFacts {
  const { size } = statSync(path)
  if (size <= checkedUpToBytes) {
    const [found] = database.prepare<{ quick_check: string }>('pragma quick_check(1)').all()
    if (found?.quick_check !== 'ok') throw new PackProblem(sentenceOf.corrupt ?? '')
  }
  const metadata = metadataOf(database)
  refuseOtherGrids([metadata.get('crs'), metadata.get('srs'), metadata.get('projection')])
  const zooms = zoomRows(database)
  const count = zooms.reduce((sum, { tiles }) => sum + tiles, 0)
  if (count === 0) throw new PackProblem('文件里没有瓦片，没有可以显示的内容。请重新导出。')
  const holes = count <= countedUpTo ? emptyTiles(database) : 0
  return {
    container: 'mbtiles',
    usualRows: 'tms',
    extents: zooms,
    declaredBounds: checkedBounds((metadata.get('bounds') ?? '').split(',').map(Number)),
    count,
    sizeBytes: size,
    indexed: count <= fewTiles || isIndexed(database),
    name: plainText(metadata.get('name'), 60),
    attribution: plainText(metadata.get('attribution'), 200),
    layers: layersInJson(metadata.get('json') ?? ''),
    warnings: holes === 0 ? [] : [`有 ${holes} 块瓦片是空的，那里显示为空白。`],
  }
}

function emptyTiles(database: Database): number {
  return (
    database
      .prepare<{ holes: number }>(
        'select count(*) holes from tiles where tile_data is null or length(tile_data) = 0',
      )
      .get()?.holes ?? 0
  )
}

/** Names of reference systems; tiles in degrees (EPSG:4490, 4326) lie in another grid. */
export function refuseOtherGrids(names: readonly (string | undefined)[]): void {
  if (names.some((name) => /\b(4490|4326)\b/.test(name ?? ''))) {
    throw new PackProblem(degreeGridSentence)
  }
}

export const degreeGridSentence =
  '这是经纬度切片（天地图 _c、EPSG:4490/4326 一类），和本台的墨卡托切片不是一种分块。请改下载 _w（EPSG:3857）切片后导入。'

/** Whether one tile is found without reading all of them. */
function isIndexed(database: Database): boolean {
  const plan = database
    .prepare<{ detail: string }>(
      `explain query plan
       select tile_data from tiles where zoom_level = 1 and tile_column = 1 and tile_row = 1`,
    )
    .all()
  return plan.every(({ detail }) => !detail.startsWith('SCAN'))
}

function samplesOf(database: Database): readonly StoredTile[] {
  const some = database.prepare<{ x: number; row: number; bytes: unknown }>(
    `select tile_column x, tile_row row, tile_data bytes from tiles
     where zoom_level = ? and tile_data is not null and length(tile_data) > 0
     limit ${samplesAZoom}`,
  )
  return zoomRows(database)
    .toReversed()
    .flatMap(({ z: zoom }) =>
      some.all(zoom).flatMap(({ x, row, bytes }) => {
        const read = bytesOf(bytes)
        return read ? [{ z: zoom, x, row, bytes: read }] : []
      }),
    )
}

function* storedTiles(database: Database): Iterable<StoredTile> {
  const rows = understood(() =>
    database
      .prepare<{ z: number; x: number; row: number; bytes: unknown }>(
        'select zoom_level z, tile_column x, tile_row row, tile_data bytes from tiles',
      )
      .iterate(),
  )
  for (;;) {
    const next = understood(() => rows.next())
    if (next.done) return
    const bytes = bytesOf(next.value.bytes)
    if (bytes) yield { ...next.value, bytes }
  }
}
