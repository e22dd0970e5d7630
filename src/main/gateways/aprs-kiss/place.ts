/** Places of APRS: plain degrees and minutes, compressed to base 91, and the digits `!DAO!` adds. */

export interface MapSymbol {
  readonly symbolTable: string
  readonly symbolCode: string
}

export interface Place extends MapSymbol {
  readonly format: 'uncompressed' | 'compressed' | 'mice' | 'nmea'
  /** WGS-84 degrees; the middle where digits were left out. */
  readonly lat: number
  readonly lon: number
  /** Digits left out on purpose: 1 is a tenth of a minute (185 m), 4 a degree. */
  readonly ambiguity: number
  /** One unit of the last digit, metres. */
  readonly resolutionM: number
}

export interface Motion {
  readonly courseDeg?: number | undefined
  readonly speedKmh?: number | undefined
  readonly altitudeM?: number | undefined
  readonly rangeKm?: number | undefined
  /** A receiver gave this position now, not from memory. */
  readonly fixNow?: boolean | undefined
}

export const kmhPerKnot = 1.852
export const metresPerFoot = 0.3048
export const kmPerMile = 1.609344

/** Base 91: `!` is 0. */
export function base91(text: string): number {
  let value = 0
  for (const letter of text) value = value * 91 + letter.charCodeAt(0) - 33
  return value
}

const plainPattern =
  /^(\d{2})([0-7 ][0-9 ]\.[0-9 ]{2})([NSns])([/\\A-Z0-9])(\d{3})([0-7 ][0-9 ]\.[0-9 ]{2})([EWew])([\x21-\x7b\x7d])/
export const plainLength = 19

/** Degrees of minutes with digits left out from the right; the middle of what is left open. */
function openDegrees(degrees: string, minutes: string, ambiguity: number): number | undefined {
  const digits = minutes.replace('.', '')
  const known = digits.slice(0, 4 - ambiguity)
  if (/\D/.test(known) || digits.slice(4 - ambiguity).trim() !== '') return undefined
  const unit = 10 ** ambiguity
  const hundredths = Number(known === '' ? '0' : known) * unit
  // With all four left out the minutes are anything below sixty.
  const middle = ambiguity === 0 ? 0 : ambiguity === 4 ? 3000 : unit / 2
  const value = Number(degrees) + (hundredths + middle) / 6000
  return hundredths >= 6000 ? undefined : value
}

export function readPlain(text: string): Place | undefined {
  const [
    ,
    latDeg = '',
    latMin = '',
    ns = '',
    table = '',
    lonDeg = '',
    lonMin = '',
    ew = '',
    code = '',
  ] = plainPattern.exec(text) ?? []
  if (latDeg === '') return undefined
  const ambiguity = latMin.replace('.', '').length - latMin.replace('.', '').trimEnd().length
  const lat = openDegrees(latDeg, latMin, ambiguity)
  const lon = openDegrees(lonDeg, blanked(lonMin, ambiguity), ambiguity)
  if (lat === undefined || lon === undefined || lat > 90 || lon > 180) return undefined
  return {
    format: 'uncompressed',
    lat: /s/i.test(ns) ? -lat : lat,
    lon: /w/i.test(ew) ? -lon : lon,
    ambiguity,
    resolutionM: 18.52 * 10 ** ambiguity,
    symbolTable: table,
    symbolCode: code,
  }
}

/** The latitude says how much is left out of the longitude, too, whatever stands there. */
function blanked(minutes: string, ambiguity: number): string {
  const digits = minutes
    .replace('.', '')
    .slice(0, 4 - ambiguity)
    .padEnd(4)
  return `${digits.slice(0, 2)}.${digits.slice(2)}`
}

export const compressedLength = 13
const compressedPattern =
  /^([/\\A-Za-j])([\x21-\x7b]{4})([\x21-\x7b]{4})([\x21-\x7b\x7d])([\x20-\x7b])([\x20-\x7b])([\x20-\x7b])/

/** Height, range or course and speed, as the type byte says. */
function compressedMotion(c: string, s: string, type: number): Motion {
  const [course, speed] = [c.charCodeAt(0) - 33, s.charCodeAt(0) - 33]
  if (course < 0) return {}
  const fixNow = (type & 0x20) !== 0
  if ((type & 0x18) === 0x10) {
    return { fixNow, altitudeM: 1.002 ** (course * 91 + speed) * metresPerFoot }
  }
  if (c === '{') return { fixNow, rangeKm: 2 * 1.08 ** speed * kmPerMile }
  if (course > 89) return { fixNow }
  // North is 360: 0 would mean that it stands.
  return {
    fixNow,
    courseDeg: course === 0 ? 360 : course * 4,
    speedKmh: (1.08 ** speed - 1) * kmhPerKnot,
  }
}

export function readCompressed(text: string): { place: Place; motion: Motion } | undefined {
  const [, table = '', lat = '', lon = '', code = '', c = '', s = '', type = ''] =
    compressedPattern.exec(text) ?? []
  if (lat === '') return undefined
  const place: Place = {
    format: 'compressed',
    lat: 90 - base91(lat) / 380_926,
    lon: -180 + base91(lon) / 190_463,
    ambiguity: 0,
    resolutionM: 0.291,
    // A digit as overlay would look like a plain position: it is sent as a letter.
    symbolTable: /[a-j]/.test(table) ? String(table.charCodeAt(0) - 97) : table,
    symbolCode: code,
  }
  if (place.lat < -90 || place.lon > 180) return undefined
  return { place, motion: compressedMotion(c, s, type.charCodeAt(0) - 33) }
}

export interface Dao {
  readonly datum: string
  /** Minutes to add, away from the equator and from Greenwich. */
  readonly latMinutes: number
  readonly lonMinutes: number
  /** `undefined` where only the datum is told. */
  readonly resolutionM?: number | undefined
}

/** The three characters between `!` and `!`. */
export function readDao(letters: string): Dao | undefined {
  const [datum = '', one = '', two = ''] = letters
  if (/[A-Z]/.test(datum) && /^\d\d$/.test(one + two)) {
    return {
      datum,
      latMinutes: Number(one) / 1000,
      lonMinutes: Number(two) / 1000,
      resolutionM: 1.852,
    }
  }
  const upper = datum.toUpperCase()
  if (/[a-z]/.test(datum) && !/ /.test(one + two)) {
    const minutes = (letter: string) => base91(letter) / 91 / 100
    return { datum: upper, latMinutes: minutes(one), lonMinutes: minutes(two), resolutionM: 0.1852 }
  }
  return one + two === '  ' ? { datum: upper, latMinutes: 0, lonMinutes: 0 } : undefined
}

export function withDao(place: Place, dao: Dao): Place {
  const away = (degrees: number, minutes: number) =>
    degrees + (degrees < 0 ? -minutes : minutes) / 60
  return {
    ...place,
    lat: away(place.lat, dao.latMinutes),
    lon: away(place.lon, dao.lonMinutes),
    resolutionM: dao.resolutionM ?? place.resolutionM,
  }
}

/** `2619.80N` and `11619.80E`, as we send them. */
export function plainDegrees(degrees: number, axis: 'lat' | 'lon'): string {
  const hundredths = Math.round(Math.abs(degrees) * 6000)
  const whole = String(Math.floor(hundredths / 6000)).padStart(axis === 'lat' ? 2 : 3, '0')
  const minutes = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')
  const letter = axis === 'lat' ? (degrees < 0 ? 'S' : 'N') : degrees < 0 ? 'W' : 'E'
  return `${whole}${minutes}${letter}`
}
