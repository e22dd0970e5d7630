/** Which pages the duty log has: one per published shift, and one per day where none covers it. */
import { dutyDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { countEntries } from '../logbook/index.ts'
import { dutyNow } from '../onduty/index.ts'
import { publishedShift, shiftsBetween, type DutyShift } from '../rosters/index.ts'

export interface PageSpan {
  /** The shift's id, or `day:2026-11-30`. */
  readonly page: string
  readonly day: string
  readonly word: string
  readonly from: number
  readonly to: number
  readonly shift: DutyShift | undefined
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

function ofShift(shift: DutyShift): PageSpan {
  const { id, day, word, from, to } = shift
  return { page: id, day, word, from, to, shift }
}

/** @param day `2026-11-30` */
function ofDay(context: CoreContext, day: string): PageSpan | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return undefined
  const startsAt = context.county.county.dutyDayStartsAtHour * hourMs
  const from = startOfBeijingDay({ year, month, day: date }) + startsAt
  if (!Number.isFinite(from)) return undefined
  return { page: `day:${day}`, day, word: '全天', from, to: from + dayMs, shift: undefined }
}

/** @param key of a page; null for the one that is written in now */
export function pageSpan(context: CoreContext, key: string | null): PageSpan | undefined {
  if (key === null) {
    const { at, shift } = dutyNow(context)
    const current = shift && publishedShift(context, shift.id)
    return current
      ? ofShift(current)
      : ofDay(context, dutyDay(at, context.county.county.dutyDayStartsAtHour))
  }
  if (key.startsWith('day:')) return ofDay(context, key.slice('day:'.length))
  const shift = publishedShift(context, key)
  return shift && ofShift(shift)
}

function days(context: CoreContext, until: number, count: number): PageSpan[] {
  const { dutyDayStartsAtHour } = context.county.county
  return Array.from({ length: count }, (_, back) =>
    ofDay(context, dutyDay(until - back * dayMs, dutyDayStartsAtHour)),
  ).flatMap((span) => span ?? [])
}

export function writtenIn(context: CoreContext, { from, to }: PageSpan): number {
  return countEntries(context.db, { from, to, text: '', typedOnly: true, includeStruck: true })
}

/** Newest first; the current one is there though nothing is written yet. */
export function pageList(context: CoreContext, limit: number) {
  const now = context.world.clock.nowMs()
  const current = pageSpan(context, null)
  const shifts = shiftsBetween(context, now - limit * dayMs, now + 1)
    .filter(({ from }) => from <= now)
    .map(ofShift)
  const covered = (span: PageSpan) =>
    shifts.some(({ from, to }) => from < span.to && span.from < to)
  const uncovered = days(context, now, limit).filter((span) => !covered(span))
  return [...shifts, ...uncovered]
    .toSorted((one, other) => other.from - one.from)
    .map((span) => ({ span, entries: writtenIn(context, span) }))
    .filter(({ span, entries }) => entries > 0 || span.shift || span.page === current?.page)
    .slice(0, limit)
    .map(({ span: { page, day, word, from, to }, entries }) => ({
      page,
      day,
      word,
      from,
      to,
      entries,
      now: page === current?.page,
    }))
}
