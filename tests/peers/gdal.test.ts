/** GDAL reads the map files we write, and we read the ones it writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { Geometry } from '../../src/core/kernel/geometry.ts'
import type { MapFileFeature, MapFileFormat } from '../../src/core/map-files/model.ts'
import { readMapFileHere } from '../../src/main/adapters/map-files/read/index.ts'
import { writeMapFileHere } from '../../src/main/adapters/map-files/write/index.ts'
import { sampleFeatures } from '../support/map-features.ts'
import { missingProgram, runProgram } from './program.ts'

const missing = missingProgram('ogr2ogr', 'gdal-bin')
if (missing) console.info(`skipped: ${missing}`)

const folder = mkdtempSync(join(tmpdir(), 'gdal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Folders would become layers, and one of its GeoJSON files holds one layer. */
const features = sampleFeatures.map((feature) => ({ ...feature, part: '' }))
const ofKind = (word: '点' | '线' | '面') =>
  features.filter(({ geometry: { type } }) =>
    word === '点'
      ? type === 'Point'
      : word === '线'
        ? type.endsWith('LineString')
        : type.endsWith('Polygon'),
  )

interface Seen {
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

function write(format: MapFileFormat, what: readonly MapFileFeature[], encoding?: 'gbk'): string {
  const file = writeMapFileHere(format, what, { name: '石城', encoding })
  const path = join(folder, `${encoding ?? ''}${file.name}`)
  writeFileSync(path, file.bytes)
  return path
}

/** What GDAL makes of a file or one layer of it. */
function seenByGdal(path: string, layer: readonly string[] = []): Seen[] {
  const words = [
    '-f',
    'GeoJSON',
    '-lco',
    'COORDINATE_PRECISION=15',
    '-dim',
    'XY',
    '/vsistdout/',
    path,
  ]
  const { out } = runProgram('ogr2ogr', [...words, ...layer])
  return (JSON.parse(out) as { readonly features: Seen[] }).features
}

/** Rings may start and turn as each format has it: vertices in a fixed order are the same shape. */
function vertices({ coordinates }: Geometry): number[] {
  const flat = coordinates.flat(3)
  const pairs = flat.flatMap((value, index) =>
    index % 2 === 0 ? [[value, flat[index + 1] ?? 0]] : [],
  )
  // Sorted by what is left of the digits when a projection and back took some.
  const key = ([x = 0, y = 0]: readonly number[]) => `${x.toFixed(7)} ${y.toFixed(7)}`
  return pairs.toSorted((one, other) => (key(one) < key(other) ? -1 : 1)).flat()
}

const digits = 12

/** What differs, in words; nothing where they are the same shape. */
function shapeDifference(one: Geometry, other: Geometry, within = digits): string[] {
  const [expected, found] = [vertices(one), vertices(other)]
  if (expected.length !== found.length) return [`${found.length} numbers, not ${expected.length}`]
  const off = Math.max(...found.map((value, index) => Math.abs(value - (expected[index] ?? 0))))
  return off < 10 ** -within ? [] : [`off by ${off}`]
}

function wrongWords(
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(expected).flatMap(([key, value]) =>
    found[key] === value ? [] : [`${key} is ${JSON.stringify(found)}`],
  )
}

function differences(
  seen: readonly Seen[],
  what: readonly MapFileFeature[],
  key: string,
  within = digits,
): string[] {
  const count = seen.length === what.length ? [] : [`${seen.length} shapes, not ${what.length}`]
  const each = what.flatMap(({ name, geometry, properties }) => {
    const found = seen.find((one) => one.properties[key] === name)
    if (!found) return [`${name} is not there`]
    return [
      ...shapeDifference(geometry, found.geometry, within),
      ...wrongWords(properties, found.properties),
    ].map((words) => `${name}: ${words}`)
  })
  return [...count, ...each]
}

describe.skipIf(missing !== undefined)('GDAL reads ours', () => {
  it('GeoJSON: every shape and every attribute', () => {
    expect(differences(seenByGdal(write('geojson', features)), features, 'name')).toEqual([])
  })

  it.each(['kml', 'kmz'] as const)('%s: every shape and every attribute', (format) => {
    expect(differences(seenByGdal(write(format, features)), features, 'Name')).toEqual([])
  })

  it('GPX: waypoints, and lines as tracks', () => {
    const path = write('gpx', features)
    const bare = (word: '点' | '线') => ofKind(word).map((one) => ({ ...one, properties: {} }))
    const points = seenByGdal(path, ['waypoints'])
    const single = points.filter(({ properties }) => properties['name'] !== '水源')
    expect(points).toHaveLength(3)
    expect(differences(single, bare('点'), 'name')).toEqual([])
    const edges = new Set(ofKind('线').map(({ name }) => name))
    const tracks = seenByGdal(path, ['tracks']).filter(({ properties }) =>
      edges.has(String(properties['name'])),
    )
    // GDAL has one line of several parts for every track.
    expect(differences(tracks, bare('线'), 'name')).toEqual([])
    const times = seenByGdal(path, ['track_points']).flatMap(
      ({ properties }) => properties['time'] ?? [],
    )
    expect(times).toHaveLength(3)
    expect(times[0]).toContain('2025-11-29T06:00:00')
  })

  it.each([undefined, 'gbk'] as const)(
    'Shapefile (%s): every shape and every Chinese character',
    (encoding) => {
      const path = write('shapefile', features, encoding)
      for (const word of ['点', '线', '面'] as const) {
        expect(
          differences(seenByGdal(`/vsizip/${path}/石城_${word}.shp`), ofKind(word), '名称'),
        ).toEqual([])
      }
    },
  )

  it('Shapefile: is WGS-84 by its .prj, and its rings turn as the format asks', () => {
    const path = write('shapefile', features)
    const { out, complaints } = runProgram('ogrinfo', ['-so', '-al', `/vsizip/${path}/石城_面.shp`])
    expect(out).toContain('ID["EPSG",4326]')
    expect(out).toContain('Feature Count: 2')
    expect(complaints).toBe('')
  })
})

/** Runs ogr2ogr from our sample to a format of its own. */
function madeByGdal(name: string, words: readonly string[]): string {
  const source = join(folder, 'source.geojson')
  writeFileSync(source, writeMapFileHere('geojson', ofKind('面'), { name: '面' }).bytes)
  const path = join(folder, name)
  runProgram('ogr2ogr', ['-f', ...words, path, source])
  return path
}

/** The set beside a `.shp`, packed as the dialog packs it. */
function packed(path: string, without: readonly string[] = []): Uint8Array {
  const stem = (path.split('/').at(-1) ?? '').replace(/shp$/, '')
  const files = readdirSync(folder).filter(
    (name) => name.startsWith(stem) && !without.some((ending) => name.endsWith(ending)),
  )
  return zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])))
}

