/** GDAL reads the tiles of a pack that was built here: the same roads at the same place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { buildPack } from '../../src/main/adapters/tiles/build/build-pack.ts'
import { writeMbtiles } from '../../src/main/adapters/tiles/write-mbtiles.ts'
import { missingProgram, runProgram } from './program.ts'

const missing = missingProgram('ogr2ogr', 'gdal-bin')
if (missing) console.info(`skipped: ${missing}`)

const folder = mkdtempSync(join(tmpdir(), 'gdal-packs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const road = {
  type: 'Feature',
  properties: { 名称: '琴江大道', 等级: '省道' },
  geometry: {
    type: 'LineString',
    coordinates: [
      [116.33, 26.32],
      [116.34, 26.33],
    ],
  },
}

it('opens a pack in MBTiles, with Chinese names and the road where it was', (context) => {
  if (missing) return context.skip(missing)
  const source = join(folder, 'roads.geojson')
  writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features: [road] }))
  const path = join(folder, 'roads.mbtiles')
  const built = buildPack(
    {
      name: '路网',
      attribution: '',
      minZoom: 10,
      maxZoom: 14,
      inputs: [
        {
          path: source,
          fileName: 'roads.geojson',
          role: 'road',
          nameField: '名称',
          classField: '等级',
          datum: 'wgs84',
        },
      ],
    },
    (tiles, { bounds: { west, south, east, north }, metadata, minZoom, maxZoom }) => {
      const pack = writeMbtiles(path)
      for (const { z, x, y, bytes } of tiles) pack.put(z, x, y, bytes)
      pack.finish({
        name: '路网',
        format: 'pbf',
        minzoom: String(minZoom),
        maxzoom: String(maxZoom),
        bounds: [west, south, east, north].join(','),
        json: JSON.stringify({ vector_layers: metadata['vector_layers'] }),
      })
      pack.close()
    },
    () => undefined,
  )
  expect(built).toMatchObject({ ok: true })
  const out = join(folder, 'out.geojson')
  runProgram('ogr2ogr', ['-t_srs', 'EPSG:4326', out, path, 'transportation_name'])
  const { out: text } = runProgram('ogrinfo', ['-ro', '-al', out])
  expect(text).toContain('name (String) = 琴江大道')
  expect(text).toContain('class (String) = primary')
  const [west, south] = /Extent: \(([\d.]+), ([\d.]+)\)/.exec(text)?.slice(1).map(Number) ?? []
  // One unit of 4096 in a tile of zoom 14 is about half a metre.
  expect(Math.abs((west ?? 0) - 116.33)).toBeLessThan(0.00002)
  expect(Math.abs((south ?? 0) - 26.32)).toBeLessThan(0.00002)
})
