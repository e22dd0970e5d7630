/** Elevation files GDAL wrote, and its own viewshed beside ours. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import proj4 from 'proj4'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ElevationProblem, readElevation } from '../../src/main/adapters/terrain/read-elevation.ts'
import { openTerrainEngine } from '../../src/main/adapters/terrain/index.ts'
import { coverageOf } from '../../src/core/terrain/coverage.ts'
import { heightAt } from '../../src/core/terrain/grid.ts'

const missing = spawnSync('gdal_viewshed', ['--version']).error !== undefined
if (missing) process.stdout.write('skipped: GDAL is not installed (apt-get install gdal-bin)\n')

const folder = mkdtempSync(join(tmpdir(), 'terrain-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

/** UTM zone 50N, metres: a square of 12 km with ridges and a pit, 30 m cells. */
const side = 400
const cellM = 30
const [westM, southM] = [430_000, 2_905_000]
const hills = (x: number, y: number): number =>
  300 +
  160 * Math.sin(x / 1300) * Math.cos(y / 900) +
  90 * Math.sin((x + 2 * y) / 2600) +
  40 * Math.sin(y / 310)
const utm = proj4('+proj=utm +zone=50 +datum=WGS84 +units=m +no_defs')
const wanted = { west: 116, east: 117, south: 26, north: 27 }

function asciiGrid(): string {
  const rows = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => {
      const [x, y] = [westM + (column + 0.5) * cellM, southM + (side - row - 0.5) * cellM]
      return column < 3 && row < 3 ? -9999 : Math.round(hills(x, y))
    }).join(' '),
  )
  return [
    `ncols ${side}`,
    `nrows ${side}`,
    `xllcorner ${westM}`,
    `yllcorner ${southM}`,
    `cellsize ${cellM}`,
    'NODATA_value -9999',
    ...rows,
    '',
  ].join('\n')
}

const gdal = (program: string, ...words: readonly string[]) =>
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })

