/** Times as they are said: 14:20, 下午两点二十, 昨晚十一点, 十分钟前, 刚才. */
import { beijingDay, startOfBeijingDay } from '../kernel/beijing-time.ts'
import { isAhead } from '../kernel/clock-grace.ts'
import { hanNumber } from './numbers.ts'
import type { Sheet } from './sheet.ts'

export interface FoundTime {
  readonly at: number
  readonly about: boolean
  /** Could as well be another half of the day, or lies in the future. */
  readonly unsure: boolean
  /** A day or a part of the day was said: not simply the time of the call. */
  readonly told: boolean
  /** The next time the clock shows this; for what is still to come. */
  readonly next: number | null
  readonly start: number
  readonly end: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const dayPart =
  '(?:(?:今天|今日|今|昨天|昨日|昨|前天|\\d{1,2}月\\d{1,2}[日号])?(?:凌晨|清晨|早晨|早上|一早|晨|早|上午|中午|午后|下午|傍晚|晚上|晚|夜里|夜间|深夜|半夜|夜)?)'
const han = '[零〇一二两三四五六七八九十]{1,3}'
const clock = `(?:(\\d{1,2}):(\\d{2})(?::\\d{2})?|(\\d{1,2}|${han})(?:点钟?|时(?!间|候|刻|段))(?:(半)|(一刻)|(\\d{1,2}|${han})分?(?!钟|人|个|名|[辆台]))?整?)`
const clockPattern = new RegExp(`(${dayPart})${clock}(左右|许|前后|多)?`, 'g')
const agoPattern =
  /(?:大概|大约|约)?(半|\d{1,3}|[零一二两三四五六七八九十百]{1,4})(几|多|来)?(个半|个)?(多)?(分钟|分|小时|钟头|刻钟)(?:之前|以前|前)/g
const nowPattern = /(?:刚才|刚刚|方才|刚(?=接|发)|现在|此刻|目前)/g

function hours(part: string, hour: number): readonly number[] {
  if (hour > 12) return [hour]
  if (/下午|午后|傍晚|晚/.test(part))
    return [hour === 12 ? (part.includes('晚') ? 24 : 12) : hour + 12]
  if (/夜/.test(part)) return [hour >= 6 ? hour + 12 : hour]
  if (/中午/.test(part)) return [hour <= 2 ? hour + 12 : hour]
  if (/凌晨|清晨|早|晨|上午/.test(part)) return [hour === 12 && part.includes('凌晨') ? 0 : hour]
  return [hour, hour === 12 ? 24 : hour + 12]
}

/** Starts of the days meant, latest first. */
function days(
  part: string,
  now: number,
): { readonly starts: readonly number[]; readonly said: boolean } {
  const today = startOfBeijingDay(beijingDay(now))
  const date = /(\d{1,2})月(\d{1,2})[日号]/.exec(part)
  if (date) {
    const { year } = beijingDay(now)
    const month = Number(date[1])
    const day = Number(date[2])
    if (month < 1 || month > 12 || day < 1 || day > 31) return { starts: [], said: true }
    return {
      starts: [year, year - 1].map((one) => startOfBeijingDay({ year: one, month, day })),
      said: true,
    }
  }
  if (part.startsWith('前天')) return { starts: [today - 2 * dayMs], said: true }
  if (part.startsWith('昨')) return { starts: [today - dayMs], said: true }
  if (part.startsWith('今')) return { starts: [today], said: true }
  return { starts: [today + dayMs, today, today - dayMs], said: false }
}

function clockTime(
  match: RegExpExecArray,
  now: number,
): Omit<FoundTime, 'start' | 'end'> | undefined {
  const [, part = '', h24, m24, saidHour, half, quarter, saidMinute, about] = match
  const hour = hanNumber(h24 ?? saidHour ?? '')
  const minute = half ? 30 : quarter ? 15 : (hanNumber(m24 ?? saidMinute ?? '0') ?? 0)
  if (hour === undefined || hour > 24 || minute > 59) return undefined
  const literal = h24 !== undefined && part === ''
  const { starts, said } = days(part, now)
  const possible = (literal ? [hour] : hours(part, hour)).flatMap((one) =>
    starts.map((start) => start + one * hourMs + minute * minuteMs),
  )
  // 昨晚一点 is the small hours of today.
  const night =
    /^昨(?:晚|夜)/.test(part) && hour <= 5 ? possible.map((at) => at + 12 * hourMs) : possible
  const past = night.filter((at) => !isAhead(at, now)).toSorted((one, other) => other - one)
  const at = past[0] ?? night[0]
  if (at === undefined) return undefined
  const future = past.length === 0
  const unsure =
    future || (!said && now - at > 12 * hourMs) || (literal && hour < 12 && now - at > 10 * hourMs)
  const next = possible.filter((one) => one > now).toSorted((one, other) => one - other)[0] ?? null
  // 三点, said at half past two: three in the afternoon is nearer than three at night.
  const sooner =
    part === '' && !literal && next !== null && now - at > 6 * hourMs && next - now < now - at
  return {
    at: Math.min(at, future ? at : now),
    about: about !== undefined,
    unsure: unsure || sooner,
    told: part !== '',
    next,
  }
}

function agoTime(
  match: RegExpExecArray,
  now: number,
): Omit<FoundTime, 'start' | 'end'> | undefined {
  const [, said = '', vague, half, more, unit = ''] = match
  const number = said === '半' ? 0.5 : hanNumber(said)
  if (number === undefined) return undefined
  const perMs = unit.startsWith('分') ? minuteMs : unit === '刻钟' ? 15 * minuteMs : hourMs
  const at = now - (number + (half === '个半' ? 0.5 : 0)) * perMs
  return {
    at: Math.max(0, Math.round(at)),
    about: true,
    unsure: vague !== undefined || more !== undefined,
    told: true,
    next: null,
  }
}

/** 1420 at either end of a sentence; call it only once such a number can be no radio. */
export function findBareTime(sheet: Sheet, now: number): FoundTime[] {
  const match = /^(\d{2})(\d{2})(?=[^\d:])|(?<=[^\d])(\d{2})(\d{2})$/.exec(sheet.rest())
  if (!match) return []
  const hour = Number(match[1] ?? match[3])
  const minute = Number(match[2] ?? match[4])
  if (hour > 23 || minute > 59) return []
  const today = startOfBeijingDay(beijingDay(now)) + hour * hourMs + minute * minuteMs
  const at = !isAhead(today, now) ? Math.min(today, now) : today - dayMs
  const start = match.index
  const end = start + 4
  sheet.take(start, end, 'time', `时间 ${shownTime(at)}`)
  const next = today > now ? today : today + dayMs
  return [{ at, about: false, unsure: now - at > 10 * hourMs, told: false, next, start, end }]
}

/** All times of the sentence, in order; they are taken from the sheet. */
export function findTimes(sheet: Sheet, now: number): FoundTime[] {
  const found: FoundTime[] = []
  const look = (
    pattern: RegExp,
    read: (match: RegExpExecArray) => Omit<FoundTime, 'start' | 'end'> | undefined,
  ) => {
    for (const match of sheet.rest().matchAll(pattern)) {
      const time = read(match)
      if (!time) continue
      const start = match.index
      const end = start + match[0].length
      if (!sheet.isFree(start, end)) continue
      sheet.take(start, end, 'time', `时间 ${shownTime(time.at)}${time.about ? '（约）' : ''}`)
      found.push({ ...time, start, end })
    }
  }
  look(clockPattern, (match) => clockTime(match, now))
  look(agoPattern, (match) => agoTime(match, now))
  look(nowPattern, (match) => ({
    at: now,
    about: match[0] !== '现在',
    unsure: false,
    told: true,
    next: null,
  }))
  return found.toSorted((one, other) => one.start - other.start)
}

/** `04-05 14:20` in Beijing time. */
export function shownTime(at: number): string {
  const { month, day } = beijingDay(at)
  const ofDay = (((at + 8 * hourMs) % dayMs) + dayMs) % dayMs
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(month)}-${two(day)} ${two(ofDay / hourMs)}:${two((ofDay % hourMs) / minuteMs)}`
}
