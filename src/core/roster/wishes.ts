/** Wishes as the search reads them: which slots meet or miss one, and what that costs. */
import { broken, wished } from './costs.ts'
import type { Duty } from './duties.ts'
import type { Problem } from './problem.ts'

const isMet = (target: string, duties: readonly Duty[] = []) =>
  duties.some(({ shift, day }) => shift === target || day === target)

export interface WishTables {
  /** By slot × people + person: which wishes it meets. */
  readonly bySlot: ReadonlyMap<number, readonly number[]>
  /** By wish: what it costs to miss it. */
  readonly cost: readonly number[]
  /** By slot × people + person: what it costs to stand where one would not. */
  readonly off: ReadonlyMap<number, number>
}

export function wishesFor({ people, slots, set }: Problem): WishTables {
  const bySlot = new Map<number, number[]>()
  const off = new Map<number, number>()
  const cost: number[] = []
  people.forEach(({ wishes }, person) => {
    for (const { target, want, fixed } of wishes) {
      const meeting = slots.flatMap((slot, index) =>
        slot.eligible.includes(person) &&
        slot.shifts.some(({ id, day }) => id === target || day === target)
          ? index * people.length + person
          : [],
      )
      const price = fixed ? broken : wished
      if (want === 'off') for (const key of meeting) off.set(key, (off.get(key) ?? 0) + price)
      // One for another month, or met by what is set, costs nothing here.
      else if (meeting.length > 0 && !isMet(target, set[person])) {
        for (const key of meeting) bySlot.set(key, [...(bySlot.get(key) ?? []), cost.length])
        cost.push(price)
      }
    }
  })
  return { bySlot, cost, off }
}
