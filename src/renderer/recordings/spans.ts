import { beijingDay, startOfBeijingDay } from '../../core/kernel/beijing-time.ts'

const dayMs = 86_400_000

export const spans = [
  ['today', '今天'],
  ['day', '近 24 小时'],
  ['week', '近 7 天'],
  ['month', '近 30 天'],
  ['all', '全部时间'],
] as const
export type Span = (typeof spans)[number][0]

/** From when on; null: from ever. */
export function fromOf(span: Span, nowMs: number): number | null {
  switch (span) {
    case 'today':
      return startOfBeijingDay(beijingDay(nowMs))
    case 'day':
      return nowMs - dayMs
    case 'week':
      return nowMs - 7 * dayMs
    case 'month':
      return nowMs - 30 * dayMs
    case 'all':
      return null
  }
}
