import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OriginHolding } from './types.ts'
import { holds, impliedHoldings, missingRanges, rangesOf } from './vector.ts'

const seqs = fc
  .uniqueArray(fc.integer({ min: 1, max: 20 }))
  .map((all) => all.toSorted((a, b) => a - b))

/** A holding of exactly these seqs. */
function holdingOf(held: readonly number[]): OriginHolding {
  const ranges = rangesOf(held)
  const [first, ...rest] = ranges
  return first?.[0] === 1 ? { upTo: first[1], islands: rest } : { upTo: 0, islands: ranges }
}

it('finds exactly the ops that one side holds and the other does not', () => {
  fc.assert(
    fc.property(seqs, seqs, (mine, theirs) => {
      const ranges = missingRanges(holdingOf(mine), holdingOf(theirs))
      const found = ranges.flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      )
      expect(found).toEqual(mine.filter((seq) => !theirs.includes(seq)))
      for (let seq = 1; seq <= 21; seq++)
        expect(holds(holdingOf(mine), seq)).toBe(mine.includes(seq))
    }),
  )
})

it('takes an unnamed origin for ended where the holder has the boot op that ended it', () => {
  const successions = [
    { next: 'B', prev: 'A', seq: 5 },
    { next: 'C', prev: 'B', seq: 2 },
  ]
  const held = (theirs: [string, OriginHolding][]) => {
    const implied = impliedHoldings(new Map(theirs), successions)
    return ['A', 'B', 'C'].map((origin) => implied(origin).upTo)
  }
  expect(held([['C', { upTo: 1, islands: [] }]])).toEqual([5, 2, 1])
  expect(held([])).toEqual([0, 0, 0])
  expect(held([['C', { upTo: 0, islands: [[2, 3]] }]])).toEqual([0, 0, 0])
  expect(
    held([
      ['B', { upTo: 0, islands: [] }],
      ['C', { upTo: 4, islands: [] }],
    ]),
  ).toEqual([0, 0, 4])
  expect(
    held([
      ['A', { upTo: 3, islands: [] }],
      ['B', { upTo: 1, islands: [] }],
    ]),
  ).toEqual([3, 1, 0])
})

it('comes to an end on a ring of boot ops', () => {
  const implied = impliedHoldings(new Map(), [
    { next: 'B', prev: 'A', seq: 5 },
    { next: 'A', prev: 'B', seq: 5 },
  ])
  expect(implied('A').upTo).toBe(0)
})
