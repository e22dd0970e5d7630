/** Packs that others made, with all that is wrong with them: `../shared/maps/samples`. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../sqlite.ts'
import { copyPack } from './copy-pack.ts'
import { lookAtPack, openPack } from './look.ts'
import { openMbtiles } from './mbtiles.ts'
import { openPmtiles } from './pmtiles.ts'
import { readTile } from './tile-format.ts'

const samples = resolve(import.meta.dirname, '../../../../../shared/maps/samples')
const absent = existsSync(samples) ? undefined : `${samples} is not here`
const county = { west: 116.0971, south: 25.9659, east: 116.6336, north: 26.6024 }
const folder = mkdtempSync(join(tmpdir(), 'packs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sample = (name: string) => join(samples, name)

/** Kind, format, pixels, zooms, rows. */
const good: readonly (readonly [string, string])[] = [
  ['mbtiles/plain_1.mbtiles', 'raster png 256 z0-4 tms'],
  ['mbtiles/corrupt_null_tile.mbtiles', 'raster png 256 z0-4 tms'],
  ['mbtiles/unindexed.mbtiles', 'raster png 256 z0-4 tms'],
  ['mbtiles/geography-class-png.mbtiles', 'raster png 256 z0-1 tms'],
  ['mbtiles/geography-class-webp.mbtiles', 'raster webp 256 z0-1 tms'],
  ['mbtiles/world_cities.mbtiles', 'vector mvt 512 z0-6 tms'],
  ['mbtiles/world_cities_missing_center.mbtiles', 'vector mvt 512 z0-6 tms'],
  ['pmtiles/png.pmtiles', 'raster png 512 z0-1 xyz'],
  ['pmtiles/webp2.pmtiles', 'raster webp 512 z0-1 xyz'],
  ['pmtiles/usgs-mt-whitney-8-15-webp-512.pmtiles', 'raster webp 512 z8-15 xyz'],
  ['pmtiles/test_fixture_2.pmtiles', 'vector mvt 512 z0-0 xyz'],
]

const bad: readonly (readonly [string, string])[] = [
  ['mbtiles/corrupt.mbtiles', '已损坏'],
  ['mbtiles/invalid.mbtiles', '没有瓦片表'],
  ['mbtiles/invalid-tile-format.mbtiles', '既不是图片'],
  ['mbtiles/with spaces.mbtiles', '没有瓦片'],
  ['pmtiles/empty.pmtiles', '空的'],
  ['pmtiles/invalid.pmtiles', '不是底图文件'],
  ['pmtiles/invalid_v4.pmtiles', '第 4 版'],
  ['pmtiles/test_fixture_mlt.pmtiles', 'MLT'],
]

describe('packs that others made', () => {
  it.for(good)('%s is %s, and its sample tile is one', async ([name, words], context) => {
    if (absent) return context.skip(absent)
    const looked = await lookAtPack(sample(name), { county })
    if (!looked.ok) throw new Error(looked.data)
    const { tiles, rows, sample: place, container } = looked.value
    const { kind, format, tileSize, minZoom, maxZoom } = tiles
    expect(`${kind} ${format} ${tileSize} z${minZoom}-${maxZoom} ${rows}`).toBe(words)
    const pack = await openPack(container, sample(name))
    const { z = 0, x = 0, y = 0 } = place ?? {}
    const bytes = await pack.read(z, x, rows === 'xyz' ? y : 2 ** z - 1 - y)
    pack.close()
    expect(bytes && readTile(bytes)?.format).toBe(format)
  })

  it.for(bad)('%s is refused: %s', async ([name, part], context) => {
    if (absent) return context.skip(absent)
    const looked = await lookAtPack(sample(name), { county })
    expect(looked).toMatchObject({ ok: false, data: expect.stringContaining(part) })
    expect(looked).toMatchObject({ data: expect.stringMatching(/。$/) })
  })

  it('answers a NULL tile as no tile, and its neighbours as they are', async (context) => {
    if (absent) return context.skip(absent)
    const path = sample('mbtiles/corrupt_null_tile.mbtiles')
    const database = openDatabase(path, { synchronous: 'NORMAL', readonly: true })
    const rows = database
      .prepare<{ z: number; x: number; row: number; none: number }>(
        'select zoom_level z, tile_column x, tile_row row, tile_data is null none from tiles',
      )
      .all()
    database.close()
    const pack = openMbtiles(path)
    const read = await Promise.all(rows.map(({ z, x, row }) => pack.read(z, x, row)))
    pack.close()
    expect(rows.filter(({ none }) => none === 1)).toHaveLength(1)
    expect(read.map((bytes) => bytes === undefined)).toEqual(rows.map(({ none }) => none === 1))
  })

  it('copies a pack without an index into one that has it, every tile the same', async (context) => {
    if (absent) return context.skip(absent)
    const path = sample('mbtiles/unindexed.mbtiles')
    const to = join(folder, 'copy.mbtiles')
    const original = openMbtiles(path)
    const copied = await copyPack({ container: 'mbtiles', path, rows: 'tms' }, to, () => undefined)
    expect(copied).toMatchObject({ ok: true })
    const copy = openMbtiles(to)
    for await (const { z, x, row, bytes } of original.all()) {
      expect(Buffer.from((await copy.read(z, x, row)) ?? [])).toEqual(Buffer.from(bytes))
    }
    original.close()
    copy.close()
  })

  it('draws Mount Whitney where it is: the tile of its summit is in the pack, the next is not', async (context) => {
    if (absent) return context.skip(absent)
    const pack = await openPmtiles(sample('pmtiles/usgs-mt-whitney-8-15-webp-512.pmtiles'))
    // 36.5786° N, 118.2920° W at zoom 14.
    const x = Math.floor(((-118.292 + 180) / 360) * 2 ** 14)
    const sine = Math.sin((36.5786 * Math.PI) / 180)
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** 14)
    expect(await pack.read(14, x, y)).toBeDefined()
    expect(await pack.read(14, x + 40, y)).toBeUndefined()
    pack.close()
  })
})
