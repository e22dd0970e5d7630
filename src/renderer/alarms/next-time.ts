/** A moment ahead as an operator types it: `15:30`, the next time the clock shows it. */
import { beijingDay, startOfBeijingDay } from '../../core/kernel/beijing-time.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** `undefined` where it is no time of day. */
export function nextTime(typed: string, nowMs: number): number | undefined {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(typed.normalize('NFKC').trim())
  if (!match) return undefined
  const [hour, minute] = [Number(match[1]), Number(match[2])]
  if (hour > 23 || minute > 59) return undefined
  const today = startOfBeijingDay(beijingDay(nowMs)) + (hour * 60 + minute) * minuteMs
  return today > nowMs ? today : today + dayMs
}
