/** Version vectors: what a console holds, and what another one therefore lacks. */
import type { OriginHolding, VersionVector } from './types.ts'

export type Range = readonly [number, number]

/** What a boot op says: `next` began where `prev` ended at `seq`. */
export interface Succession {
  readonly next: string
  readonly prev: string
  readonly seq: number
}

export const holdsNothing: OriginHolding = { upTo: 0, islands: [] }

/** Ascending seqs as inclusive ranges. */
export function rangesOf(seqs: Iterable<number>): Range[] {
  const ranges: [number, number][] = []
  for (const seq of seqs) {
    const last = ranges.at(-1)
    if (last && last[1] + 1 === seq) last[1] = seq
    else ranges.push([seq, seq])
  }
  return ranges
}

export function holds(holding: OriginHolding, seq: number): boolean {
  return seq <= holding.upTo || holding.islands.some(([from, to]) => seq >= from && seq <= to)
}

/** All ranges held, the contiguous beginning first. */
function heldRanges(holding: OriginHolding): Range[] {
  return holding.upTo > 0 ? [[1, holding.upTo], ...holding.islands] : [...holding.islands]
}

/** What `mine` holds and `theirs` does not, as ascending inclusive ranges. */
export function missingRanges(mine: OriginHolding, theirs: OriginHolding): Range[] {
  let missing = heldRanges(mine)
  for (const [from, to] of heldRanges(theirs)) {
    missing = missing.flatMap(([start, end]): Range[] => {
      const left: Range[] = start < from ? [[start, Math.min(end, from - 1)]] : []
      const right: Range[] = end > to ? [[Math.max(start, to + 1), end]] : []
      return [...left, ...right]
    })
  }
  return missing
}

/**
 * An origin that is missing in a vector is either unknown to its holder or ended and held to
 * the end: a holder names every origin it has heard of except those of which it holds exactly
 * what the boot ops it knows say. This reads the second case out of the boot ops we know:
 * if the holder has the boot op of a successor, it has the predecessor up to the named seq.
 */
export function impliedHoldings(
  theirs: VersionVector,
  successions: readonly Succession[],
): (origin: string) => OriginHolding {
  const byPrev = Map.groupBy(successions, (each) => each.prev)
  const known = new Map<string, boolean>()
  const holdsBoot = (origin: string): boolean => {
    const listed = theirs.get(origin)
    if (listed) return listed.upTo >= 1
    const before = known.get(origin)
    if (before !== undefined) return before
    // A hostile ring of boot ops ends here instead of running for ever.
    known.set(origin, false)
    const found = (byPrev.get(origin) ?? []).some((each) => holdsBoot(each.next))
    known.set(origin, found)
    return found
  }
  return (origin) => {
    const listed = theirs.get(origin)
    if (listed) return listed
    let upTo = 0
    for (const each of byPrev.get(origin) ?? []) {
      if (each.seq > upTo && holdsBoot(each.next)) upTo = each.seq
    }
    return { upTo, islands: [] }
  }
}
