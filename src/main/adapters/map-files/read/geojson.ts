/** GeoJSON (RFC 7946, and the `crs` member of its predecessor); also one feature per line. */
import type { MapDatum } from '../../../../core/map-files/model.ts'
import { unreadable } from './fault.ts'
import type { RawFeature, RawFile } from './raw.ts'
import { textOf } from './text.ts'

type Thing = Readonly<Record<string, unknown>>

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const geometryTypes = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
])

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // One feature on each line (GeoJSON text sequences, some with the record separator).
    const lines = text
      .split(/\r?\n/)
      .map((line) => (line.startsWith('\u001e') ? line.slice(1) : line).trim())
    const full = lines.filter((line) => line !== '')
    if (full.length < 2 || !full.every((line) => line.startsWith('{'))) {
      throw unreadable('文件内容不完整或不是 GeoJSON，读不出来，没有导入。请重新导出后重试。')
    }
    try {
      return { type: 'FeatureCollection', features: full.map((line): unknown => JSON.parse(line)) }
    } catch {
      throw unreadable('文件内容不完整或不是 GeoJSON，读不出来，没有导入。请重新导出后重试。')
    }
  }
}

/** EPSG numbers of what a Chinese file may declare. */
function datumOfCrs(crs: unknown): MapDatum | undefined {
  const name = isThing(crs) && isThing(crs['properties']) ? crs['properties']['name'] : undefined
  if (typeof name !== 'string') return undefined
  if (/CRS84|EPSG:{1,2}4326$/i.test(name)) return 'wgs84'
  if (/EPSG:{1,2}4490$/i.test(name)) return 'cgcs2000'
  const code = Number(/EPSG:{1,2}(\d+)$/i.exec(name)?.[1])
  // 4513…4533: zones 25…45 with the zone before the easting; 4534…4554: 75°E…135°E without it.
  if (code >= 4513 && code <= 4533) return `cgcs2000-${code - 4513 + 25}`
  if (code >= 4534 && code <= 4554) return `cgcs2000-${code - 4534 + 25}`
  return undefined
}

function featureOf(value: unknown): RawFeature {
  const thing = isThing(value) ? value : {}
  const properties = isThing(thing['properties']) ? thing['properties'] : {}
  return { name: '', geometry: thing['geometry'], properties, part: '' }
}

function featuresOf(root: Thing): readonly RawFeature[] {
  const type = root['type']
  if (type === 'FeatureCollection') {
    const features = root['features']
    if (!Array.isArray(features)) throw unreadable('GeoJSON 里没有要素列表，没有导入。')
    return features.map(featureOf)
  }
  if (type === 'Feature') return [featureOf(root)]
  if (geometryTypes.has(String(type))) {
    return [{ name: '', geometry: root, properties: {}, part: '' }]
  }
  if (type === 'Topology') {
    throw unreadable('这是 TopoJSON，不是 GeoJSON，没有导入。请在导出软件里选 GeoJSON。')
  }
  if (isThing(root['spatialReference']) || Array.isArray(root['fields'])) {
    throw unreadable(
      '这是 Esri JSON，不是 GeoJSON，没有导入。请在导出软件里选 GeoJSON 或 Shapefile。',
    )
  }
  throw unreadable('这是 JSON 文件，但里面没有地图要素，没有导入。请核对选的文件。')
}

export function readGeoJson(bytes: Uint8Array): RawFile {
  const root = parse(textOf(bytes))
  if (!isThing(root)) {
    throw unreadable('这是 JSON 文件，但里面没有地图要素，没有导入。请核对选的文件。')
  }
  const datumSaid = datumOfCrs(root['crs'])
  return { kind: 'geojson', features: featuresOf(root), datumSaid, warnings: [] }
}
