/** The 40 ASCII bytes in which a radio tells its position (radio reference §3.6, "gps40"). */
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'

const gpsLength = 40

export interface Gps {
  /** The receiver's own word (`A`); time and speed may be unknown all the same. */
  readonly valid: boolean
  /** hhmmss UTC; `null` when the radio sent NUL bytes. */
  readonly time: string | null
  readonly dateDdmmyy: string | null
  readonly latRaw: string | null
  readonly ns: string | null
  readonly lonRaw: string | null
  readonly ew: string | null
  readonly speedKnots: string | null
  readonly azimuth: string | null
  /** WGS-84 degrees, north and east positive; `null` when the digits do not make a coordinate. */
  readonly lat: number | null
  readonly lon: number | null
}

/** Unknown fields are NUL bytes; a field padded with NUL keeps what stands before. */
function field(text: string, from: number, length: number): string | null {
  const raw = text.slice(from, from + length)
  const nul = raw.indexOf('\0')
  const kept = nul < 0 ? raw : raw.slice(0, nul)
  return kept === '' ? null : kept
}

/** `dddmm.mmmm` → degrees; `degreeDigits` is 2 for latitude, 3 for longitude. */
function degrees(raw: string | null, degreeDigits: number, negative: boolean): number | null {
  if (raw === null || !/^\d+(\.\d*)?$/.test(raw)) return null
  const whole = Number(raw.slice(0, degreeDigits))
  const minutes = Number(raw.slice(degreeDigits))
  const limit = degreeDigits === 2 ? 90 : 180
  // NaN fails every comparison.
  if (!(minutes < 60 && raw.length > degreeDigits)) return null
  const value = whole + minutes / 60
  if (value > limit) return null
  return negative ? -value : value
}

/** `undefined` when fewer than 40 bytes are left. */
export function readGps(bytes: Uint8Array, at: number): Gps | undefined {
  if (at + gpsLength > bytes.length) return undefined
  const text = latin1(bytes, at, at + gpsLength)
  const latRaw = field(text, 14, 9)
  const ns = field(text, 13, 1)
  const lonRaw = field(text, 24, 10)
  const ew = field(text, 23, 1)
  return {
    valid: text[0] === 'A',
    time: field(text, 1, 6),
    dateDdmmyy: field(text, 7, 6),
    latRaw,
    ns,
    lonRaw,
    ew,
    speedKnots: field(text, 34, 3),
    azimuth: field(text, 37, 3),
    lat: ns === 'N' || ns === 'S' ? degrees(latRaw, 2, ns === 'S') : null,
    lon: ew === 'E' || ew === 'W' ? degrees(lonRaw, 3, ew === 'W') : null,
  }
}

/** Cut or padded with NUL to `length`. */
function fit(text: string | null, length: number): string {
  return (text ?? '').slice(0, length).padEnd(length, '\0')
}

/** Fields shorter than their place are padded with NUL, longer ones are cut. */
export function gpsBytes(gps: Omit<Gps, 'lat' | 'lon'>): Uint8Array {
  return fromLatin1(
    (gps.valid ? 'A' : 'V') +
      fit(gps.time, 6) +
      fit(gps.dateDdmmyy, 6) +
      fit(gps.ns, 1) +
      fit(gps.latRaw, 9) +
      fit(gps.ew, 1) +
      fit(gps.lonRaw, 10) +
      fit(gps.speedKnots, 3) +
      fit(gps.azimuth, 3),
  )
}

/** Two digits as a number. */
const part = (text: string, at: number): number => Number(text.slice(at, at + 2))

/**
 * Epoch milliseconds of the fix. `undefined` when the date is missing or all zero ("valid, time
 * unknown" was seen in the field) or is not a date. Two-digit years are 20yy.
 */
export function fixTime(gps: Gps): number | undefined {
  const { dateDdmmyy: date, time } = gps
  if (date === null || time === null || !/^\d{6}$/.test(date) || !/^\d{6}$/.test(time)) {
    return undefined
  }
  const [day, month, year] = [part(date, 0), part(date, 2), 2000 + part(date, 4)]
  const [hour, minute, second] = [part(time, 0), part(time, 2), part(time, 4)]
  if (hour > 23 || minute > 59 || second > 60) return undefined
  const midnight = new Date(Date.UTC(year, month - 1, day))
  const isDate = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
  if (!isDate || day === 0) return undefined
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000
}

const kmhPerKnot = 1.852

/** km/h, or `undefined` when the radio did not say. */
export function speedKmh(gps: Gps): number | undefined {
  const knots = Number.parseFloat(gps.speedKnots ?? '')
  return knots >= 0 ? knots * kmhPerKnot : undefined
}

export function headingDeg(gps: Gps): number | undefined {
  const heading = Number.parseFloat(gps.azimuth ?? '')
  return heading >= 0 && heading <= 360 ? heading % 360 : undefined
}
