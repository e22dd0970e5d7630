/** What a frame says → readings with their times, and whatever else it holds. */
import { startOfBeijingDay } from '../../../core/kernel/beijing-time.ts'
import type { StationReading } from '../../../core/gateway/events.ts'
import { elementByCode } from '../../../core/gateway/station-elements.ts'
import { asciiText, codeOf, readElements, readPairs, unitOf, type Element } from './elements.ts'
import type { Frame } from './frame.ts'
import { reportOf } from './functions.ts'

const fiveMinutesMs = 300_000

/** YYMMDDHHmm or YYMMDDHHmmSS in Beijing time; `undefined` where a digit makes no date. */
export function stationTime(digits: string | undefined): number | undefined {
  if (digits === undefined || !/^\d{10}(\d\d)?$/.test(digits)) return undefined
  const two = (at: number) => Number(digits.slice(at, at + 2))
  const [year, month, day, hour, minute, second] = [
    2000 + two(0),
    two(2),
    two(4),
    two(6),
    two(8),
    two(10),
  ]
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
    return undefined
  }
  return startOfBeijingDay({ year, month, day }) + ((hour * 60 + minute) * 60 + second) * 1000
}

/** Days, hours and minutes, two digits each. */
function stepMs(dhm: string): number {
  if (!/^\d{6}$/.test(dhm)) return 0
  const [days, hours, minutes] = [0, 2, 4].map((at) => Number(dhm.slice(at, at + 2)))
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000
}

export interface Contents {
  readonly readings: readonly StationReading[]
  readonly stationClass?: string | undefined
  readonly statusBits?: number | undefined
  readonly text?: string | undefined
  readonly pictureBytes?: number | undefined
  readonly elements: readonly Element[]
}

const empty: Contents = { readings: [], elements: [] }

/**
 * @param rest the body behind serial number and time, put together where it came in packets
 * @param arrivedMs stands in where the station's times make no date
 */
export function readContents(frame: Frame, rest: Uint8Array, arrivedMs: number): Contents {
  const report = reportOf[frame.code]
  if (frame.direction === 'down' || report === undefined) return empty
  const sentAt = stationTime(frame.sendTime) ?? arrivedMs
  return frame.form === 'ascii'
    ? readAscii(frame, asciiText(rest), report, sentAt)
    : readBinary(frame, rest, report, sentAt)
}

function readBinary(frame: Frame, rest: Uint8Array, report: string, sentAt: number): Contents {
  const elements = readElements(rest, {
    hasClass: frame.code < 0x45,
    uniform: frame.code === 0x31,
  })
  let { station } = frame
  let stationClass: string | undefined
  let at = sentAt
  let step = 0
  let statusBits: number | undefined
  let text: string | undefined
  let pictureBytes: number | undefined
  const readings: StationReading[] = []
  const put = (element: string, unit: string, value: number | null, when: number) =>
    readings.push({
      station,
      at: when,
      element,
      unit,
      report,
      ...(value !== null && { value }),
    })
  const twelve = (code: string, unit: string, values: readonly (number | null)[]) => {
    // The time is that of the first value, or of the last: the one that is not in the future is meant.
    const last = (values.length - 1) * fiveMinutesMs
    const first = at + last > sentAt + fiveMinutesMs ? at - last : at
    for (const [i, value] of values.entries()) put(code, unit, value, first + i * fiveMinutesMs)
  }
  for (const element of elements) {
    switch (element.kind) {
      case 'station':
        station = element.station
        stationClass = element.class
        break
      case 'time':
        at = stationTime(element.obsTime) ?? sentAt
        break
      case 'step':
        step = stepMs(element.dhm)
        break
      case 'number': {
        const [code, unit] = [codeOf(element.id), unitOf(element.id)]
        put(code, unit, element.value, at)
        for (const [i, value] of (element.more ?? []).entries())
          put(code, unit, value, at + (i + 1) * step)
        break
      }
      case 'rains':
        twelve('DRP', 'mm', element.valuesMm)
        break
      case 'levels':
        twelve(codeOf(element.id), 'm', element.valuesM)
        break
      case 'status':
        statusBits = element.bits
        break
      case 'text':
        text = element.text.trim()
        for (const { code, value } of readPairs(text)) {
          put(code, elementByCode(code)?.unit ?? '', value, at)
        }
        break
      case 'picture':
        pictureBytes = element.bytes
        break
      case 'unread':
        break
    }
  }
  return { readings, stationClass, statusBits, text, pictureBytes, elements }
}

/** `ST 0012345678 50 TT 1406120215 PT 12.5 …` */
function readAscii(frame: Frame, text: string, report: string, sentAt: number): Contents {
  const [, station = frame.station, kind] =
    /\bST\s+([0-9A-Fa-f]{10})(?:\s+([0-9A-Fa-f]{2})\b)?/.exec(text) ?? []
  const [, time] = /\bTT\s+(\d{10})/.exec(text) ?? []
  const at = stationTime(time) ?? sentAt
  const [, bits] = /\bZT\s+([0-9A-Fa-f]{8})\b/.exec(text) ?? []
  const values = text
    .replace(/\bST\s+[0-9A-Fa-f]{10}(?:\s+[0-9A-Fa-f]{2}\b)?/, '')
    .replace(/\bTT\s+\d{10}/, '')
    .replace(/\bZT\s+[0-9A-Fa-f]{8}\b/, '')
  const readings = readPairs(values).map(({ code, value }) => ({
    station: station.toLowerCase(),
    at,
    element: code,
    unit: elementByCode(code)?.unit ?? '',
    report,
    ...(value !== null && { value }),
  }))
  return {
    readings,
    elements: [],
    stationClass: kind,
    statusBits: bits === undefined ? undefined : Number.parseInt(bits, 16),
  }
}
