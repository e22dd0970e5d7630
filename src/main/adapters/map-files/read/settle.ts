/** From what a reader found to features in WGS-84: datum, order of the numbers, mended shapes. */
import type {
  MapDatum,
  MapFileFeature,
  ReadMapFile,
  ReadMapFileOptions,
} from '../../../../core/map-files/model.ts'
import { placeFor, zoneOf, type Place } from './datum.ts'
import { FileFault } from './fault.ts'
import { nameOf, textsOf } from './properties.ts'
import type { RawFeature, RawFile } from './raw.ts'
import { positionsOf, shapesOf, type ShapeNote } from './shapes.ts'

const mostFeatures = 100_000
const mostPositions = 3_000_000

interface Numbers {
  readonly projected: boolean
  /** Metres with the northing first, as surveyors write X and Y. */
  readonly northingFirst: boolean
  /** Zone that all eastings begin with. */
  readonly zone: number | undefined
  readonly latitudeFirst: boolean
}

const isNorthing = (value: number) => value > 1_900_000 && value < 6_100_000
const zoneBefore = (value: number) => (value >= 25e6 && value < 46e6 ? Math.floor(value / 1e6) : 0)
const isEasting = (value: number) => {
  const metres = value - zoneBefore(value) * 1e6
  return metres > 150_000 && metres < 850_000
}
const inChina = (lon: number, lat: number) => lon > 73 && lon < 136 && lat > 3 && lat < 54

/** What the numbers of a whole file look like. */
function lookAt(features: readonly RawFeature[]): Numbers {
  let [count, outside, northings, straight, turned] = [0, 0, 0, 0, 0]
  const zones = new Set<number>()
  for (const { geometry } of features) {
    for (const [x, y] of positionsOf(geometry)) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue
      count++
      if (count > mostPositions) {
        throw new FileFault(
          'too-large',
          '文件里的点超过 300 万个，没有导入。请在其他软件里分成几个文件后重试。',
        )
      }
      if (Math.abs(x) > 180 || Math.abs(y) > 90) outside++
      if (isNorthing(x) && isEasting(y)) northings++
      zones.add(zoneBefore(isNorthing(x) && isEasting(y) ? y : x))
      if (inChina(x, y)) straight++
      if (inChina(y, x)) turned++
    }
  }
  const [zone = 0] = zones
  // `>= 90` alone is 116,26 written as 26,116: still degrees.
  const latitudeFirst = turned > 0 && turned === count && straight === 0
  return {
    projected: !latitudeFirst && outside * 2 > count,
    northingFirst: northings > 0 && northings === count,
    zone: zones.size === 1 && zone > 0 ? zone : undefined,
    latitudeFirst,
  }
}

function datumFor(raw: RawFile, numbers: Numbers, options: ReadMapFileOptions): MapDatum {
  const { datum } = options
  if (numbers.projected) {
    if (datum !== undefined && (zoneOf(datum) !== undefined || datum === 'prj')) return datum
    if (datum === undefined && raw.datumSaid !== undefined) return raw.datumSaid
    if (datum === undefined && numbers.zone !== undefined) return `cgcs2000-${numbers.zone}`
    throw new FileFault(
      'datum-needed',
      '文件里的坐标是以米为单位的平面坐标，没有写明是哪个投影带。请选择 CGCS2000 的 3° 带后再看预览。',
    )
  }
  if (datum === undefined) return raw.datumSaid ?? 'wgs84'
  if (zoneOf(datum) !== undefined) {
    throw new FileFault(
      'datum-needed',
      '文件里的坐标是经纬度，不是以米为单位的平面坐标，不能按投影带读。请改选经纬度的坐标系。',
    )
  }
  return datum
}

const noteWords: Readonly<Record<ShapeNote, (count: number) => string>> = {
  'no-shape': (count) => `${count} 个要素没有图形，已跳过。`,
  'bad-numbers': (count) => `${count} 处坐标读不出来或超出范围，已跳过。`,
  'too-short': (count) => `${count} 处线或面的点太少，画不成，已跳过。`,
  closed: (count) => `${count} 处面的边界没有闭合，已接上首尾两点。`,
  'unknown-type': (count) => `${count} 个要素的图形类型不认识，已跳过。`,
  split: (count) => `${count} 条线的点超过 2 万个，已分成首尾相接的几段。`,
  'too-detailed': (count) => `${count} 处面的边界点超过 2 万个，已跳过。请先在其他软件里简化。`,
}

function timesOf(raw: RawFeature, vertices: number): readonly number[] | undefined {
  if (!Array.isArray(raw.times) || raw.times.length !== vertices) return undefined
  const times = raw.times.map((text) => (typeof text === 'string' ? Date.parse(text) : Number.NaN))
  return times.every((time) => Number.isFinite(time)) ? times : undefined
}

function settled(raw: RawFeature, place: Place, notes: Map<ShapeNote, number>): MapFileFeature[] {
  const texts = textsOf(raw.properties)
  const name = raw.name === '' ? nameOf(texts) : raw.name
  return shapesOf(raw.geometry, place, notes).map((geometry) => {
    const times =
      geometry.type === 'LineString' ? timesOf(raw, geometry.coordinates.length) : undefined
    return { name, geometry, properties: texts, part: raw.part, ...(times ? { times } : {}) }
  })
}

/** Features in WGS-84, and what was found out on the way. @throws FileFault */
export function settle(raw: RawFile, options: ReadMapFileOptions): ReadMapFile {
  if (raw.features.length > mostFeatures) {
    throw new FileFault(
      'too-large',
      `文件里有 ${raw.features.length} 个要素，一次最多 10 万个，没有导入。请分成几个文件。`,
    )
  }
  const numbers = lookAt(raw.features)
  const datum = datumFor(raw, numbers, options)
  const swapped = options.swapped ?? (numbers.projected && numbers.northingFirst)
  const straight = placeFor(datum, raw.projection)
  const place: Place = swapped ? (x, y) => straight(y, x) : straight
  const notes = new Map<ShapeNote, number>()
  const features = raw.features.flatMap((feature) => settled(feature, place, notes))
  const warnings = [...raw.warnings, ...[...notes].map(([note, count]) => noteWords[note](count))]
  if (features.length === 0) {
    throw numbers.projected && options.datum !== undefined
      ? new FileFault(
          'datum-needed',
          '按所选的投影带，文件里没有一个点落得下来（带号对不上）。请换一个带再看预览。',
        )
      : new FileFault('empty', emptySentence(warnings))
  }
  return {
    kind: raw.kind,
    features,
    datum,
    datumSaid: raw.datumSaid,
    projection: raw.projection?.name,
    projected: numbers.projected,
    swapped,
    looksSwapped: !swapped && !numbers.projected && numbers.latitudeFirst,
    encoding: raw.encoding,
    warnings,
  }
}

function emptySentence(warnings: readonly string[]): string {
  const why = warnings.length === 0 ? '' : warnings.join('')
  return `文件里没有可以导入的点、线、面，没有导入。${why}`
}
