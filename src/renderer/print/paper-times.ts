/**
 * Times of a paper form: one date at the top, minutes below it, from top to bottom. Paper that
 * runs past midnight goes on with small numbers: those are the next day.
 */
import { startOfBeijingDay } from '../../core/kernel/beijing-time.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Further back than this is no slip of the pen but the next day. */
const midnightJumpMs = 12 * 60 * minuteMs
/** A clock on the wall may be this far ahead of ours. */
const aheadMs = 2 * minuteMs

export type PaperTime =
  | { readonly at: number; readonly nextDay: boolean }
  | { readonly problem: string }

/** Start of the day typed as `2026-11-29` or `11-29`; `undefined` where there is no such day. */
export function paperDay(typed: string, now: number): number | undefined {
  const match = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$/.exec(typed.normalize('NFKC').trim())
  if (!match) return undefined
  const month = Number(match[2])
  const day = Number(match[3])
  const thisYear = new Date(now + 8 * 60 * minuteMs).getUTCFullYear()
  const year = match[1] === undefined ? thisYear : Number(match[1])
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const start = startOfBeijingDay({ year, month, day })
  // A form of 31 December typed in on 1 January.
  if (match[1] === undefined && start > now)
    return startOfBeijingDay({ year: year - 1, month, day })
  return start
}

/** Milliseconds into the day of `14:02`, `1402`, `902`, `14:02:30`. */
function timeOfDay(typed: string): number | undefined {
  const text = typed.normalize('NFKC').trim().replace('时', ':').replace('分', '').replace('.', ':')
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text)
  if (!match) return undefined
  const hours = Number(match[1])
  const minutes = Number(match[2])
  const seconds = Number(match[3] ?? 0)
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  return (hours * 60 + minutes) * minuteMs + seconds * 1000
}

/** When each line of the form was heard, or what is wrong with its time. */
export function paperTimes(day: number, typed: readonly string[], now: number): PaperTime[] {
  let last: number | undefined
  return typed.map((text) => {
    const ofDay = timeOfDay(text)
    if (ofDay === undefined) return { problem: text.trim() === '' ? '请填时间' : '写成 14:02' }
    let at = day + ofDay
    if (last !== undefined) {
      while (last - at > midnightJumpMs) at += dayMs
      if (at < last) return { problem: '早于上一行' }
    }
    if (at > now + aheadMs) return { problem: '晚于现在' }
    last = at
    return { at: Math.min(at, now), nextDay: at >= day + dayMs }
  })
}
