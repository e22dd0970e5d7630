/** Mic-E: half of the position is in the destination address (radio reference §7). */
import { base91, kmhPerKnot, type Motion, type Place } from './place.ts'
import type { TelemetryReport } from './telemetry.ts'

export interface MicE {
  readonly place: Place
  readonly motion: Motion
  /** One letter for each of three bits: 0, 1 standard, 2 custom. `000` is an emergency. */
  readonly bits: string
  readonly telemetry?: TelemetryReport | undefined
  readonly comment: string
  /** A control character was lost on the way: course and speed are not known. */
  readonly mangled: boolean
}

export const emergencyBits = '000'

interface Latitude {
  readonly lat: number
  readonly ambiguity: number
  readonly bits: string
  readonly eastOffset: number
  readonly west: boolean
}

/** Digit, A–J or P–Y with it; K, L and Z leave it out. */
function digitOf(letter: string): string {
  const code = letter.charCodeAt(0)
  if (/[0-9]/.test(letter)) return letter
  if (/[A-J]/.test(letter)) return String(code - 65)
  return /[P-Y]/.test(letter) ? String(code - 80) : ' '
}

function readLatitude(dest: string): Latitude | undefined {
  const letters = dest.slice(0, 6)
  // The last three characters carry no custom bits.
  if (!/^[0-9A-LP-Z]{3}[0-9LP-Z]{3}$/.test(letters)) return undefined
  const digits = [...letters].map(digitOf).join('')
  const ambiguity = digits.length - digits.trimEnd().length
  if (digits.trimEnd().includes(' ') || ambiguity > 4) return undefined
  const bitOf = (letter: string) => (/[0-9L]/.test(letter) ? '0' : /[P-Z]/.test(letter) ? '1' : '2')
  const hundredths = Number(digits.slice(2).trimEnd().padEnd(4, '0'))
  if (hundredths >= 6000) return undefined
  const middle = ambiguity === 0 ? 0 : ambiguity === 4 ? 3000 : 10 ** ambiguity / 2
  const lat = Number(digits.slice(0, 2)) + (hundredths + middle) / 6000
  const [, , , north = '', offset = '', west = ''] = letters
  return {
    lat: north >= 'P' ? lat : -lat,
    ambiguity,
    bits: Array.from(letters.slice(0, 3), bitOf).join(''),
    eastOffset: offset >= 'P' ? 100 : 0,
    west: west >= 'P',
  }
}

/** Characters are the value plus 28. */
const valueAt = (text: string, at: number): number => text.charCodeAt(at) - 28

function readLongitude(text: string, { eastOffset, west, ambiguity }: Latitude): number {
  let degrees = valueAt(text, 0) + eastOffset
  if (degrees >= 180 && degrees <= 189) degrees -= 80
  else if (degrees >= 190 && degrees <= 199) degrees -= 190
  const minutes = valueAt(text, 1) >= 60 ? valueAt(text, 1) - 60 : valueAt(text, 1)
  const hundredths = minutes * 100 + valueAt(text, 2)
  const unit = 10 ** ambiguity
  const rounded =
    ambiguity === 4 ? 3000 : Math.floor(hundredths / unit) * unit + (unit === 1 ? 0 : unit / 2)
  const value = degrees + rounded / 6000
  return west ? -value : value
}

function readMotion(text: string): Motion {
  const [sp, dc, se] = [valueAt(text, 3), valueAt(text, 4), valueAt(text, 5)]
  let knots = sp * 10 + Math.floor(dc / 10)
  let course = (dc % 10) * 100 + se
  if (knots >= 800) knots -= 800
  if (course >= 400) course -= 400
  return { speedKmh: knots * kmhPerKnot, ...(course <= 360 ? { courseDeg: course } : {}) }
}

const hexPairs = (text: string): number[] =>
  (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))

/** Two channels behind `'`, five behind `‘` (in UTF-8 by now). */
function readOldTelemetry(rest: string): { telemetry?: TelemetryReport; rest: string } {
  const two = /^'([0-9a-f]{2})([0-9a-f]{2})(.*)$/is.exec(rest)
  if (two) {
    const [first = 0, third = 0] = hexPairs(`${two[1]}${two[2]}`)
    return { telemetry: { values: [first, 0, third] }, rest: two[3] ?? '' }
  }
  const five = /^\xe2\x80\x98([0-9a-f]{10})(.*)$/is.exec(rest)
  return five ? { telemetry: { values: hexPairs(five[1] ?? '') }, rest: five[2] ?? '' } : { rest }
}

/** What each of the first seven characters may be; the eighth is a symbol table. */
const ranges: readonly (readonly [number, number])[] = [
  [0x26, 0x7f],
  [0x26, 0x61],
  [0x1c, 0x7f],
  [0x1c, 0x7f],
  [0x1c, 0x7d],
  [0x1c, 0x7f],
  [0x21, 0x7d],
]

const hasTable = (text: string, at: number): boolean => /[/\\A-Z0-9]/.test(text[at] ?? '')

function fits(text: string, count: number): boolean {
  return ranges.slice(0, count).every(([low, high], n) => {
    const code = text.charCodeAt(n)
    return code >= low && code <= high
  })
}

/** A controller that drops 1C leaves a blank and the symbol where course and speed belong. */
const isMangled = (text: string): boolean =>
  fits(text, 4) && text[4] === ' ' && hasTable(text, 6) && !hasTable(text, 7)

/** `body` is what follows the type character. */
export function readMicE(dest: string, body: string): MicE | 'bad-symbol' | undefined {
  const latitude = readLatitude(dest)
  if (latitude === undefined || body.length < 7) return undefined
  const mangled = isMangled(body)
  const text = mangled ? `${body.slice(0, 5)} ${body.slice(5)}` : body
  if (!fits(text, ranges.length)) return undefined
  if (!hasTable(text, 7)) return 'bad-symbol'
  const old = readOldTelemetry(text.slice(8))
  const altitude = /^(.*?)([\x21-\x7b]{3})\}(.*)$/s.exec(old.rest)
  const comment = altitude ? `${altitude[1]}${altitude[3]}` : old.rest
  const place: Place = {
    format: 'mice',
    lat: latitude.lat,
    lon: readLongitude(text, latitude),
    ambiguity: latitude.ambiguity,
    resolutionM: 18.52 * 10 ** latitude.ambiguity,
    symbolCode: text[6] ?? '',
    symbolTable: text[7] ?? '',
  }
  if (Math.abs(place.lat) > 90 || Math.abs(place.lon) > 180) return undefined
  return {
    place,
    motion: {
      ...(mangled ? {} : readMotion(text)),
      ...(altitude ? { altitudeM: base91(altitude[2] ?? '') - 10_000 } : {}),
    },
    bits: latitude.bits,
    telemetry: old.telemetry,
    comment,
    mangled,
  }
}
