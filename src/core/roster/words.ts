/** Chinese words for shifts, rules and measures. */
import { beijingDateTime } from '../kernel/beijing-time.ts'
import { weekdayOf } from './calendar.ts'
import type { Measure, RuleKey, ShiftSpec } from './model.ts'

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** `11月30日（周一）` */
export function dayWords(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日（周${weekdays[weekdayOf(day)] ?? ''}）`
}

/** `11月30日（周一）夜班` */
export const shiftWords = ({ day, word }: ShiftSpec): string => `${dayWords(day)}${word}`

/** `11-30 17:30` */
export const timeWords = (ms: number): string => beijingDateTime(ms).slice(5, 16)

export const ruleWords: Readonly<Record<RuleKey, string>> = {
  gap: '缺岗',
  'double-booking': '重复排班',
  unknown: '对不上的班次或人员',
  qualification: '岗位资格',
  leave: '请假',
  rest: '班间休息',
  'nights-in-row': '连续夜班',
  'per-week': '七天内班数',
  'whole-day': '整天带班',
  'fixed-wish': '固定意愿',
}

export const measureWords: Readonly<Record<Measure, string>> = {
  weekend: '周末班',
  holiday: '节假日班',
  night: '夜班',
  total: '总班数',
}
