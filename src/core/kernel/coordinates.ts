/**
 * Coordinates in every form they come in: degrees in three spellings, CGCS2000 X/Y of a survey
 * drawing, 北斗网格码. WGS-84 is what angles are taken for; nothing is shifted.
 */
import { halfWidth, parseAngles, type AngleFault } from './angle-text.ts'
import type { GeoPoint } from './geo.ts'
import { gridCode, parseGridCode, type GridLevel } from './grid-code.ts'
import { fromProjected, isZone, toProjected, zonedY } from './projected.ts'
import { accept, refuse, type Refusal, type Result } from './result.ts'

export const coordinateFormats = ['decimal', 'dms', 'dm', 'cgcs2000', 'grid'] as const
export type CoordinateFormat = (typeof coordinateFormats)[number]

export const coordinateFormatWords: Readonly<Record<CoordinateFormat, string>> = {
  decimal: '十进制度',
  dms: '度分秒',
  dm: '度分',
  cgcs2000: 'CGCS2000 X/Y',
  grid: '北斗网格码',
}

export type CoordinateFault =
  | AngleFault
  | 'outside-china'
  | 'grid-code'
  | 'projected'
  | 'zone-missing'

/** `not-coordinates`: words for a place; `bad-coordinates`: meant as such, and wrong. */
export type CoordinateRefusal =
  | Refusal<'not-coordinates'>
  | Refusal<'bad-coordinates', { readonly fault: CoordinateFault }>

const faultWords: Readonly<Record<CoordinateFault, string>> = {
  'one-number': '坐标要有纬度和经度两个数，例如 26.4805,116.3105。',
  'same-axis': '两个数都标成了同一个方向，请核对哪个是纬度、哪个是经度。',
  minutes: '“分”只能是 0 到 60 以内，请核对坐标。',
  seconds: '“秒”只能是 0 到 60 以内，请核对坐标。',
  latitude: '纬度不能超过 90°，请核对坐标。',
  longitude: '经度不能超过 180°，请核对坐标。',
  'outside-china': '坐标不在中国境内，请核对纬度、经度。',
  'grid-code': '没有这个北斗网格码，请核对，例如 N50G4435978。',
  projected: 'CGCS2000 坐标要有 X（北向，7 位）和 Y（东向，6 位，或带号加 6 位），请核对。',
  'zone-missing': '不知道是哪一带的坐标，请在 Y 前加上带号，例如 39434107。',
}

/** The sentence an operator reads. */
export function coordinateProblem(fault: CoordinateFault): string {
  return faultWords[fault]
}

export interface ReadCoordinates {
  /** WGS-84 degrees. */
  readonly point: GeoPoint
  readonly format: CoordinateFormat
  /** What was taken for granted, to be checked by the reader: `X、Y 写反了，已按数值认出`. */
  readonly note: string | undefined
}

export interface ReadingOptions {
  /** Zone of X/Y without a zone's number: that of the county. */
  readonly zone?: number | undefined
}

const china = { south: 3, north: 54, west: 73, east: 136 }

function inChina({ lat, lon }: GeoPoint): boolean {
  return lat >= china.south && lat <= china.north && lon >= china.west && lon <= china.east
}

const bad = (fault: CoordinateFault) => refuse('bad-coordinates' as const, { fault })

/** Reads coordinates in any of the forms of `coordinateFormats`. */
export function readCoordinates(
  typed: string,
  options: ReadingOptions = {},
): Result<ReadCoordinates, CoordinateRefusal> {
  const read = readGrid(typed) ?? readProjected(typed, options.zone) ?? readAngles(typed)
  if (!read.ok || inChina(read.value.point)) return read
  return bad('outside-china')
}

/** Only the point of what `readCoordinates` reads. */
export function parseCoordinates(
  typed: string,
  options: ReadingOptions = {},
): Result<GeoPoint, CoordinateRefusal> {
  const read = readCoordinates(typed, options)
  return read.ok ? accept(read.value.point) : read
}

type Reading = Result<ReadCoordinates, CoordinateRefusal>

function readAngles(typed: string): Reading {
  const read = parseAngles(typed)
  return read.ok ? accept({ point: read.value, format: 'decimal', note: undefined }) : read
}

function readGrid(typed: string): Reading | undefined {
  const read = parseGridCode(typed)
  // `N50` and a letter alone may be anything else.
  if (!read.ok && read.code === 'not-a-code') return undefined
  if (!read.ok) return bad('grid-code')
  const { point, heightDeg } = read.value
  const note = `网格高约 ${lengthWords(heightDeg * 110_800)}，取格子中心`
  return accept({ point, format: 'grid', note })
}

function lengthWords(metres: number): string {
  if (metres >= 1000) return `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} 公里`
  return metres >= 10 ? `${Math.round(metres)} 米` : `${metres.toFixed(1)} 米`
}

