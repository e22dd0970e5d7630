/** A day as lists write it. */
import { beijingDate, startOfBeijingDay } from '../../kernel/beijing-time.ts'

const form = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/

/** 00:00 Beijing time of `2026-11-30`, `2026/11/30`, `2026年11月30日`; undefined where no such day is. */
export function parseBeijingDay(cell: string): number | undefined {
  const found = form.exec(cell.normalize('NFKC').trim())
  if (!found) return undefined
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  if (month < 1 || month > 12) return undefined
  const at = startOfBeijingDay({ year, month, day })
  const said = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
  // The 31st of a month with 30 days is the first of the next one.
  return beijingDate(at) === said ? at : undefined
}
