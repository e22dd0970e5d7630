/**
 * Where a line stands in the book. A slot is the time heard (42 bits of epoch milliseconds) and
 * 11 bits of the site's own number: at most 53 bits, so it stays an exact JS number; it is the
 * primary key of the line and the rowid of its search document. Lines of one moment stand in the
 * order in which they were numbered: a correction after the line it takes the place of.
 *
 * Two lines that want one slot: the smaller id has it, the other moves on to the next, where the
 * same rule holds. With one order over all ids the same lines end up in the same slots whatever
 * came first (an ordered hash table), so late and shuffled facts give the same book.
 */
const timeLimit = 2 ** 42 - 1
const placesPerMoment = 2 ** 11

/** The slot a line wants. Times outside 1970 … 2109 are put at the nearer end. */
export function wantedSlot(heardAt: number, number: number): number {
  return firstSlotAt(heardAt) + (number % placesPerMoment)
}

/** The lowest slot of a moment: bounds a time range. */
export function firstSlotAt(heardAt: number): number {
  return Math.min(Math.max(Math.floor(heardAt), 0), timeLimit) * placesPerMoment
}

/** One slot's holder, as far as placing must know it. */
export interface Slots<Row extends { readonly id: string }> {
  at(slot: number): Row | undefined
  put(slot: number, row: Row): void
  clear(slot: number): void
  wanted(row: Row): number
}

/** Gives `row` its place, moving larger ids on. */
export function place<Row extends { readonly id: string }>(slots: Slots<Row>, row: Row): void {
  let moving = row
  for (let slot = slots.wanted(row); ; slot++) {
    const there = slots.at(slot)
    if (!there) {
      slots.put(slot, moving)
      return
    }
    if (there.id < moving.id) continue
    slots.clear(slot)
    slots.put(slot, moving)
    moving = there
  }
}

/** Takes the line out of `slot`; those that had to move on because of it come back. */
export function takeOut<Row extends { readonly id: string }>(
  slots: Slots<Row>,
  slot: number,
): void {
  slots.clear(slot)
  const moved: Row[] = []
  for (let next = slot + 1; ; next++) {
    const there = slots.at(next)
    if (!there) break
    slots.clear(next)
    moved.push(there)
  }
  for (const row of moved) place(slots, row)
}
