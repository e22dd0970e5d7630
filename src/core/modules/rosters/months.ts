/** Months of duty days. */
import { addDays } from '../../roster/calendar.ts'

/** First and last duty day of `2026-12`. */
export function monthDays(month: string): { readonly from: string; readonly to: string } {
  const from = `${month}-01`
  const next = addDays(from, 31).slice(0, 7)
  return { from, to: addDays(`${next}-01`, -1) }
}

/** Every month from one to the other, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = addDays(monthDays(month).to, 1).slice(0, 7))
    months.push(month)
  return months
}

/** `2026年12月` */
export function monthWord(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${year}年${Number(number)}月`
}
