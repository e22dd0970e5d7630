/** Chinese words for shifts and measures. */
import { beijingDateTime } from '../kernel/beijing-time.ts'
import { weekdayOf } from './calendar.ts'
import type { Measure, ShiftSpec } from './model.ts'

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

export const measureWords: Readonly<Record<Measure, string>> = {
  weekend: '周末班',
  holiday: '节假日班',
  night: '夜班',
  total: '总班数',
}
