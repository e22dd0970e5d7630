/**
 * Beijing time on screen and as typed by an operator. Inside, every time is UTC epoch
 * milliseconds; China has been at UTC+8 without summer time since 1992. The summer time of
 * 1986–1991 is ignored: a date from those years may read one hour early.
 */
import { clockGraceMs } from './clock-grace.ts'
import { accept, refuse, type Refusal, type Result } from './result.ts'
import type { EpochMs } from './world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const offsetMs = 8 * hourMs

/** A calendar day; `month` 1–12, `day` 1–31 (Gregorian, also before 1582). */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days from 1970-01-01 to the first day of `year`. */
function daysBeforeYear(year: number): number {
  const past = year - 1
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
  return past * 365 + leaps - 719_162
}

/** Epoch milliseconds of 00:00 Beijing time on that day. */
export function startOfBeijingDay({ year, month, day }: CalendarDay): EpochMs {
  let days = daysBeforeYear(year) + day - 1
  for (let earlier = 1; earlier < month; earlier++) days += daysInMonth(year, earlier)
  return days * dayMs - offsetMs
}

/** The Beijing calendar day of a moment. */
export function beijingDay(ms: EpochMs): CalendarDay {
  let days = Math.floor((ms + offsetMs) / dayMs)
  let year = 1970 + Math.floor(days / 365.2425)
  while (daysBeforeYear(year) > days) year--
  while (daysBeforeYear(year + 1) <= days) year++
  days -= daysBeforeYear(year)
  let month = 1
  while (days >= daysInMonth(year, month)) days -= daysInMonth(year, month++)
  return { year, month, day: days + 1 }
}

