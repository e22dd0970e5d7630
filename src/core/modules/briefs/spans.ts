/** What a brief usually tells of, by the hour the county's duty day begins. */
import { beijingDay, dutyDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import type { BriefKind } from './words.ts'

export interface UsualSpan {
  readonly key: 'day' | 'week' | 'month'
  readonly kind: BriefKind
  readonly word: string
  readonly from: number
  readonly to: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The duty day that ended last, seven of them, and the calendar month that ended last. */
export function usualSpans({ world, county }: CoreContext): UsualSpan[] {
  const now = world.clock.nowMs()
  const hour = county.county.dutyDayStartsAtHour
  const [year = 0, month = 1, day = 1] = dutyDay(now, hour).split('-').map(Number)
  const to = startOfBeijingDay({ year, month, day }) + hour * hourMs
  const { year: thisYear, month: thisMonth } = beijingDay(now)
  const monthEnd = startOfBeijingDay({ year: thisYear, month: thisMonth, day: 1 })
  const { year: lastYear, month: lastMonth } = beijingDay(monthEnd - hourMs)
  const monthStart = startOfBeijingDay({ year: lastYear, month: lastMonth, day: 1 })
  return [
    { key: 'day', kind: 'daily', word: '前一值班日（24 小时）', from: to - dayMs, to },
    { key: 'week', kind: 'period', word: '前七日', from: to - 7 * dayMs, to },
    { key: 'month', kind: 'period', word: '上个月', from: monthStart, to: monthEnd },
  ]
}
