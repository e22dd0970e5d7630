/**
 * Which days are workdays: the State Council's yearly announcement as the `chinese-days` package
 * carries it, the law where the year is not yet announced, and the county's corrections over both.
 */
import chineseDays from 'chinese-days'
import { beijingDate, startOfBeijingDay } from '../kernel/beijing-time.ts'

// A CommonJS bundle whose names Node cannot see before it runs.
const { getDayDetail, getHolidaysInRange, getSolarDateFromLunar, getSolarTermDate } = chineseDays

export type DayKind = 'workday' | 'weekend' | 'holiday'

/** What the county set for one day; it wins over the package. */
export interface DayCorrection {
  readonly day: string
  readonly kind: DayKind
  /** 国庆节; null unless a holiday. */
  readonly name: string | null
}

export interface RosterDay {
  readonly day: string
  readonly kind: DayKind
  /** Of the holiday. */
  readonly name: string | null
  /** A Saturday or Sunday that is worked (调休上班). */
  readonly makeUp: boolean
  readonly corrected: boolean
  /** False: only the days of the law are known, make-up workdays are not. */
  readonly announced: boolean
}

const dayMs = 86_400_000

/** @param day `2026-11-30`; gives 00:00 Beijing time. */
export function startOfDay(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return startOfBeijingDay({ year, month, day: date })
}

export function addDays(day: string, count: number): string {
  return beijingDate(startOfDay(day) + count * dayMs)
}

/** `from` to `to`, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = startOfDay(from); at <= startOfDay(to); at += dayMs) days.push(beijingDate(at))
  return days
}

/** 0 = Sunday. */
export function weekdayOf(day: string): number {
  // 1970-01-01 was a Thursday.
  return (Math.round((startOfDay(day) + dayMs / 3) / dayMs) + 4) % 7
}

const announcedByYear = new Map<number, boolean>()

/** Whether the holidays and make-up workdays of this year are in the package. */
export function isAnnounced(year: number): boolean {
  const known = announcedByYear.get(year)
  if (known !== undefined) return known
  const announced = getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0
  announcedByYear.set(year, announced)
  return announced
}

const lawfulByYear = new Map<number, ReadonlyMap<string, string>>()

/** 全国年节及纪念日放假办法 art. 2, as revised in 2024 (in force since 2025-01-01): 13 days. */
function lawfulHolidays(year: number): ReadonlyMap<string, string> {
  const known = lawfulByYear.get(year)
  if (known) return known
  const lunar = (month: number, day: number) =>
    getSolarDateFromLunar(`${year}-${month}-${day}`).date
  const newYear = lunar(1, 1)
  const days = new Map([
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((offset) => [addDays(newYear, offset), '春节'] as const),
    [getSolarTermDate(year, 4, 'pure_brightness'), '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunar(5, 5), '端午'],
    [lunar(8, 15), '中秋'],
    ...['01', '02', '03'].map((date) => [`${year}-10-${date}`, '国庆节'] as const),
  ])
  lawfulByYear.set(year, days)
  return days
}

/** @param corrections by day */
export function rosterDay(day: string, corrections: ReadonlyMap<string, DayCorrection>): RosterDay {
  const year = Number(day.slice(0, 4))
  const announced = isAnnounced(year)
  const ends = weekdayOf(day) % 6 === 0
  const corrected = corrections.get(day)
  if (corrected) {
    const { kind, name } = corrected
    return { day, kind, name, makeUp: ends && kind === 'workday', corrected: true, announced }
  }
  const plain = { day, corrected: false, announced }
  if (!announced) {
    const name = lawfulHolidays(year).get(day) ?? null
    const kind = name ? 'holiday' : ends ? 'weekend' : 'workday'
    return { ...plain, kind, name, makeUp: false }
  }
  // `Spring Festival,春节,4` on a holiday and on its make-up workdays, else `Monday`.
  const { work, name } = getDayDetail(day)
  const holiday = name.split(',')[1]
  if (work) return { ...plain, kind: 'workday', name: null, makeUp: ends }
  return holiday === undefined
    ? { ...plain, kind: 'weekend', name: null, makeUp: false }
    : { ...plain, kind: 'holiday', name: holiday, makeUp: false }
}

/** What an operator must know before planning these days; undefined where all is announced. */
export function unannouncedSentence(from: string, to: string): string | undefined {
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!isAnnounced(year)) years.push(year)
  if (years.length === 0) return undefined
  return `${years.join('、')} 年的放假和调休安排尚未收录，只按法定节日排；公布后请在日历里改正调休和连休的日子。`
}
