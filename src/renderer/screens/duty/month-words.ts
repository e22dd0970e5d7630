/** Months and duty days as the desk says them. */

/** `2026-12` and 1 give `2027-01`. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + (number - 1) + by
  const padded = String((months % 12) + 1).padStart(2, '0')
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${padded}`
}

/** `2026年12月` */
export function monthWord(month: string): string {
  const [year, number] = month.split('-')
  return `${year}年${Number(number)}月`
}

/** `12月3日` of `2026-12-03`. */
export function dayWord(day: string): string {
  const [, month, number] = day.split('-')
  return `${Number(month)}月${Number(number)}日`
}

/** First and last day of a month. */
export function monthDays(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` }
}

/** `12月3日 夜班` */
export function shiftWords(shift: { readonly day: string; readonly word: string }): string {
  return `${dayWord(shift.day)} ${shift.word}`
}
