/** The information field of an APRS packet: what a station says. Text is one character per byte. */
import { xorSum, fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import { readMessage, type AprsMessage } from './message.ts'
import { readMicE } from './mic-e.ts'
import {
  compressedLength,
  kmhPerKnot,
  kmPerMile,
  metresPerFoot,
  plainLength,
  readCompressed,
  readDao,
  readPlain,
  withDao,
  type Motion,
  type Place,
} from './place.ts'
import { readTelemetry, takeTelemetry, type TelemetryReport } from './telemetry.ts'
import { readUltimeter, readUltimeterLog, readWeather, type Weather } from './weather.ts'

export interface Located extends Motion {
  readonly place: Place
  /** `092345z`, as sent. */
  readonly time?: string | undefined
  /** The station takes messages. */
  readonly messaging?: boolean | undefined
  readonly comment: string
  readonly datum?: string | undefined
  readonly telemetry?: TelemetryReport | undefined
  readonly weather?: Weather | undefined
  /** Power, height and gain of an antenna, as sent. */
  readonly phg?: string | undefined
  /** Mic-E message bits; `000` is an emergency. */
  readonly micE?: string | undefined
  readonly mangled?: boolean | undefined
}

export type AprsInfo =
  | ({ readonly kind: 'position' } & Located)
  | ({ readonly kind: 'object'; readonly name: string; readonly live: boolean } & Located)
  | ({ readonly kind: 'item'; readonly name: string; readonly live: boolean } & Located)
  | ({ readonly kind: 'message' } & AprsMessage)
  | { readonly kind: 'status'; readonly time?: string | undefined; readonly text: string }
  | ({ readonly kind: 'telemetry' } & TelemetryReport)
  | {
      readonly kind: 'weather'
      readonly weather: Weather
      readonly comment: string
      readonly messaging?: boolean | undefined
    }
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'third-party'; readonly line: string }
  /** A format of somebody's own, or one we do not read. */
  | { readonly kind: 'other' }
  /** It says what it is and is not that. */
  | { readonly kind: 'wrong'; readonly why: WrongInfo }

export type WrongInfo = 'position' | 'object' | 'item' | 'telemetry' | 'mic-e' | 'symbol' | 'nmea'

const wrong = (why: WrongInfo): AprsInfo => ({ kind: 'wrong', why })

/** Control characters and the blanks round it are nobody's words. */
function cleaned(comment: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly those are removed
  return comment.replaceAll(/[\x00-\x1f\x7f]/g, ' ').trim()
}

interface Extension extends Motion {
  readonly phg?: string | undefined
  readonly rest: string
}

/** What may stand directly behind a plain position. */
function takeExtension(text: string): Extension {
  const motion = /^([0-9. ]{3})\/([0-9. ]{3})/.exec(text)
  if (motion) {
    const [, course = '', speed = ''] = motion
    const known = /^\d{3}$/.test(course) && Number(course) <= 360
    return {
      rest: text.slice(7),
      courseDeg: known ? Number(course) : 0,
      ...(/^\d{3}$/.test(speed) ? { speedKmh: Number(speed) * kmhPerKnot } : {}),
    }
  }
  const phg = /^PHG(\d[\x30-\x7e]\d\d)/.exec(text)
  if (phg) return { rest: text.slice(7), phg: phg[1] }
  const range = /^RNG(\d{4})/.exec(text)
  return range ? { rest: text.slice(7), rangeKm: Number(range[1]) * kmPerMile } : { rest: text }
}

interface Comment {
  readonly place: Place
  readonly altitudeM?: number | undefined
  readonly telemetry?: TelemetryReport | undefined
  readonly datum?: string | undefined
  readonly comment: string
}

