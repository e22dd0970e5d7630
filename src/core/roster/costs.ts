/**
 * What a roster costs: whole numbers in ranks that do not mix. Rules first, then evenness, then what
 * is merely pleasant.
 */
import type { Place } from './places.ts'

/** Two places at once; the slot is emptied afterwards, so that a gap is shown instead. */
const overlap = 50_000_000
export const broken = 1_000_000
/** Each of the seven windows that hold a duty too many; rules cost multiples of it, all else less. */
export const brokenPart = broken / 4
/**
 * Times the square of a person's duties of a measure: one duty nearer to even saves 2 of these.
 * Weekends, holidays and nights are what people compare; hours come after them.
 */
export const uneven = 1_000
export const unevenTotal = 300
/** Times the largest differences in a group (`spreads`), where those count. */
export const spreadApart = 1500
export const wished = 400
/** Times the square of a person's duties in one month, in one named holiday, at home. */
export const sameKind = 20
/** The same at one post; little, for those with one post must have more of it than others. */
export const samePost = 1
/** Two duties of one person within two days, or on call next to a duty. */
const close = 30

const hourMs = 3_600_000

/** Of two duties of one person. */
export function pairCost(one: Place, other: Place): number {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one]
  if (second.from < first.to) return overlap
  const gap = second.from - first.to
  if (!first.onSite || !second.onSite) return gap < 12 * hourMs ? close : 0
  if (gap < first.restMs) {
    const sameDuty = first.wholeDay && first.post === second.post && first.day === second.day
    return sameDuty ? 0 : broken
  }
  return gap < 48 * hourMs ? close : 0
}
