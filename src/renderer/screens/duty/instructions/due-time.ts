/** A time to come: `18:00` (today, or tomorrow where it is past), `明天 12:00`, `12-01 12:00`. */
import { beijingDay, startOfBeijingDay } from '../../../../core/kernel/beijing-time.ts'
import { dayTime } from '../requests/day-time.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const form = /^(今天|明天|后天)?\s*(\d{1,2})[:点时](\d{2})?分?$/
const days: Readonly<Record<string, number>> = { 今天: 0, 明天: 1, 后天: 2 }

/** @returns UTC epoch ms, or `undefined` where it is no such time */
export function dueTime(typed: string, now: number): number | undefined {
  const text = typed.normalize('NFKC').trim()
  const read = form.exec(text)
  if (!read) return dayTime(text, now, true)
  const [, word, hour, minute] = read
  const clockMs = (Number(hour) * 60 + Number(minute ?? 0)) * minuteMs
  if (Number(hour) > 24 || Number(minute ?? 0) > 59 || clockMs > dayMs) return undefined
  const today = startOfBeijingDay(beijingDay(now)) + clockMs
  if (word !== undefined) return today + (days[word] ?? 0) * dayMs
  return today > now ? today : today + dayMs
}
