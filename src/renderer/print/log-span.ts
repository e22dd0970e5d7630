/** What of the log is taken: times as an officer says them. */
import { beijingDay, parseTypedTime, startOfBeijingDay } from '../../core/kernel/beijing-time.ts'

const hourMs = 3_600_000

export const spans = [
  ['all', '全部'],
  ['today', '今天'],
  ['day', '近 24 小时'],
  ['week', '近 7 天'],
  ['month', '近 30 天'],
  ['own', '自定时间'],
] as const
export type Span = (typeof spans)[number][0]

export interface LogSpan {
  readonly from: number | null
  readonly to: number | null
}

/** `undefined` where one of the times is no time. */
export function spanOf(
  span: Span,
  typed: { readonly from: string; readonly to: string },
  now: number,
): LogSpan | undefined {
  switch (span) {
    case 'all':
      return { from: null, to: null }
    case 'today':
      return { from: startOfBeijingDay(beijingDay(now)), to: null }
    case 'day':
      return { from: now - 24 * hourMs, to: null }
    case 'week':
      return { from: now - 7 * 24 * hourMs, to: null }
    case 'month':
      return { from: now - 30 * 24 * hourMs, to: null }
    case 'own': {
      const from = moment(typed.from, now)
      const to = moment(typed.to, now)
      return from === undefined || to === undefined ? undefined : { from, to }
    }
  }
}

function moment(typed: string, now: number): number | null | undefined {
  if (typed.trim() === '') return null
  const parsed = parseTypedTime(typed, now)
  return parsed.ok ? parsed.value : undefined
}
