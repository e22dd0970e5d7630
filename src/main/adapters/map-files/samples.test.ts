/** Files that others made, in `../shared/maps/samples`: every good one right, every bad one told. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Geometry } from '../../../core/kernel/geometry.ts'
import { readMapFileHere } from './read/index.ts'

const samples = join(import.meta.dirname, '../../../../../shared/maps/samples')
const missing = !existsSync(samples)
if (missing) console.info(`skipped: ${samples} is not there`)

/** File → number of shapes, kinds of them, longitude and latitude of the first vertex, first name. */
const good: Readonly<Record<string, readonly [number, string, number, number, string]>> = {
  'kml-gpx/addresses.kml': [7, 'LineString Point', 100.5513698, 13.7987389, 'Moving'],
  'kml-gpx/apple_watch_route.gpx': [
    1,
    'LineString',
    -81.097216,
    32.064999,
    'Route 2019-12-15 3:50pm',
  ],
  'kml-gpx/cdata.kml': [1, 'Point', -122.0822035425683, 37.42228990140251, ''],
  'kml-gpx/garmin_extensions.gpx': [4, 'LineString MultiLineString Point', 15, 14, 'track name'],
  'kml-gpx/gdal.gpx': [4, 'LineString MultiLineString Point', 15, 14, 'track name'],
  'kml-gpx/gxmultitrack.kml': [
    3,
    'MultiLineString Point',
    -71.324739,
    -40.139527,
    '12/04/2014 11:24 AM (départ)',
  ],
  'kml-gpx/linestring.kml': [2, 'LineString', -122.364383, 37.824664, 'unextruded'],
  'kml-gpx/multigeometry.kml': [
    1,
    'MultiLineString',
    -122.4425587930444,
    37.80666418607323,
    'SF Marina Harbor Master',
  ],
  'kml-gpx/multitrackgpx.gpx': [3, 'LineString', 8.1783223, 48.2805591, 'Tag 1'],
  'kml-gpx/osm.gpx': [3, 'LineString', -77.005867, 38.891148, 'dc.zip'],
  'kml-gpx/point.kml': [1, 'Point', -122.0822035425683, 37.42228990140251, 'Simple placemark'],
  'kml-gpx/polygon.kml': [1, 'Polygon', -122.366278, 37.818844, 'hollow box'],
  'kml-gpx/run.gpx': [1, 'LineString', -77.02016168273985, 38.92747367732, 'Untitled'],
  'kml-gpx/simpledata.kml': [2, 'Point', -122, 37.002, 'Easy trail'],
  'kml-gpx/tcx-courses.tcx': [1, 'LineString', -122.50564, 37.76683, 'Test TCX Route'],
  'kml-gpx/timespan.kml': [1, 'Polygon', 115.87726, 24.93583, '1'],
  'kml-gpx/twopoints.kml': [2, 'Point', -122.0822035425683, 37.42228990140251, 'Simple placemark'],
  'kml-gpx/wpt.gpx': [40, 'Point', 6.679844, 51.197953, ''],
  'kmz/globe.kmz': [3, 'LineString', 0, 0, 'Equatore'],
  'kmz/multigeometry.kmz': [1, 'MultiPolygon', 6.007789699999999, 41.4703658, ''],
  'kmz/regions.kmz': [40, 'Point Polygon', 13.919753, 42.892396, 'Abruzzo'],
  'kmz/test-encoding.kml': [3, 'LineString Point Polygon', -73.984939, 40.758874, 'Time Square'],
  'shp/counties.zip': [14, 'MultiPolygon Polygon', -71.255132, 42.736474, ''],
  'shp/empty-shp.zip': [2, 'Polygon', -0.703125, 19.642588, ''],
  'shp/export_multipointz.shp': [1, 'MultiPoint', -123, 48, ''],
  'shp/pandr.zip': [80, 'Point', -71.032527, 41.963337, ''],
  'shp/qgis.zip': [2, 'Polygon', 13.39262, 21.342669, ''],
  'shp/senate.zip': [40, 'MultiPolygon Polygon', -71.624702, 42.350465, ''],
  'shp/mixedcase.zip': [40, 'MultiPolygon Polygon', -71.624702, 42.350465, ''],
  'shp/train_stations.zip': [361, 'Point', -70.969767, 42.449798, ''],
  'shp/utf.zip': [2, 'Point', -108.632813, 41.244772, ''],
  'shp/zero-len-line.zip': [2, 'LineString', -110.67482, 31.648085, ''],
}

