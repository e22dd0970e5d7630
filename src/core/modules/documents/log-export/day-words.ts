import { beijingDay } from '../../../kernel/beijing-time.ts'

const weekdays = '日一二三四五六'

/** `2026年11月29日 星期日`: the line between two days. */
export function dayWords(ms: number): string {
  const { year, month, day } = beijingDay(ms)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return `${year}年${month}月${day}日 星期${weekdays[weekday]}`
}
