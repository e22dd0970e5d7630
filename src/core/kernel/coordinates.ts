/**
 * Coordinates as they are told on the telephone or copied from a chat: decimal degrees, degrees
 * and minutes, 度分秒, in either order, with or without the words for north and east. WGS-84 is
 * what they are taken for; nothing is shifted.
 */
import type { GeoPoint } from './geo.ts'
import { accept, refuse, type Refusal, type Result } from './result.ts'

export type CoordinateFault =
  | 'one-number'
  | 'same-axis'
  | 'minutes'
  | 'seconds'
  | 'latitude'
  | 'longitude'
  | 'outside-china'

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
}

/** The sentence an operator reads. */
export function coordinateProblem(fault: CoordinateFault): string {
  return faultWords[fault]
}

type Axis = 'lat' | 'lon'

const directions: readonly (readonly [RegExp, Axis, 1 | -1])[] = [
  [/^(?:北纬|纬度|latitude|lat|n)/i, 'lat', 1],
  [/^(?:南纬|s)/i, 'lat', -1],
  [/^(?:东经|经度|longitude|long|lon|lng|e)/i, 'lon', 1],
  [/^(?:西经|w)/i, 'lon', -1],
]
/** `''` and two single primes are seconds too. */
const units: readonly (readonly [RegExp, 0 | 1 | 2])[] = [
  [/^(?:°|º|˚|度)/, 0],
  [/^(?:″|"|”|“|秒|''|′′|’’)/, 2],
  [/^(?:′|'|’|‘|分)/, 1],
]

interface Part {
  readonly value: number
  /** 0 degrees, 1 minutes, 2 seconds; absent where no sign followed. */
  unit?: 0 | 1 | 2
}
interface Direction {
  readonly axis: Axis
  readonly sign: 1 | -1
}
interface Parts {
  readonly numbers: readonly Part[]
  readonly directions: readonly Direction[]
  /** A point, a sign of degree, a direction: two bare whole numbers may be anything. */
  readonly telling: boolean
}

function halfWidth(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u3000，、；：]/g, ' ')
}

function readParts(typed: string): Parts | undefined {
  const numbers: Part[] = []
  const found: Direction[] = []
  let telling = false
  let rest = halfWidth(typed).trim()
  while (rest !== '') {
    const blank = /^[\s,;:|/()（）]+/.exec(rest)?.[0]
    const number = /^[+-]?\d{1,3}(?:\.\d{1,10})?(?!\d)/.exec(rest)?.[0]
    const direction = directions.find(([form]) => form.test(rest))
    const unit = units.find(([form]) => form.test(rest))
    const last = numbers.at(-1)
    if (blank !== undefined) rest = rest.slice(blank.length)
    else if (number !== undefined) {
      numbers.push({ value: Number(number) })
      telling ||= number.includes('.')
      rest = rest.slice(number.length)
    } else if (unit && last && last.unit === undefined) {
      last.unit = unit[1]
      telling = true
      rest = rest.replace(unit[0], '')
    } else if (direction) {
      found.push({ axis: direction[1], sign: direction[2] })
      telling = true
      rest = rest.replace(direction[0], '')
    } else return undefined
    if (numbers.length > 6 || found.length > 2) return undefined
  }
  return { numbers, directions: found, telling }
}

/** The numbers of each angle: a sign of degree begins one, else they are shared out evenly. */
function angles(numbers: readonly Part[]): readonly Part[][] {
  if (numbers.some(({ unit }) => unit !== undefined)) {
    const made: Part[][] = []
    for (const part of numbers) {
      const current = made.at(-1)
      if (!current || part.unit === 0) made.push([part])
      else current.push(part)
    }
    return made
  }
  const half = numbers.length / 2
  return Number.isInteger(half) ? [numbers.slice(0, half), numbers.slice(half)] : [[...numbers]]
}

/** Degrees of one angle; `undefined` where its parts are no angle. */
function degreesOf(parts: readonly Part[]): number | CoordinateFault | undefined {
  const [degrees, minutes, seconds] = parts
  if (!degrees || parts.length > 3) return undefined
  if (parts.some(({ unit }, place) => unit !== undefined && unit !== place)) return undefined
  if (minutes && !Number.isInteger(degrees.value)) return undefined
  if (seconds && !Number.isInteger(minutes?.value)) return undefined
  if (minutes && (minutes.value < 0 || minutes.value >= 60)) return 'minutes'
  if (seconds && (seconds.value < 0 || seconds.value >= 60)) return 'seconds'
  const size = Math.abs(degrees.value) + (minutes?.value ?? 0) / 60 + (seconds?.value ?? 0) / 3600
  return degrees.value < 0 ? -size : size
}

const china = { south: 3, north: 54, west: 73, east: 136 }

/** Reads a pair of coordinates in any of the usual spellings. */
export function parseCoordinates(typed: string): Result<GeoPoint, CoordinateRefusal> {
  const bad = (fault: CoordinateFault) => refuse('bad-coordinates' as const, { fault })
  const parts = readParts(typed)
  if (!parts?.telling || parts.numbers.length === 0) return refuse('not-coordinates')
  const found = angles(parts.numbers)
  if (found.length === 1 && parts.directions.length === 1) return bad('one-number')
  const [first, second] = found.map(degreesOf)
  if (found.length !== 2 || first === undefined || second === undefined) {
    return refuse('not-coordinates')
  }
  if (typeof first === 'string') return bad(first)
  if (typeof second === 'string') return bad(second)
  const [one, other] = parts.directions
  if (one && other && one.axis === other.axis) return bad('same-axis')
  // Without words the bigger number is the longitude: nowhere in China is it the other way.
  const lonFirst = one ? one.axis === 'lon' : Math.abs(first) > Math.abs(second)
  const signed = [first * (one?.sign ?? 1), second * (other?.sign ?? 1)] as const
  const lat = lonFirst ? signed[1] : signed[0]
  const lon = lonFirst ? signed[0] : signed[1]
  if (Math.abs(lat) > 90) return bad('latitude')
  if (Math.abs(lon) > 180) return bad('longitude')
  const inside = lat >= china.south && lat <= china.north && lon >= china.west && lon <= china.east
  return inside ? accept({ lat, lon }) : bad('outside-china')
}

/** `26.48050,116.31050`: as it is shown and read back. */
export function coordinatesText({ lat, lon }: GeoPoint): string {
  return `${lat.toFixed(5)},${lon.toFixed(5)}`
}
