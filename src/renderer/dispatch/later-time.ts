/** A time still to come, as it is said on the radio: `14:50`, `1450`, or `40` for in forty minutes. */
import { beijingDay, startOfBeijingDay } from '../../core/kernel/beijing-time.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** `null` where nothing was typed, `undefined` where it is no time. */
export function parseLater(typed: string, now: number): number | null | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  const minutes = /^(\d{1,3})\s*(分钟|分)?$/.exec(text)
  if (minutes) return now + Number(minutes[1]) * minuteMs
  const clock = /^(\d{1,2})[:点时]?(\d{2})分?$/.exec(text)
  if (!clock) return undefined
  const [hour, minute] = [Number(clock[1]), Number(clock[2])]
  if (hour > 23 || minute > 59) return undefined
  const at = startOfBeijingDay(beijingDay(now)) + (hour * 60 + minute) * minuteMs
  return at > now ? at : at + dayMs
}
