import { expect, it } from 'vitest'
import fc from 'fast-check'
import { firstSlotAt, place, takeOut, wantedSlot, type Slots } from './slot.ts'

interface Line {
  readonly id: string
  readonly wants: number
}

function shelf(): { slots: Slots<Line>; held: Map<number, Line> } {
  const held = new Map<number, Line>()
  const slots: Slots<Line> = {
    at: (slot) => held.get(slot),
    put: (slot, line) => void held.set(slot, line),
    clear: (slot) => void held.delete(slot),
    wanted: (line) => line.wants,
  }
  return { slots, held }
}

const lines = fc.uniqueArray(
  fc.record({ id: fc.string(), wants: fc.integer({ min: 0, max: 12 }) }),
  {
    selector: (line) => line.id,
    maxLength: 12,
  },
)

function layout(wanted: readonly Line[]) {
  const { slots, held } = shelf()
  for (const line of wanted) place(slots, line)
  return [...held].map(([slot, line]) => `${slot} ${line.id}`).sort()
}

it('gives the same lines the same places whatever came first', () => {
  fc.assert(
    fc.property(
      lines.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([all, shuffled]) => {
        expect(layout(shuffled)).toEqual(layout(all))
      },
    ),
  )
})

it('leaves the book as if a line that moves away had never been there', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (all, which) => {
      if (all.length === 0) return
      const { slots, held } = shelf()
      for (const line of all) place(slots, line)
      const gone = [...held][which % held.size]
      if (!gone) throw new Error('the shelf is empty')
      takeOut(slots, gone[0])
      const left = [...held].map(([slot, line]) => `${slot} ${line.id}`).sort()
      expect(left).toEqual(layout(all.filter((line) => line.id !== gone[1].id)))
    }),
  )
})

it('keeps lines of one moment in the order of their numbers', () => {
  expect(wantedSlot(1000, 37)).toBeLessThan(wantedSlot(1000, 38))
})

it('orders slots by time heard and stays an exact number to the last day', () => {
  expect(wantedSlot(1000, 2047)).toBeLessThan(wantedSlot(1001, 1))
  expect(wantedSlot(1000, 2047)).toBeGreaterThanOrEqual(firstSlotAt(1000))
  expect(Number.isSafeInteger(wantedSlot(2 ** 42 + 5, 2047))).toBe(true)
  expect(wantedSlot(-5, 3)).toBe(wantedSlot(0, 3))
})
