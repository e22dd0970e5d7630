/** A day, with or without a clock, still to come: `12-05`, `12月5日 14:00`, `2027-01-02 8:30`. */
import { beijingDay, startOfBeijingDay } from '../../../../core/kernel/beijing-time.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** A day without a year lies at most this far back; before that the next year is meant. */
const backMs = 60 * dayMs

const form =
  /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?(?:\s*(\d{1,2})[:点时](\d{2})?分?)?$/

/**
 * @param ending a day without a clock means its end (24:00), not its beginning
 * @returns UTC epoch ms, or `undefined` where it is no such time
 */
export function dayTime(typed: string, now: number, ending: boolean): number | undefined {
  const read = form.exec(typed.normalize('NFKC').trim())
  if (!read) return undefined
  const [, year, month, day, hour, minute] = read
  const [monthNo, dayNo] = [Number(month), Number(day)]
  const clockMs = (Number(hour ?? 0) * 60 + Number(minute ?? 0)) * minuteMs
  if (Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || clockMs > dayMs) return undefined
  const thisYear = beijingDay(now).year
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)]
  for (const tried of years) {
    const start = startOfBeijingDay({ year: tried, month: monthNo, day: dayNo })
    const back = beijingDay(start)
    if (back.month !== monthNo || back.day !== dayNo) continue
    if (year === undefined && tried === thisYear && start < now - backMs) continue
    return start + (hour === undefined && ending ? dayMs : clockMs)
  }
  return undefined
}
