/** Which months are issued, for the page that plans the others: an issued month is not planned anew. */
import { monthAfter } from '../month-words.ts'

/** @param issued shifts that are published; a month is issued as a whole */
export function monthsOf(issued: readonly { readonly day: string }[]): ReadonlySet<string> {
  return new Set(issued.map(({ day }) => day.slice(0, 7)))
}

/** This month, or the first one after it that is not issued. */
export function firstOpenMonth(month: string, issued: ReadonlySet<string>): string {
  return issued.has(month) ? firstOpenMonth(monthAfter(month, 1), issued) : month
}

/** The first of so many months that is issued. */
export function issuedAmong(
  from: string,
  count: number,
  issued: ReadonlySet<string>,
): string | undefined {
  return Array.from({ length: count }, (_, index) => monthAfter(from, index)).find((month) =>
    issued.has(month),
  )
}
