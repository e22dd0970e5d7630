/** Three bytes: frame 2, spare 2, month 4, day 5, hour 5, minute 6 (radio reference §4.2). */
import { bitReader } from './bits.ts'

export interface TimeStamp {
  readonly frame: 'utc' | 'local'
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** The net's own time zone is not said; a county in China has one. */
const beijingMs = 8 * 60 * minuteMs

export function readTimeStamp(bytes: Uint8Array, at: number): TimeStamp {
  const bits = bitReader(bytes, at)
  const frame = bits.unsigned(2) === 1 ? 'utc' : 'local'
  bits.unsigned(2)
  return {
    frame,
    month: bits.unsigned(4),
    day: bits.unsigned(5),
    hour: bits.unsigned(5),
    minute: bits.unsigned(6),
  }
}

export function timeStampBytes(atMs: number): [number, number, number] {
  const utc = new Date(atMs)
  const hour = utc.getUTCHours()
  return [
    0x40 | (utc.getUTCMonth() + 1),
    (utc.getUTCDate() << 3) | (hour >> 2),
    ((hour & 3) << 6) | utc.getUTCMinutes(),
  ]
}

/** The stamp has no year: the one that brings it closest to now. `undefined`: no such time, or not near. */
export function timeOf(stamp: TimeStamp, nowMs: number): number | undefined {
  const { month, day, hour, minute, frame } = stamp
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return undefined
  const year = new Date(nowMs).getUTCFullYear()
  const shiftMs = frame === 'utc' ? 0 : beijingMs
  const near = [year - 1, year, year + 1]
    .map((each) => Date.UTC(each, month - 1, day, hour, minute) - shiftMs)
    .toSorted((a, b) => Math.abs(a - nowMs) - Math.abs(b - nowMs))[0]
  // A stored message may be days old, never months, and a sender's clock may be a day ahead.
  if (near === undefined || near > nowMs + dayMs || near < nowMs - 30 * dayMs) return undefined
  return near
}