/** What may stand anywhere in a comment: height, telemetry, more digits of the place. */
function takeComment(place: Place, text: string): Comment {
  const height = /^(.*?)\/A=(-\d{5}|\d{6})(.*)$/s.exec(text)
  const { telemetry, rest } = takeTelemetry(height ? `${height[1]}${height[3]}` : text)
  // The last one counts: a comment may hold exclamation marks of its own.
  const marks = /^(.*)!([\x21-\x7b][\x20-\x7b]{2})!(.*)$/s.exec(rest)
  const dao = marks ? readDao(marks[2] ?? '') : undefined
  const words = dao && marks ? `${marks[1]}${marks[3]}` : rest
  return {
    place: dao ? withDao(place, dao) : place,
    ...(height ? { altitudeM: Number(height[2]) * metresPerFoot } : {}),
    ...(telemetry ? { telemetry } : {}),
    ...(dao ? { datum: dao.datum } : {}),
    comment: cleaned(words.replace(/^[/\s]/, '')),
  }
}

/** Position, what moves, and the words behind it. */
function readLocated(text: string): Located | undefined {
  const compressed = readCompressed(text)
  const plain = /^\d/.test(text) ? readPlain(text) : undefined
  const place = plain ?? compressed?.place
  if (place === undefined) return undefined
  const rest = text.slice(plain ? plainLength : compressedLength)
  if (place.symbolCode === '_') {
    const report = readWeather(rest)
    const motion = plain ? {} : compressed?.motion
    if (report)
      return { ...motion, place, weather: report.weather, comment: cleaned(report.comment) }
  }
  const extension = plain ? takeExtension(rest) : { ...compressed?.motion, rest }
  const { rest: words, ...motion } = extension
  return { ...motion, ...takeComment(place, words) }
}

const timePattern = /^(\d{6}[zh/])/

/** `time` where one must stand. */
function readTimed(text: string, why: 'position' | 'object', messaging?: boolean) {
  const [, time] = timePattern.exec(text) ?? []
  const located = time === undefined ? undefined : readLocated(text.slice(7))
  if (located === undefined) return why
  return { ...located, time, ...(messaging === undefined ? {} : { messaging }) }
}

function readObject(text: string): AprsInfo {
  const [, name, alive] = /^([\x20-\x7e\x80-\xff]{9})([*_])/s.exec(text) ?? []
  if (name === undefined) return wrong('object')
  const timed = readTimed(text.slice(10), 'object')
  return typeof timed === 'string'
    ? wrong(timed)
    : { kind: 'object', name: name.trimEnd(), live: alive === '*', ...timed }
}

function readItem(text: string): AprsInfo {
  const [all = '', name = '', alive] = /^([^!_]{3,9})([!_])/s.exec(text) ?? []
  const located = name === '' ? undefined : readLocated(text.slice(all.length))
  if (located === undefined) return wrong('item')
  return { kind: 'item', name: name.trimEnd(), live: alive === '!', ...located }
}

function micE(dest: string, text: string): AprsInfo {
  const read = readMicE(dest, text)
  if (read === 'bad-symbol') return wrong('symbol')
  if (read === undefined) return wrong('mic-e')
  const { place, motion, bits, mangled } = read
  const rest = takeComment(place, read.comment)
  return {
    kind: 'position',
    ...motion,
    ...rest,
    ...(read.telemetry ? { telemetry: read.telemetry } : {}),
    ...(motion.altitudeM === undefined ? {} : { altitudeM: motion.altitudeM }),
    micE: bits,
    ...(mangled ? { mangled } : {}),
  }
}

/** `ddmm.mmmm` to degrees. */
function nmeaDegrees(text: string | undefined, negative: boolean): number | undefined {
  const [, degrees, minutes] = /^(\d{2,3})(\d{2}\.\d+)$/.exec(text ?? '') ?? []
  if (degrees === undefined) return undefined
  const value = Number(degrees) + Number(minutes) / 60
  return negative ? -value : value
}

