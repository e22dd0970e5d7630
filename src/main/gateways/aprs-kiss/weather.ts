/** Weather reports, in the units of people; a value that was not sent is absent. */
import { kmPerMile } from './place.ts'

export interface Weather {
  readonly windDirectionDeg?: number | undefined
  readonly windSpeedMs?: number | undefined
  readonly windGustMs?: number | undefined
  readonly temperatureC?: number | undefined
  readonly indoorC?: number | undefined
  readonly rainHourMm?: number | undefined
  readonly rainDayMm?: number | undefined
  readonly rainSinceMidnightMm?: number | undefined
  readonly humidityPercent?: number | undefined
  readonly pressureHpa?: number | undefined
  readonly luminosity?: number | undefined
  readonly snowMm?: number | undefined
  /** What the station runs. */
  readonly software?: string | undefined
}

const msPerMph = kmPerMile / 3.6
const mmPerHundredth = 0.254
const celsius = (fahrenheit: number): number => ((fahrenheit - 32) * 5) / 9

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined

const scaled = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor

/** The fixed beginning: wind, then what may be missing. */
const beginnings = [
  /^_?([\d .-]{3})\/([\d .]{3})g([\d .]{3})t(-?[\d .]{2,3})/,
  /^_?c([\d .-]{3})s([\d .]{3})g([\d .]{3})t(-?[\d .]{2,3})/,
  /^_?([\d .-]{3})\/([\d .]{3})()t(-?[\d .]{2,3})/,
  /^_?([\d .-]{3})\/([\d .]{3})g([\d .]{3})()/,
  /^()()g([\d .]{3})t(-?[\d .]{2,3})/,
] as const

/** Takes one field out of the text, wherever it stands. */
function fieldTaker(text: string) {
  let rest = text
  return {
    take(pattern: RegExp): string | undefined {
      const match = pattern.exec(rest)
      if (!match) return undefined
      rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length)
      return match[1]
    },
    get rest() {
      return rest
    },
  }
}

export interface WeatherReport {
  readonly weather: Weather
  readonly comment: string
}

function temperature(text: string | undefined): number | undefined {
  const value = whole(text?.trim())
  return value === undefined ? undefined : celsius(value)
}

function humidity(text: string | undefined): number | undefined {
  const value = whole(text)
  // 00 is a hundred percent.
  return value === 0 ? 100 : value !== undefined && value <= 100 ? value : undefined
}

/** What follows the symbol `_` of a position, or the time of a report without one. */
export function readWeather(text: string): WeatherReport | undefined {
  const found = beginnings.map((pattern) => pattern.exec(text)).find((match) => match !== null)
  if (!found) return undefined
  const [all, direction, speed, gust, degrees] = found
  const fields = fieldTaker(text.slice(all.length))
  const take = (pattern: RegExp) => whole(fields.take(pattern))
  const t = degrees === '' ? fields.take(/t(-?\d{1,3})/) : degrees
  const rainHourMm = scaled(take(/r(\d{1,3})/), mmPerHundredth)
  const rainDayMm = scaled(take(/p(\d{1,3})/), mmPerHundredth)
  const rainSinceMidnightMm = scaled(take(/P(\d{1,3})/), mmPerHundredth)
  const humidityPercent = humidity(fields.take(/h(\d{1,3})/))
  const pressureHpa = scaled(take(/b(\d{4,5})/), 0.1)
  const dim = take(/L(\d{1,3})/)
  const bright = take(/l(\d{1,3})/)
  const snowMm = scaled(take(/s(\d{1,3})/), mmPerHundredth)
  fields.take(/#(\d+)/)
  const rest = fields.rest.replace(/^([rPphblLs#][. ]{1,5})+/, '').replace(/^\s+/, '')
  const isSoftware = /^[a-zA-Z0-9_-]{3,5}$/.test(rest.trimEnd())
  return {
    weather: {
      windDirectionDeg: whole(direction),
      windSpeedMs: scaled(whole(speed), msPerMph),
      windGustMs: scaled(whole(gust), msPerMph),
      temperatureC: temperature(t),
      rainHourMm,
      rainDayMm,
      rainSinceMidnightMm,
      humidityPercent,
      pressureHpa,
      luminosity: dim ?? scaled(bright === undefined ? undefined : bright + 1000, 1),
      snowMm,
      ...(isSoftware ? { software: rest.trimEnd() } : {}),
    },
    comment: isSoftware ? '' : rest,
  }
}

/** Four hexadecimal digits each, two's complement; dashes are no value. */
function hexFields(text: string): (number | undefined)[] {
  return (text.match(/[0-9A-Fa-f]{4}|----/g) ?? []).map((field) => {
    if (field === '----') return undefined
    const value = Number.parseInt(field, 16)
    return value > 0x7fff ? value - 0x10000 : value
  })
}

const msPerTenthKmh = 0.1 / 3.6
const directionOf = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : ((value & 0xff) / 255) * 360
const tenthsFahrenheit = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : celsius(value / 10)

/** Peet Ultimeter, packet mode: what follows `$ULTW`. */
export function readUltimeter(text: string): Weather | undefined {
  const f = hexFields(text)
  if (f.length < 12) return undefined
  return {
    windGustMs: scaled(f[0], msPerTenthKmh),
    windDirectionDeg: directionOf(f[1]),
    temperatureC: tenthsFahrenheit(f[2]),
    pressureHpa: scaled(f[4], 0.1),
    humidityPercent: scaled(f[8], 0.1),
    rainSinceMidnightMm: scaled(f[11], mmPerHundredth),
    windSpeedMs: scaled(f[12], msPerTenthKmh),
  }
}

/** Peet Ultimeter, logging mode: what follows `!!`. */
export function readUltimeterLog(text: string): Weather | undefined {
  const f = hexFields(text)
  if (f.length < 10) return undefined
  return {
    windDirectionDeg: directionOf(f[1]),
    temperatureC: tenthsFahrenheit(f[2]),
    pressureHpa: scaled(f[4], 0.1),
    indoorC: tenthsFahrenheit(f[5]),
    humidityPercent: scaled(f[6], 0.1),
    rainSinceMidnightMm: scaled(f[10], mmPerHundredth),
    windSpeedMs: scaled(f[11] ?? f[0], msPerTenthKmh),
  }
}
