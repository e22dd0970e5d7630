import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { resolveCell, type CellWrite } from './cell.ts'

const ref = (origin: string, seq = 1) => ({ origin, seq })
const write = (
  origin: string,
  hlc: bigint,
  value: string,
  ...bases: string[]
): CellWrite<string> => ({
  ref: ref(origin),
  hlc,
  value,
  base: bases.map((base) => ref(base)),
})
const danger = (value: string) => ['found', 'injured', 'missing'].indexOf(value)

it('says nothing of a field nobody wrote', () => {
  expect(resolveCell([])).toBeUndefined()
})

it('gives the field to the later write, and by origin when the stamps are equal', () => {
  expect(resolveCell([write('A', 2n, 'x'), write('B', 1n, 'y')])?.value).toBe('x')
  expect(resolveCell([write('A', 1n, 'x'), write('B', 1n, 'y')])?.value).toBe('y')
})

it('shows two writes that did not see each other as a conflict, and none once one answers the other', () => {
  const apart = resolveCell([write('A', 1n, 'x'), write('B', 2n, 'y')])
  expect(apart).toMatchObject({ value: 'y', conflict: true, winner: ref('B') })
  expect(apart?.siblings.map((each) => each.ref.origin)).toEqual(['A', 'B'])
  const answered = resolveCell([write('A', 1n, 'x'), write('B', 2n, 'y', 'A')])
  expect(answered).toMatchObject({ value: 'y', conflict: false })
})

it('calls it no conflict when both wrote the same', () => {
  expect(resolveCell([write('A', 1n, 'x'), write('B', 2n, 'x')])?.conflict).toBe(false)
})

it('lets the most dangerous sibling stand until a person answers all of them', () => {
  const apart = [write('A', 1n, 'missing'), write('B', 5n, 'found'), write('C', 3n, 'injured')]
  expect(resolveCell(apart, { danger })).toMatchObject({
    value: 'missing',
    winner: ref('A'),
    conflict: true,
  })
  const half = [...apart, write('D', 6n, 'found', 'A')]
  expect(resolveCell(half, { danger })?.value).toBe('injured')
  const decided = [...apart, write('D', 6n, 'found', 'A', 'B', 'C')]
  expect(resolveCell(decided, { danger })).toMatchObject({ value: 'found', conflict: false })
})

it('does not let a less dangerous value stand because an older write of the same hand was dangerous', () => {
  const writes = [write('A', 1n, 'missing'), write('B', 2n, 'found', 'A')]
  expect(resolveCell(writes, { danger })).toMatchObject({ value: 'found', conflict: false })
})

it('is not hidden by a base that names itself, a later write or something never seen', () => {
  const ring = [write('A', 1n, 'x', 'A', 'B', 'Z'), write('B', 2n, 'y', 'B', 'A')]
  expect(resolveCell(ring)).toMatchObject({ value: 'y', conflict: false })
})

it('reaches the same result in every order and when a write comes twice', () => {
  const writeOf = fc.record({
    origin: fc.constantFrom('A', 'B', 'C'),
    seq: fc.integer({ min: 1, max: 3 }),
    hlc: fc.integer({ min: 0, max: 4 }),
    bases: fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 3 })), {
      maxLength: 2,
    }),
  })
  const writesOf = fc
    .uniqueArray(writeOf, {
      minLength: 1,
      maxLength: 8,
      selector: (each) => `${each.origin}${each.seq}`,
    })
    .map((all) =>
      all.map((each) => ({
        ref: ref(each.origin, each.seq),
        hlc: BigInt(each.hlc),
        value: ['found', 'injured', 'missing'][(each.hlc + each.seq) % 3] ?? 'found',
        base: each.bases.map(([origin, seq]) => ref(origin, seq)),
      })),
    )
  const shuffled = writesOf.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(resolveCell(other, { danger })).toEqual(resolveCell(all, { danger }))
    }),
  )
})
