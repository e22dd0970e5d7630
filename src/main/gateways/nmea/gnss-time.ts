import type { EpochMs } from '../../../core/kernel/world.ts'

const dayMs = 86_400_000
/** GPS counts weeks in ten bits: an old receiver is wrong by a multiple of this. */
const rolloverMs = 1024 * 7 * dayMs
/** No receiver speaks before this program existed. */
const earliestMs = Date.UTC(2026, 0, 1)
const latestMs = Date.UTC(2100, 0, 1)

export interface CalendarDay {
  readonly day: number
  readonly month: number
  readonly year: number
}

/** `ddmmyy`; 80–99 are 1980–1999. */
export function dayOf(ddmmyy: string | undefined): CalendarDay | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(ddmmyy ?? '')
  if (match === null) return undefined
  const [day = 0, month = 0, short = 0] = match.slice(1).map(Number)
  return { day, month, year: short >= 80 ? 1900 + short : 2000 + short }
}

/** Milliseconds since midnight UTC of `hhmmss` with any decimals; a leap second counts as 59.999. */
function timeOfDayMs(time: string | undefined): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d(?:\.\d*)?)$/.exec(time ?? '')
  if (match === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number)
  if (hours > 23 || minutes > 59 || seconds >= 61) return undefined
  return (hours * 60 + minutes) * 60_000 + Math.round(Math.min(seconds, 59.999) * 1000)
}

function midnightOf({ day, month, year }: CalendarDay): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  const same =
    at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return same ? at.getTime() : undefined
}

/**
 * The instant a receiver means, or `undefined` when its date is missing, impossible or its clock
 * is not set (6 January 1980, the first day of GPS). A date before this program existed is a
 * receiver that lost the week count and is moved on by 1024 weeks; one near the console's own
 * clock is taken as it is.
 */
export function gnssTime(
  day: CalendarDay | undefined,
  time: string | undefined,
  nowMs: EpochMs,
): EpochMs | undefined {
  const midnight = day === undefined ? undefined : midnightOf(day)
  const sinceMidnight = timeOfDayMs(time)
  if (midnight === undefined || sinceMidnight === undefined) return undefined
  if (midnight === Date.UTC(1980, 0, 6)) return undefined
  let at = midnight + sinceMidnight
  if (Math.abs(at - nowMs) <= dayMs) return at
  while (at < earliestMs) at += rolloverMs
  return at < latestMs ? at : undefined
}
