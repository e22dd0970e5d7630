/** How the published rows of `aprs-kiss.json` name what we decode. */
import { fromHex, latin1 } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol, VectorRow } from '../../tools/vector-protocol.ts'
import { readAx25, type Ax25Frame } from './ax25.ts'
import { readInfo, type AprsInfo, type Located } from './info.ts'
import { readKiss } from './kiss.ts'
import type { TelemetryReport } from './telemetry.ts'
import { readTnc2, type WrongLine } from './tnc2.ts'
import type { Weather } from './weather.ts'

const errors = {
  source: ['srccall_badchars', 'Source callsign contains bad characters'],
  digipeater: ['digicall_badchars', 'Digipeater callsign contains bad characters'],
  object: ['obj_inv', 'Invalid object'],
  telemetry: ['tlm_inv', 'Invalid telemetry packet'],
  symbol: ['sym_inv_table', 'Invalid symbol table or overlay'],
} as const

function errorOf(why: string): Record<string, unknown> {
  const [error, message] = Object.entries(errors).find(([key]) => key === why)?.[1] ?? []
  return error === undefined ? {} : { error, message }
}

const fixed = (value: number | undefined, digits: number): string | undefined =>
  value?.toFixed(digits)

function weatherRow(weather: Weather): Record<string, unknown> {
  const { humidityPercent } = weather
  return {
    wind_direction: fixed(weather.windDirectionDeg, 0),
    wind_speed: fixed(weather.windSpeedMs, 1),
    wind_gust: fixed(weather.windGustMs, 1),
    temp: fixed(weather.temperatureC, 1),
    temp_in: fixed(weather.indoorC, 1),
    rain_1h: fixed(weather.rainHourMm, 1),
    rain_24h: fixed(weather.rainDayMm, 1),
    rain_midnight: fixed(weather.rainSinceMidnightMm, 1),
    humidity: humidityPercent === undefined ? undefined : Math.round(humidityPercent),
    pressure: fixed(weather.pressureHpa, 1),
    luminosity: fixed(weather.luminosity, 0),
    snow_24h: fixed(weather.snowMm, 1),
    soft: weather.software,
  }
}

function telemetryRow({ sequence, values, bits }: TelemetryReport): Record<string, unknown> {
  return { seq: sequence, vals: values, bits }
}

function locatedRow(located: Located): Record<string, unknown> {
  const { place, messaging, fixNow, weather, telemetry } = located
  return {
    format: place.format,
    latitude: place.lat,
    longitude: place.lon,
    posambiguity: place.ambiguity,
    posresolution: place.resolutionM,
    symboltable: place.symbolTable,
    symbolcode: place.symbolCode,
    course: located.courseDeg,
    speed: located.speedKmh,
    altitude: located.altitudeM,
    radiorange: located.rangeKm,
    comment: located.comment,
    phg: located.phg,
    daodatumbyte: located.datum,
    mbits: located.micE,
    ...(messaging === undefined ? {} : { messaging: messaging ? 1 : 0 }),
    ...(fixNow === undefined ? {} : { gpsfixstatus: fixNow ? 1 : 0 }),
    ...(located.mangled === true ? { mice_mangled: 1 } : {}),
    ...(place.format === 'nmea' ? { checksumok: 1 } : {}),
    ...(weather ? { wx: weatherRow(weather) } : {}),
    ...(telemetry ? { telemetry: telemetryRow(telemetry) } : {}),
  }
}

function infoRow(info: AprsInfo): Record<string, unknown> {
  switch (info.kind) {
    case 'position':
      return { type: 'location', ...locatedRow(info) }
    case 'object':
    case 'item':
      return {
        type: info.kind,
        [`${info.kind}name`]: info.name.padEnd(9),
        alive: info.live ? 1 : 0,
        ...locatedRow(info),
      }
    case 'message': {
      const { to, act, body, id, alsoAck } = info
      const type = { type: 'message', destination: to }
      if (act === 'ack') return { ...type, messageack: id }
      if (act === 'reject') return { ...type, messagerej: id }
      return { ...type, message: body, messageid: id, messageack: alsoAck }
    }
    case 'status':
      return { type: 'status', status: info.text }
    case 'telemetry':
      return { type: 'telemetry', telemetry: telemetryRow(info) }
    case 'weather':
      return {
        type: 'wx',
        wx: weatherRow(info.weather),
        comment: info.comment,
        ...(info.messaging === false ? { messaging: 0 } : {}),
      }
    case 'wrong':
      return errorOf(info.why)
    case 'query':
    case 'third-party':
    case 'other':
      return {}
  }
}

function lineRow(text: string): Record<string, unknown> {
  const line = readTnc2(text)
  if (typeof line === 'string') return errorOf(line satisfies WrongLine)
  return {
    srccallsign: line.source,
    dstcallsign: line.dest,
    digipeaters: line.digipeaters.map(({ call, starred }) => ({
      call,
      wasdigied: starred ? 1 : 0,
    })),
    ...infoRow(readInfo(line.dest, line.info)),
  }
}

function ax25Row({ dest, source, digipeaters, control, pid, info }: Ax25Frame) {
  return { dest, source, digipeaters, control, pid, info: latin1(info) }
}

function frameRow(row: VectorRow, bytes: Uint8Array): Record<string, unknown> | undefined {
  if (row.kind === 'ax25') {
    const frame = readAx25(bytes)
    return frame && ax25Row(frame)
  }
  const kiss = readKiss(bytes)
  const frame = kiss && readAx25(kiss.data)
  return frame && { kiss_port: kiss.port, kiss_command: kiss.command, ...ax25Row(frame) }
}

/**
 * The publisher's test reads several packets into one result without emptying it, so that some rows
 * hold what the packet before them said.
 */
function leftOver({ text, hex }: VectorRow): string | undefined {
  const line = text ?? latin1(fromHex(hex ?? '') ?? new Uint8Array())
  if (/::.{9}:(?:ack|rej)\w{1,5}$/.test(line))
    return 'an answer has no text of its own: "Testing, 1 2 3" is left over from the message before'
  return line.endsWith('|!wEU!![S|')
    ? 'says no height and no datum: both are left over from the packet tested before'
    : undefined
}

export const aprsVectors: VectorProtocol = {
  protocol: 'aprs-kiss',
  disputed: leftOver,
  decode(row) {
    const bytes = row.hex === undefined ? undefined : fromHex(row.hex)
    if (row.kind?.startsWith('tnc2/') !== true) {
      const decoded = bytes && frameRow(row, bytes)
      return { decoded, damaged: bytes !== undefined && decoded === undefined }
    }
    const line = row.text ?? (bytes && latin1(bytes))
    return { decoded: line === undefined ? undefined : lineRow(line), damaged: false }
  },
}