function padded(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

function formatDay({ year, month, day }: CalendarDay): string {
  return `${padded(year, 4)}-${padded(month)}-${padded(day)}`
}

/** `2026-04-05` */
export function beijingDate(ms: EpochMs): string {
  return formatDay(beijingDay(ms))
}

/** `14:02:30`; fractions of a second are cut off. */
export function beijingTime(ms: EpochMs): string {
  const seconds = Math.floor((ms + offsetMs) / 1000)
  const ofDay = ((seconds % 86_400) + 86_400) % 86_400
  const hours = Math.floor(ofDay / 3600)
  const minutes = Math.floor(ofDay / 60) % 60
  return `${padded(hours)}:${padded(minutes)}:${padded(ofDay % 60)}`
}

/** `2026-04-05 14:02:30` */
export function beijingDateTime(ms: EpochMs): string {
  return `${beijingDate(ms)} ${beijingTime(ms)}`
}

/** `04-05 14:02`, as lists and lines of the log have it. */
export function beijingMinute(ms: EpochMs): string {
  return beijingDateTime(ms).slice(5, 16)
}

/**
 * The duty day a moment belongs to, as `2026-04-05`: with `startsAtHour` 8 it runs from 08:00
 * to 07:59:59.999 of the next calendar day. `startsAtHour` is an hour of Beijing time, 0–23.
 */
export function dutyDay(ms: EpochMs, startsAtHour: number): string {
  return beijingDate(ms - startsAtHour * hourMs)
}

/** What is wrong with a typed time; `typedTimeProblem` says it in words. */
export type TypedTimeFault = 'form' | 'hour' | 'minute' | 'month' | 'day' | 'future'

export type TypedTimeRefusal = Refusal<
  'not-a-time',
  { readonly typed: string; readonly fault: TypedTimeFault }
>

interface TypedTime {
  /** Whole days before today, where the words said so (昨天). */
  readonly daysBack?: number | undefined
  readonly year?: number | undefined
  readonly month?: number | undefined
  readonly day?: number | undefined
  readonly hour: number
  readonly minute: number
}

const faultWords: Readonly<Record<TypedTimeFault, string>> = {
  form: '看不懂这个时间，请写成 14:02、昨天 23:10 或 04-05 14:02。',
  hour: '小时只能是 0 到 23，请改正。',
  minute: '分钟只能是 0 到 59，请改正。',
  month: '月份只能是 1 到 12，请改正。',
  day: '没有这一天，请核对日期。',
  future: '这个时间还没有到，请改正。',
}

/** The sentence an operator reads. */
export function typedTimeProblem({ data }: TypedTimeRefusal): string {
  return faultWords[data.fault]
}

/**
 * A time as an operator types it, taken as the nearest past moment: `14:02`, `1402`, `14点02`
 * (today, or yesterday when that is still to come), `昨天 23:10`, `04-05 14:02` or `4月5日 14:02`
 * (this year, or an earlier one), `2026-04-05 14:02`. Digits and colons of a Chinese input method
 * are accepted.
 *
 * A clock on the wall may be ahead of this machine's: what lies at most `graceMs` ahead is meant
 * as now and gives `nowMs`, because the same minute of yesterday would be far more wrong.
 */
export function parseTypedTime(
  typed: string,
  nowMs: EpochMs,
  graceMs = clockGraceMs,
): Result<EpochMs, TypedTimeRefusal> {
  const no = (fault: TypedTimeFault) => refuse('not-a-time' as const, { typed, fault })
  const time = readTyped(typed.normalize('NFKC').trim())
  if (!time) return no('form')
  if (time.hour > 23) return no('hour')
  if (time.minute > 59) return no('minute')
  if (time.month !== undefined && (time.month < 1 || time.month > 12)) return no('month')
  let exists = false
  for (const startOfDay of candidateDays(time, nowMs)) {
    exists = true
    const ms = startOfDay + time.hour * hourMs + time.minute * minuteMs
    if (ms <= nowMs + graceMs) return accept(Math.min(ms, nowMs))
  }
  return no(exists ? 'future' : 'day')
}

const dayWords: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  昨天: 1,
  昨日: 1,
  昨晚: 1,
  前天: 2,
  前日: 2,
}
const dayForm = String.raw`(?:(?<word>${Object.keys(dayWords).join('|')})|(?:(?<year>\d{4})[-/.年])?(?<month>\d{1,2})[-/月](?<day>\d{1,2})[日号]?)`
const clockForm = String.raw`(?:(?<hour>\d{1,2})\s*[:点时]\s*(?:(?<minute>\d{2})分?|(?<half>半)|整)?|(?<digits>\d{4}))`
const typedForm = new RegExp(String.raw`^(?:${dayForm}\s*(?:\s|(?<=[天日晚号])))?${clockForm}$`)

function readTyped(text: string): TypedTime | undefined {
  const parts = typedForm.exec(text)?.groups
  if (!parts) return undefined
  const { word, year, month, day, hour, minute, half, digits } = parts
  // `14:` is a time somebody is still typing.
  if (hour !== undefined && text.endsWith(':')) return undefined
  const number = (part: string | undefined) => (part === undefined ? undefined : Number(part))
  return {
    daysBack: word === undefined ? undefined : dayWords[word],
    year: number(year),
    month: number(month),
    day: number(day),
    hour: Number(hour ?? digits?.slice(0, 2)),
    minute: half === undefined ? Number(minute ?? digits?.slice(2) ?? 0) : 30,
  }
}

/** Days to try, latest first. */
function* candidateDays(time: TypedTime, nowMs: EpochMs): Generator<EpochMs> {
  const { month, day, daysBack } = time
  const today = startOfBeijingDay(beijingDay(nowMs))
  if (daysBack !== undefined) {
    yield today - daysBack * dayMs
    return
  }
  if (month === undefined || day === undefined) {
    // Tomorrow too: at 23:59 a clock that is ahead already reads 00:00.
    yield* [today + dayMs, today, today - dayMs]
    return
  }
  const { year } = beijingDay(nowMs)
  // Nine years back always holds a 29 February (1896–1904 is the widest gap).
  const years =
    time.year === undefined ? Array.from({ length: 11 }, (_, back) => year + 1 - back) : [time.year]
  for (const tried of years) {
    if (day < 1 || day > daysInMonth(tried, month)) continue
    yield startOfBeijingDay({ year: tried, month, day })
  }
}
