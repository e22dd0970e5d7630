/**
 * 值班表 (domain §13 no. 1) as rows: a month, a holiday, the flood season. The spreadsheet and the
 * printed page say the same.
 */
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext } from '../../module.ts'
import { addDays, daysBetween, rosterDay } from '../../roster/calendar.ts'
import { organizations } from '../people/index.ts'
import { hoursWord } from './change-words.ts'
import type { ShownShift } from './contract.ts'
import { monthDays } from './months.ts'
import { monthRow, shiftRows } from './queries.ts'
import { corrections, posts } from './settings.ts'
import { shiftShower } from './shown.ts'
import { weekdayWord, type SheetForm } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world' | 'county'>

export interface SheetAsk {
  readonly form: SheetForm
  /** Duty days, both included. */
  readonly from: string
  readonly to: string
}

export interface SheetRow {
  readonly shift: ShownShift
  /** `12月3日` */
  readonly day: string
  /** 星期四 */
  readonly weekday: string
  readonly hours: string
  /** 国庆节, 调休上班 … */
  readonly note: string
  /** How many shifts this duty day has; 0 where this is not its first. */
  readonly ofDay: number
}

export interface RosterSheet extends SheetAsk {
  readonly title: string
  /** The county's duty office; empty where it is not in the directory. */
  readonly dutyPhone: string
  readonly fax: string
  /** UTC epoch ms; null while any of it is a draft. */
  readonly issuedAt: number | null
  /** Key and word of the posts that any of its shifts has. */
  readonly posts: readonly {
    readonly key: string
    readonly word: string
    readonly wholeDay: boolean
  }[]
  readonly rows: readonly SheetRow[]
}

/** `2026年12月` or `2026年10月1日至8日` */
function spanWords({ form, from, to }: SheetAsk): string {
  const [year, month, day] = from.split('-').map(Number)
  const [endYear, endMonth, endDay] = to.split('-').map(Number)
  const whole = from === monthDays(from.slice(0, 7)).from && to === monthDays(to.slice(0, 7)).to
  if (whole && from.slice(0, 7) === to.slice(0, 7)) return `${year}年${month}月`
  if (whole && form !== 'holiday')
    return `${year}年${month}月至${year === endYear ? '' : `${endYear}年`}${endMonth}月`
  const end = from.slice(0, 7) === to.slice(0, 7) ? `${endDay}日` : `${endMonth}月${endDay}日`
  return from === to ? `${year}年${month}月${day}日` : `${year}年${month}月${day}日至${end}`
}

function titleOf(context: ReadingContext, ask: SheetAsk, holiday: string): string {
  const county = context.county.county.name
  switch (ask.form) {
    case 'holiday':
      return `${county}${ask.from.slice(0, 4)}年${holiday || '节假日'}应急值班表`
    case 'flood':
      return `${county}汛期应急值班表（${spanWords(ask)}）`
    case 'month':
      return `${county}应急值班表（${spanWords(ask)}）`
    default:
      return assertNever(ask.form)
  }
}

/** The office that keeps the duty desk, by its name. */
function dutyOffice(context: ReadingContext) {
  const own = organizations(context.db).filter(
    ({ kind, dutyPhone }) => dutyPhone !== '' && (kind === 'department' || kind === 'county_gov'),
  )
  return own.find(({ name }) => name.includes('应急')) ?? own[0]
}

/** Undefined where no shift of these days is laid out. */
export function rosterSheet(context: ReadingContext, ask: SheetAsk): RosterSheet | undefined {
  const stored = shiftRows(context, ask.from, ask.to).filter(
    ({ shift }) => ask.form !== 'holiday' || shift.holiday !== null,
  )
  if (stored.length === 0) return undefined
  const corrected = corrections(context)
  const show = shiftShower(context)
  const perDay = Map.groupBy(stored, ({ day }) => day)
  const rows = stored.map((row): SheetRow => {
    const { kind, name, makeUp } = rosterDay(row.day, corrected)
    const ofDay = perDay.get(row.day) ?? []
    return {
      shift: show(row),
      day: `${Number(row.day.slice(5, 7))}月${Number(row.day.slice(8))}日`,
      weekday: weekdayWord(row.day),
      hours: hoursWord(row.shift),
      note: kind === 'holiday' ? (name ?? '') : makeUp ? '调休上班' : '',
      ofDay: ofDay[0] === row ? ofDay.length : 0,
    }
  })
  const used = new Set(rows.flatMap(({ shift }) => shift.posts.map(({ post }) => post)))
  const months = [...new Set(stored.map(({ month }) => month))]
  const issued = months.map((month) => monthRow(context, month)?.publishedAt ?? null)
  const office = dutyOffice(context)
  return {
    ...ask,
    title: titleOf(context, ask, stored[0]?.shift.holiday ?? ''),
    dutyPhone: office?.dutyPhone ?? '',
    fax: office?.fax ?? '',
    issuedAt: issued.includes(null) ? null : Math.max(...issued.map((at) => at ?? 0)),
    posts: posts(context).filter(({ key }) => used.has(key)),
    rows,
  }
}

export const namesAt = (shift: ShownShift, post: string): string =>
  (shift.posts.find((one) => one.post === post)?.people ?? []).map(({ name }) => name).join('、')

export const phonesAt = (shift: ShownShift, post: string): string =>
  (shift.posts.find((one) => one.post === post)?.people ?? [])
    .map(({ phone }) => phone)
    .filter((phone) => phone !== '')
    .join('、')

export interface OfferedSheet extends SheetAsk {
  /** What the document is asked with. */
  readonly subject: string
  readonly title: string
}

export const subjectOf = ({ form, from, to }: SheetAsk): string => `${form}:${from}:${to}`

/** The whole holiday that a day belongs to, also over the end of a month. */
function holidayAround(
  day: string,
  corrected: ReturnType<typeof corrections>,
): { readonly from: string; readonly to: string } {
  const isHoliday = (one: string) => rosterDay(one, corrected).kind === 'holiday'
  let from = day
  let to = day
  while (isHoliday(addDays(from, -1))) from = addDays(from, -1)
  while (isHoliday(addDays(to, 1))) to = addDays(to, 1)
  return { from, to }
}

/** The sheets of a month: itself, its holidays, and the flood season where it is kept. */
export function sheetsOf(context: ReadingContext, month: string): OfferedSheet[] {
  const { from, to } = monthDays(month)
  const row = monthRow(context, month)
  if (!row) return []
  const corrected = corrections(context)
  const holidays = new Map(
    daysBetween(from, to)
      .filter((day) => rosterDay(day, corrected).kind === 'holiday')
      .map((day) => {
        const around = holidayAround(day, corrected)
        return [around.from, around] as const
      }),
  )
  const flood = row.shifts.some(({ pattern, word }) => pattern === 'flood' || word.includes('汛'))
  const asks: SheetAsk[] = [
    { form: 'month', from, to },
    ...[...holidays.values()].map((around) => ({ form: 'holiday' as const, ...around })),
    ...(flood ? [{ form: 'flood' as const, from, to }] : []),
  ]
  return asks.flatMap((ask) => {
    const sheet = rosterSheet(context, ask)
    return sheet ? [{ ...ask, subject: subjectOf(ask), title: sheet.title }] : []
  })
}

export function askOfSubject(subject: string): SheetAsk | undefined {
  const [form, from, to] = subject.split(':')
  const known = form === 'month' || form === 'holiday' || form === 'flood'
  return known && from !== undefined && to !== undefined ? { form, from, to } : undefined
}