/** `$GPRMC` as a tracker's receiver said it; other sentences say less and are left. */
function readNmea(text: string): AprsInfo {
  const [body = '', sum] = text.trim().split('*')
  const right = sum === undefined || Number.parseInt(sum, 16) === xorSum(fromLatin1(body))
  const f = body.split(',')
  if (f[0] !== 'GPRMC' && f[0] !== 'GNRMC') return { kind: 'other' }
  const lat = nmeaDegrees(f[3], f[4] === 'S')
  const lon = nmeaDegrees(f[5], f[6] === 'W')
  if (!right || f[2] !== 'A' || lat === undefined || lon === undefined) return wrong('nmea')
  const decimals = (f[3] ?? '').split('.')[1]?.length ?? 0
  const place: Place = {
    format: 'nmea',
    lat,
    lon,
    ambiguity: 0,
    resolutionM: 1852 * 10 ** -decimals,
    symbolTable: '/',
    symbolCode: '/',
  }
  const [speed, course] = [Number(f[7]), Number(f[8])]
  return {
    kind: 'position',
    place,
    ...(f[7] !== '' && Number.isFinite(speed) ? { speedKmh: speed * kmhPerKnot } : {}),
    // North is 360, as in compressed positions.
    ...(f[8] !== '' && Number.isFinite(course) ? { courseDeg: Math.round(course) || 360 } : {}),
    comment: '',
  }
}

function positionOr(located: Located | string | undefined): AprsInfo {
  if (located === undefined || typeof located === 'string') return wrong('position')
  return { kind: 'position', ...located }
}

/** Old nodes say something in front of the position; `!` within the first forty characters begins it. */
function positionInside(text: string): AprsInfo {
  const at = text.slice(0, 40).indexOf('!')
  const located = at === -1 ? undefined : readLocated(text.slice(at + 1))
  return located ? { kind: 'position', ...located, messaging: false } : { kind: 'other' }
}

function readBang(text: string): AprsInfo {
  if (text.startsWith('!')) {
    const weather = readUltimeterLog(text.slice(1))
    return weather ? { kind: 'weather', weather, comment: '', messaging: false } : wrong('position')
  }
  const located = readLocated(text)
  return located ? { kind: 'position', ...located, messaging: false } : wrong('position')
}

function readPositionless(text: string): AprsInfo {
  const report = /^\d{8}/.test(text) ? readWeather(text.slice(8)) : undefined
  if (report === undefined) return { kind: 'other' }
  return { kind: 'weather', weather: report.weather, comment: cleaned(report.comment) }
}

function readStatus(text: string): AprsInfo {
  const [, time, words] = /^(\d{6}z)?(.*)$/s.exec(text) ?? []
  return { kind: 'status', text: cleaned(words ?? ''), ...(time === undefined ? {} : { time }) }
}

/** @param dest Mic-E keeps half of the position in it. */
export function readInfo(dest: string, info: string): AprsInfo {
  const type = info.charAt(0)
  const rest = info.slice(1)
  switch (type) {
    case '!':
      return readBang(rest)
    case '=': {
      const located = readLocated(rest)
      return positionOr(located && { ...located, messaging: true })
    }
    case '/':
      return positionOr(readTimed(rest, 'position', false))
    case '@':
      return positionOr(readTimed(rest, 'position', true))
    case '`':
    case "'":
      return micE(dest, rest)
    case ';':
      return readObject(rest)
    case ')':
      return readItem(rest)
    case ':': {
      const message = readMessage(rest)
      return message ? { kind: 'message', ...message } : { kind: 'other' }
    }
    case '>':
      return readStatus(rest)
    case 'T': {
      const report = readTelemetry(rest)
      if (report) return { kind: 'telemetry', ...report }
      return rest.startsWith('#') ? wrong('telemetry') : { kind: 'other' }
    }
    case '_':
      return readPositionless(rest)
    case '$': {
      if (!rest.startsWith('ULTW')) return readNmea(rest)
      const weather = readUltimeter(rest.slice(4))
      return weather ? { kind: 'weather', weather, comment: '' } : { kind: 'other' }
    }
    case '?':
      return { kind: 'query', query: rest.trimEnd() }
    case '}':
      return { kind: 'third-party', line: rest }
    default:
      return positionInside(info)
  }
}