function readOurs(bytes: Uint8Array) {
  const read = readMapFileHere(bytes, {})
  if (!read.ok) throw new Error(read.data.sentence)
  return read.value
}

function misread(
  found: readonly MapFileFeature[],
  what: readonly MapFileFeature[] = ofKind('面'),
  within = digits,
): string[] {
  const seen = found.map(({ name, geometry, properties }) => ({
    geometry,
    properties: { ...properties, '': name },
  }))
  return differences(seen, what, '', within)
}

describe.skipIf(missing !== undefined)('we read what GDAL writes', () => {
  it('a GBK Shapefile with and without its .cpg (pitfall 9)', () => {
    const path = madeByGdal('gbk.shp', ['ESRI Shapefile', '-lco', 'ENCODING=GBK'])
    const cpg = readFileSync(path.replace(/shp$/, 'cpg'), 'latin1')
    expect(cpg).toBe('GBK')
    for (const without of [[], ['.cpg']]) {
      const { features: found, encoding, datum } = readOurs(packed(path, without))
      expect(misread(found)).toEqual([])
      expect(encoding).toBe('gb18030')
      expect(datum).toBe('wgs84')
    }
  })

  it('a UTF-8 Shapefile with and without its .cpg', () => {
    const path = madeByGdal('utf8.shp', ['ESRI Shapefile', '-lco', 'ENCODING=UTF-8'])
    for (const without of [[], ['.cpg']]) {
      const { features: found, encoding } = readOurs(packed(path, without))
      expect(misread(found)).toEqual([])
      expect(encoding).toBe('utf-8')
    }
  })

  it.each([
    ['EPSG:4527', 'cgcs2000-39'],
    ['EPSG:4548', 'cgcs2000-39'],
    ['EPSG:4490', 'cgcs2000'],
    ['EPSG:32650', 'prj'],
  ])('a Shapefile in %s by its .prj', (srs, datum) => {
    const path = madeByGdal(`${datum}-${srs.slice(5)}.shp`, [
      'ESRI Shapefile',
      '-t_srs',
      srs,
      '-lco',
      'ENCODING=UTF-8',
    ])
    const read = readOurs(packed(path))
    expect(read.datum).toBe(datum)
    // 1e-8° is a millimetre.
    expect(misread(read.features, undefined, 8)).toEqual([])
  })

  it.each([
    ['kml', ['KML']],
    ['kml', ['LIBKML']],
    ['geojson', ['GeoJSON', '-lco', 'RFC7946=NO', '-lco', 'COORDINATE_PRECISION=15']],
    ['geojson', ['GeoJSONSeq', '-lco', 'COORDINATE_PRECISION=15']],
  ])('a %s by %s', (ending, words) => {
    const path = madeByGdal(`${words[0]}.${ending}`, words)
    expect(misread(readOurs(readFileSync(path)).features)).toEqual([])
  })

  it('GPX tracks', () => {
    const source = join(folder, 'lines.geojson')
    const lines = ofKind('线').map((one) => ({ ...one, properties: {}, times: undefined }))
    writeFileSync(source, writeMapFileHere('geojson', lines, { name: '线' }).bytes)
    const path = join(folder, 'lines.gpx')
    const words = ['-f', 'GPX', '-nlt', 'MULTILINESTRING', '-lco', 'FORCE_GPX_TRACK=YES']
    runProgram('ogr2ogr', [...words, path, source])
    const { features: found } = readOurs(readFileSync(path))
    expect(misread(found, lines)).toEqual([])
  })
})