const bad: Readonly<Record<string, string>> = {
  'kml-gpx/bad.gpx': '5 个点的经纬度读不出来',
  'kml-gpx/bad.kml': '3 个要素没有图形',
  'kml-gpx/ground_overlay.kml': '1 张贴图，不能导入',
  'kml-gpx/ground_overlay_quad.kml': '1 张贴图，不能导入',
  'kml-gpx/networklink.kml': '1 个网络链接，程序不联网',
  'kml-gpx/nogeomplacemark.kml': '没有图形',
  'kml-gpx/null_geometry.kml': '没有图形',
  'kml-gpx/selfclosing.kml': '没有图形',
  'kml-gpx/trek_no_rtept.gpx': '没有可以导入的点、线、面',
  'shp/noshp.zip': '没有图形文件（.shp）',
}

/** A loose set is packed as the import dialog does it. */
function bytesOf(file: string): Uint8Array {
  const [folder = '', name = ''] = file.split('/')
  if (!name.endsWith('.shp')) return readFileSync(join(samples, file))
  const stem = name.slice(0, -3)
  const beside = readdirSync(join(samples, folder)).filter((one) => one.startsWith(stem))
  return zipSync(
    Object.fromEntries(beside.map((one) => [one, readFileSync(join(samples, folder, one))])),
  )
}

function firstOf({ coordinates }: Geometry): number[] {
  return coordinates.flat(3).slice(0, 2)
}

const listed = missing
  ? []
  : ['kml-gpx', 'kmz', 'shp'].flatMap((folder) =>
      readdirSync(join(samples, folder))
        .filter((name) => !/\.(?:dbf|shx|prj|cpg)$/.test(name))
        .map((name) => `${folder}/${name}`),
    )

describe.skipIf(missing)('samples of other programs', () => {
  it.each(Object.keys(good))('%s is read right', (file) => {
    const read = readMapFileHere(bytesOf(file), {})
    if (!read.ok) throw new Error(read.data.sentence)
    const [count, kinds, lon, lat, name] = good[file] ?? []
    const { features } = read.value
    expect(features).toHaveLength(count ?? -1)
    expect([...new Set(features.map(({ geometry }) => geometry.type))].toSorted().join(' ')).toBe(
      kinds,
    )
    const [x = 0, y = 0] = features[0] ? firstOf(features[0].geometry) : []
    expect(x).toBeCloseTo(lon ?? Number.NaN, 5)
    expect(y).toBeCloseTo(lat ?? Number.NaN, 5)
    expect(features[0]?.name).toBe(name)
  })

  it.each(Object.keys(bad))('%s gets its sentence', (file) => {
    const read = readMapFileHere(bytesOf(file), {})
    expect(read.ok ? 'read' : read.data.sentence).toContain(bad[file])
  })

  it('reads or refuses every other one without throwing, and no Chinese or accented word breaks', () => {
    expect(listed.length).toBeGreaterThan(50)
    for (const file of listed) {
      const read = readMapFileHere(bytesOf(file), {})
      const said = read.ok ? JSON.stringify(read.value.features) : read.data.sentence
      expect(said, file).toMatch(read.ok ? /^\[.*\]$/s : /。$/)
      expect(said, file).not.toContain('\ufffd')
    }
  })

  it('tells what is odd about a file that it reads all the same', () => {
    const warnings = (file: string) => {
      const read = readMapFileHere(bytesOf(file), {})
      return read.ok ? read.value.warnings.join('') : read.data.sentence
    }
    expect(warnings('shp/counties.zip')).toContain('没有坐标系说明（.prj）')
    expect(warnings('shp/htmlprj.shp')).toContain('坐标系说明（.prj）读不懂')
    expect(warnings('shp/T8Th4_6n.zip')).toContain('3 个图形、1 行属性')
    expect(warnings('shp/zero-len-line.zip')).toContain('1 个要素没有图形')
  })
})