const number = String.raw`(\d{6,8}(?:\.\d{1,6})?)\s*(?:m|米)?`
const northWord = String.raw`(?:x|n|纵坐标|北坐标|北向|北)`
const eastWord = String.raw`(?:y|e|横坐标|东坐标|东向|东)`
const labelled = String.raw`(?:(${northWord})|(${eastWord}))?\s*[=:]?\s*${number}`
const pairForm = new RegExp(`^${labelled}[\\s,;/]+${labelled}$`, 'i')

/** An easting without its zone lies this near to the middle of the zone, 500,000 m. */
const farthestM = 350_000

/**
 * X/Y in metres. Their size says which is which: in China a northing has seven digits, an easting
 * six, or eight with its zone. Labels that say the opposite are overruled, and that is said.
 */
function readProjected(typed: string, zone: number | undefined): Reading | undefined {
  const found = pairForm.exec(
    halfWidth(typed)
      .trim()
      .replace(/^\((.*)\)$/, '$1'),
  )
  if (!found) return undefined
  const [, xFirst, yFirst, first, xSecond, ySecond, second] = found
  const pair = [Number(first), Number(second)] as const
  const isLabelled = [xFirst, yFirst, xSecond, ySecond].some((word) => word !== undefined)
  const longest = Math.max(...pair)
  // An easting with its zone is the longest of all; without it the northing is.
  const hasZone = longest >= 10_000_000
  const northAt = pair.indexOf(hasZone ? Math.min(...pair) : longest)
  const [north, east] = [pair[northAt] ?? 0, pair[1 - northAt] ?? 0]
  const prefix = Math.floor(east / 1_000_000)
  const y = east - prefix * 1_000_000
  const fits =
    north < 6_100_000 &&
    (hasZone ? isZone(prefix) : prefix === 0 && north >= 1_000_000) &&
    Math.abs(y - 500_000) <= farthestM
  if (!fits) return isLabelled || hasZone ? bad('projected') : undefined
  const its = hasZone ? prefix : zone
  if (its === undefined) return bad('zone-missing')
  const swapped = northAt === 0 ? yFirst !== undefined : xFirst !== undefined
  const notes = [
    ...(swapped ? ['X、Y 与测量上的习惯相反（X 应是北向），已按数值大小认出'] : []),
    ...(hasZone ? [] : [`没有带号，按 ${its} 带`]),
  ]
  return accept({
    point: fromProjected({ x: north, y, zone: its }),
    format: 'cgcs2000',
    note: notes.length > 0 ? notes.join('；') : undefined,
  })
}

/** `26.48050,116.31050`: as it is shown and read back. */
export function coordinatesText({ lat, lon }: GeoPoint): string {
  return `${lat.toFixed(5)},${lon.toFixed(5)}`
}

/** Cells of 1/4″, about 8 m: finer than a finger on the map, and still to be read out. */
const shownLevel: GridLevel = 7

/** A point as one line in a format; read back by `readCoordinates` within three metres. */
export function writeCoordinates(point: GeoPoint, format: CoordinateFormat): string {
  const { lat, lon } = point
  const both = (write: (value: number) => string) =>
    `${write(lat)}${lat < 0 ? 'S' : 'N'} ${write(lon)}${lon < 0 ? 'W' : 'E'}`
  switch (format) {
    case 'decimal':
      return both((value) => `${Math.abs(value).toFixed(5)}°`)
    case 'dms':
      return both((value) => sexagesimal(value, 10))
    case 'dm':
      return both(degreesMinutes)
    case 'cgcs2000': {
      const made = toProjected(point)
      return `X ${made.x.toFixed(1)} Y ${zonedY(made).toFixed(1)}`
    }
    case 'grid':
      return gridCode(point, shownLevel) ?? both((value) => `${Math.abs(value).toFixed(5)}°`)
  }
}

/** Counted in whole parts of a second, so that 59.96″ becomes the next minute. */
function sexagesimal(value: number, partsOfSecond: number): string {
  const parts = Math.round(Math.abs(value) * 3600 * partsOfSecond)
  const seconds = (parts % (60 * partsOfSecond)) / partsOfSecond
  const minutes = Math.floor(parts / (60 * partsOfSecond)) % 60
  const degrees = Math.floor(parts / (3600 * partsOfSecond))
  return `${degrees}°${String(minutes).padStart(2, '0')}′${seconds.toFixed(1).padStart(4, '0')}″`
}

function degreesMinutes(value: number): string {
  const parts = Math.round(Math.abs(value) * 60_000)
  const minutes = (parts % 60_000) / 1000
  return `${Math.floor(parts / 60_000)}°${minutes.toFixed(3).padStart(6, '0')}′`
}