describe.skipIf(missing)('elevation files of GDAL', () => {
  beforeAll(() => {
    writeFileSync(at('hills.asc'), asciiGrid())
    gdal(
      'gdal_translate',
      '-q',
      '-a_srs',
      'EPSG:32650',
      '-ot',
      'Int16',
      at('hills.asc'),
      at('utm.tif'),
    )
    const warp = ['-q', '-overwrite', '-r', 'bilinear']
    gdal('gdalwarp', ...warp, '-t_srs', 'EPSG:4326', at('utm.tif'), at('degrees.tif'))
    gdal('gdalwarp', ...warp, '-t_srs', 'EPSG:4527', at('utm.tif'), at('zone39.tif'))
    gdal(
      'gdal_translate',
      '-q',
      '-co',
      'COMPRESS=DEFLATE',
      '-co',
      'TILED=YES',
      '-ot',
      'Float32',
      at('utm.tif'),
      at('packed.tif'),
    )
    gdal('gdal_translate', '-q', '-a_srs', 'EPSG:3395', at('hills.asc'), at('strange.tif'))
    gdal('gdal_translate', '-q', '-of', 'PNG', '-ot', 'Byte', at('hills.asc'), at('picture.png'))
  })

  it.each(['utm.tif', 'degrees.tif', 'zone39.tif', 'packed.tif'])(
    '%s has its heights at their places',
    async (name) => {
      const grid = await readElevation(name, readFileSync(at(name)), wanted)
      let worst = 0
      for (let i = 20; i < side - 20; i += 17) {
        const [x, y] = [westM + i * cellM, southM + (((i * 7) % (side - 40)) + 20) * cellM]
        const [lon = 0, lat = 0] = utm.inverse([x, y])
        const height = heightAt(grid, { lat, lon })
        expect(height).toBeDefined()
        worst = Math.max(worst, Math.abs((height ?? 0) - hills(x, y)))
      }
      // The steepest slope of these hills is 0.3: half a cell off would be 5 m.
      expect(worst).toBeLessThan(3)
    },
  )

  it('what is no elevation, or lies elsewhere, says so', async () => {
    const refused = async (
      name: string,
      bytes: Uint8Array = readFileSync(at(name)),
      box = wanted,
    ) =>
      readElevation(name, bytes, box).then(
        () => 'read',
        (error: unknown) =>
          error instanceof ElevationProblem ? `${error.code}: ${error.message}` : String(error),
      )
    expect(await refused('strange.tif')).toMatch(/^unknown-projection: 不认识的投影 EPSG:3395/)
    expect(await refused('picture.png')).toMatch(/^not-elevation: 不是 GeoTIFF/)
    expect(await refused('utm.tif', readFileSync(at('utm.tif')).subarray(0, 5000))).toMatch(
      /^not-elevation/,
    )
    expect(
      await refused('utm.tif', undefined, { west: 100, east: 101, south: 30, north: 31 }),
    ).toMatch(/^elsewhere: .*不在本县/)
    expect(await refused('N26E116.hgt', new Uint8Array(10))).toMatch(/^not-elevation: \.hgt/)
  })

  it('a mast sees what GDAL says it sees', async () => {
    const engine = openTerrainEngine()
    const prepared = await engine.prepare('utm.tif', readFileSync(at('utm.tif')), wanted)
    if (!prepared.ok) throw new Error(prepared.code)
    expect(prepared.value.missing).toBeLessThan(0.05)
    await engine.use(prepared.value.bytes)
    const [x, y] = [westM + 6015, southM + 6015]
    const [lon = 0, lat = 0] = utm.inverse([x, y])
    const mast = { point: { lat, lon }, mastM: 30, receiverM: 2, rangeM: 5000 }
    const coverage = await engine.coverage(mast)
    if (typeof coverage === 'string') throw new Error(coverage)
    gdal(
      ...([
        'gdal_viewshed',
        '-q',
        '-ox',
        String(x),
        '-oy',
        String(y),
        '-oz',
        '30',
        '-tz',
        '2',
        '-md',
        '5000',
        '-cc',
        '0.75',
        '-f',
        'GTiff',
      ] as const),
      at('utm.tif'),
      at('seen.tif'),
    )
    gdal('gdal_translate', '-q', '-of', 'AAIGrid', at('seen.tif'), at('seen.asc'))
    const [, xll, yll] =
      /xllcorner\s+([\d.]+)\s+yllcorner\s+([\d.]+)/.exec(readFileSync(at('seen.asc'), 'utf8')) ?? []
    const text = readFileSync(at('seen.asc'), 'utf8')
      .split('\n')
      .filter((row) => /^\s*-?\d/.test(row))
    const seen = text.map((row) => row.trim().split(/\s+/).map(Number))
    let [same, all, visible] = [0, 0, 0]
    for (const [row, values] of seen.entries()) {
      for (const [column, value] of values.entries()) {
        const place = [
          Number(xll) + (column + 0.5) * cellM,
          Number(yll) + (seen.length - row - 0.5) * cellM,
        ]
        if (Math.hypot((place[0] ?? 0) - x, (place[1] ?? 0) - y) > 4900) continue
        const [placeLon = 0, placeLat = 0] = utm.inverse(place)
        const c = Math.floor((placeLon - coverage.west) / coverage.stepLon)
        const r = Math.floor((coverage.north - placeLat) / coverage.stepLat)
        all += 1
        visible += value > 0 ? 1 : 0
        if ((coverage.seen[r * coverage.columns + c] === 1) === value > 0) same += 1
      }
    }
    process.stdout.write(
      `viewshed: ${((100 * same) / all).toFixed(1)} % of ${all} cells as GDAL, ${((100 * visible) / all).toFixed(0)} % seen\n`,
    )
    expect(visible / all).toBeGreaterThan(0.15)
    expect(visible / all).toBeLessThan(0.85)
    expect(same / all).toBeGreaterThan(0.96)
    expect(await engine.heights([mast.point, { lat: 10, lon: 10 }])).toEqual([
      expect.closeTo(hills(x, y), -1),
      null,
    ])
    expect(await engine.coverage({ ...mast, point: { lat: 10, lon: 10 } })).toBe('off-grid')
    await engine.close()
  })
})

it('over flat ground the earth’s curve is what hides', () => {
  const size = 1200
  const grid = {
    columns: size,
    rows: size,
    west: 116,
    north: 27,
    stepLon: 0.001,
    stepLat: 0.001,
    metres: new Int16Array(size * size),
  }
  const far = (mastM: number) => {
    const coverage = coverageOf(grid, {
      point: { lat: 26.4, lon: 116.6 },
      mastM,
      receiverM: 0,
      rangeM: 60_000,
    })
    if (typeof coverage === 'string') throw new Error(coverage)
    // Along the row of the mast, to the east.
    const row = Math.floor((coverage.north - 26.4) / coverage.stepLat)
    const seen = Array.from(
      { length: coverage.columns },
      (_, c) => coverage.seen[row * coverage.columns + c],
    )
    return (
      (coverage.west + (seen.lastIndexOf(1) + 0.5) * coverage.stepLon - 116.6) *
      111_320 *
      Math.cos((26.4 * Math.PI) / 180)
    )
  }
  // The radio horizon: 4.12 km times the square root of the antenna's metres (ITU-R, four thirds of the earth).
  expect(far(30)).toBeCloseTo(4120 * Math.sqrt(30), -3)
  expect(far(100)).toBeCloseTo(4120 * Math.sqrt(100), -3)
})
