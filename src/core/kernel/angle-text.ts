/**
 * Latitude and longitude as they are told on the telephone or copied from a chat: decimal degrees,
 * degrees and minutes, 度分秒, in either order, with or without the words for north and east.
 */
import { accept, refuse, type Refusal, type Result } from './result.ts'
import type { GeoPoint } from './geo.ts'

export type AngleFault =
  | 'one-number'
  | 'same-axis'
  | 'minutes'
  | 'seconds'
  | 'latitude'
  | 'longitude'

export type AngleRefusal =
  | Refusal<'not-coordinates'>
  | Refusal<'bad-coordinates', { readonly fault: AngleFault }>

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

/** Full-width digits, letters and marks as their usual selves; Chinese marks as blanks. */
export function halfWidth(text: string): string {
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
function degreesOf(parts: readonly Part[]): number | AngleFault | undefined {
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

/** Reads a pair of angles in any of the usual spellings; where on the globe is not judged. */
export function parseAngles(typed: string): Result<GeoPoint, AngleRefusal> {
  const bad = (fault: AngleFault) => refuse('bad-coordinates' as const, { fault })
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
  return accept({ lat, lon })
}
