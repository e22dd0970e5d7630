/** Which seqs of one origin are held: inclusive ranges, ascending, never touching. */
import type { OriginHolding, VersionVector } from '../../../core/oplog/types.ts'

export type SeqRange = readonly [from: number, to: number]

export function addSeq(ranges: readonly SeqRange[], seq: number): readonly SeqRange[] {
  const last = ranges.at(-1)
  if (last && seq === last[1] + 1) return [...ranges.slice(0, -1), [last[0], seq]]
  return addRange(ranges, [seq, seq])
}

export function addRange(ranges: readonly SeqRange[], added: SeqRange): readonly SeqRange[] {
  const apart: SeqRange[] = []
  let [from, to] = added
  for (const range of ranges) {
    if (range[1] < from - 1 || range[0] > to + 1) apart.push(range)
    else [from, to] = [Math.min(from, range[0]), Math.max(to, range[1])]
  }
  return [...apart, [from, to] as const].sort((a, b) => a[0] - b[0])
}

/** How many seqs of `wanted` are in none of `held`. */
export function missingFrom(wanted: SeqRange, held: readonly SeqRange[]): readonly SeqRange[] {
  const missing: SeqRange[] = []
  let next = wanted[0]
  for (const [from, to] of held) {
    if (to < next) continue
    if (from > wanted[1]) break
    if (from > next) missing.push([next, from - 1])
    next = to + 1
  }
  if (next <= wanted[1]) missing.push([next, wanted[1]])
  return missing
}

export function countOf(ranges: readonly SeqRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
}

/** As the sync protocol says it: seqs start at 1. */
function holdingOf(ranges: readonly SeqRange[]): OriginHolding {
  const first = ranges[0]
  if (first === undefined || first[0] !== 1) return { upTo: 0, islands: ranges }
  return { upTo: first[1], islands: ranges.slice(1) }
}

export function rangesOf(holding: OriginHolding | undefined): readonly SeqRange[] {
  if (holding === undefined) return []
  const start: SeqRange[] = holding.upTo > 0 ? [[1, holding.upTo]] : []
  return [...start, ...holding.islands]
}

export function vectorOf(held: ReadonlyMap<string, readonly SeqRange[]>): VersionVector {
  return new Map([...held].map(([origin, ranges]) => [origin, holdingOf(ranges)]))
}
