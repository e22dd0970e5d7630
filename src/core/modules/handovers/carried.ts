/** How many handovers a thing has already been through: what nobody ends comes back every time. */
import type { CoreContext } from '../../module.ts'
import { closedRows } from './stores.ts'

/** A fortnight of two shifts a day. */
const looked = 30

/** By item key and line id. */
export function carriedCounts(context: CoreContext): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { accepted } of closedRows(context, looked)) {
    for (const [key, { lines }] of Object.entries(accepted)) {
      for (const { id, mark } of lines) {
        if (mark === null) continue
        const place = `${key} ${id}`
        counts.set(place, (counts.get(place) ?? 0) + 1)
      }
    }
  }
  return counts
}
