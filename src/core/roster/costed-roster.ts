/** A roster that is changed one duty at a time, with what it costs kept up to date. */
import { measures } from './balance.ts'
import { broken, brokenPart, pairCost, sameKind, samePost, uneven, unevenTotal } from './costs.ts'
import type { DutyCounts } from './model.ts'
import { placesOf, type Place } from './places.ts'
import type { Problem } from './problem.ts'
import { wishesFor } from './wishes.ts'

const none = -1
const total = measures.indexOf('total')

export class CostedRoster {
  /** Index of the person in each slot of the problem; -1 where nobody may. */
  readonly holder: Int32Array
  readonly #places: readonly Place[]
  /** How many of the places are to be filled: the first ones. */
  readonly open: number
  readonly #people: number
  readonly #days: number
  readonly #reach: number
  /** First place of a person on a day, and the next one on the same day. */
  readonly #first: Int32Array
  readonly #next: Int32Array
  readonly #measure: Int32Array
  readonly #kind: Int32Array
  readonly #kindCount: number
  readonly #nights: Uint8Array
  readonly #week: Uint8Array
  /** Per slot and person: what the wish of a person costs there. */
  readonly #static: Int32Array
  readonly #weight: Float64Array
  /** Wishes for a duty: which slots would do, what it costs to miss, how many are held. */
  readonly #wishesOf: ReadonlyMap<number, readonly number[]>
  readonly #wishCost: readonly number[]
  readonly #wishHeld: Int32Array
  readonly #perWeek: number
  readonly #inRow: number
  #cost = 0
  #rules = 0

  /** Nothing filled yet. @param base what each person has by what was served and is set */
  constructor(problem: Problem, base: readonly DutyCounts[]) {
    const { people, slots, dayCount } = problem
    const { rules } = problem.ask
    const { all, open, kinds } = placesOf(problem)
    this.#places = all
    this.open = open
    this.#people = people.length
    this.#days = dayCount + 14
    this.#perWeek = rules.perWeek ?? 255
    this.#inRow = rules.nightsInRow ?? 255
    const longest = Math.max(rules.restH ?? 0, rules.restAfterNightH ?? 0, 48)
    this.#reach = 2 + Math.ceil(longest / 24)
    this.holder = new Int32Array(this.#places.length).fill(none)
    this.#first = new Int32Array(this.#people * this.#days).fill(none)
    this.#next = new Int32Array(this.#places.length).fill(none)
    this.#nights = new Uint8Array(this.#people * this.#days)
    this.#week = new Uint8Array(this.#people * this.#days)
    this.#measure = new Int32Array(this.#people * measures.length)
    this.#kindCount = kinds
    this.#kind = new Int32Array(this.#people * this.#kindCount)
    this.#weight = Float64Array.from(people, ({ share }) => (share > 0 ? 1 / share : 1))
    this.#static = new Int32Array(slots.length * this.#people)
    const wishes = wishesFor(problem)
    this.#wishesOf = wishes.bySlot
    this.#wishCost = wishes.cost
    this.#wishHeld = new Int32Array(wishes.cost.length)
    for (const [key, cost] of wishes.off) this.#static[key] = cost
    base.forEach((counts, person) =>
      measures.forEach((measure, index) => {
        this.#measure[person * measures.length + index] = counts[measure]
      }),
    )
    this.#places.forEach((at, index) => {
      // What is set is in `base` already.
      if (at.fixedTo !== none) this.#link(index, at.fixedTo)
    })
    for (const cost of this.#wishCost) this.#charge(cost, 1)
  }

  /** Indexes of people who may stand there. */
  eligible(slot: number): readonly number[] {
    return this.#places[slot]?.eligible ?? []
  }

  /**
   * Sum of the largest differences in each group: ten for each of weekend, holiday and night,
   * one for each of all duties.
   */
  spreads(groups: readonly (readonly number[])[]): number {
    let sum = 0
    for (const group of groups) {
      for (let measure = 0; measure < measures.length; measure++) {
        let most = Number.NEGATIVE_INFINITY
        let least = Number.POSITIVE_INFINITY
        for (const person of group) {
          const count = this.#measure[person * measures.length + measure] ?? 0
          if (count > most) most = count
          if (count < least) least = count
        }
        if (group.length > 0) sum += (most - least) * (measure === total ? 1 : 10)
      }
    }
    return sum
  }

  /** The lower the better; of one ask only. */
  get cost(): number {
    return this.#cost
  }

  /** About how many rules are broken. */
  get broken(): number {
    return Math.ceil(this.#rules / broken)
  }

  /** Empties slots whose person is elsewhere at the time; returns how many. */
  emptyOverlaps(): number {
    let emptied = 0
    for (let slot = 0; slot < this.open; slot++) {
      const person = this.holder[slot] ?? none
      const at = this.#places[slot]
      if (person === none || !at) continue
      const isElsewhere = this.#around(person, at).some(
        (other) => other !== at && other.from < at.to && at.from < other.to,
      )
      if (!isElsewhere) continue
      this.remove(slot, person)
      emptied += 1
    }
    return emptied
  }

  #around(person: number, at: Place): Place[] {
    const found: Place[] = []
    const row = person * this.#days
    for (let day = Math.max(0, at.day - 2); day <= at.day + 2; day++) {
      let index = this.#first[row + day] ?? none
      while (index !== none) {
        const place = this.#places[index]
        if (place) found.push(place)
        index = this.#next[index] ?? none
      }
    }
    return found
  }

  snapshot(): Int32Array {
    return this.holder.slice(0, this.open)
  }

  restore(holder: Int32Array): void {
    for (let slot = 0; slot < this.open; slot++) {
      const from = this.holder[slot] ?? none
      if (from !== none && from !== holder[slot]) this.remove(slot, from)
    }
    for (let slot = 0; slot < this.open; slot++) {
      const to = holder[slot] ?? none
      if (to !== none && this.holder[slot] !== to) this.add(slot, to)
    }
  }

  /** Counts of a person now, in the order of `measures`. */
  countsOf(person: number): Int32Array {
    return this.#measure.subarray(person * measures.length, (person + 1) * measures.length)
  }

  add(slot: number, person: number): void {
    this.#charge(this.#near(slot, person) + this.#long(slot, person), 1)
    this.#link(slot, person)
    this.#count(slot, person, 1)
  }

  remove(slot: number, person: number): void {
    this.#unlink(slot, person)
    this.#count(slot, person, -1)
    this.#charge(this.#near(slot, person) + this.#long(slot, person), -1)
  }

  #charge(cost: number, by: 1 | -1): void {
    this.#cost += by * cost
    this.#rules += by * (cost - (cost % brokenPart))
  }

  /** What a slot costs next to the others of that person, without itself. */
  #near(slot: number, person: number): number {
    const at = this.#places[slot]
    if (!at) return 0
    const row = person * this.#days
    const last = Math.min(this.#days - 1, at.day + this.#reach)
    let cost = this.#static[slot * this.#people + person] ?? 0
    for (let day = Math.max(0, at.day - this.#reach); day <= last; day++) {
      let index = this.#first[row + day] ?? none
      while (index !== none) {
        const other = this.#places[index]
        if (other) cost += pairCost(at, other)
        index = this.#next[index] ?? none
      }
    }
    return cost
  }

  /** Nights in a row and duties a week that this one makes too many, without itself. */
  #long(slot: number, person: number): number {
    const at = this.#places[slot]
    if (!at?.onSite) return 0
    const row = person * this.#days
    let cost = 0
    const end = Math.min(this.#days, at.day + 7)
    for (let day = at.day; day < end; day++)
      if ((this.#week[row + day] ?? 0) >= this.#perWeek) cost += brokenPart
    if (at.night && (this.#nights[row + at.day] ?? 0) === 0) {
      let before = 0
      while (before < at.day && this.#nights[row + at.day - 1 - before]) before += 1
      let after = 0
      while (this.#nights[row + at.day + 1 + after]) after += 1
      // Stretches one night too long that this one completes.
      const first = Math.min(before, this.#inRow)
      cost += broken * Math.max(0, first + Math.min(after, this.#inRow) - this.#inRow + 1)
    }
    return cost
  }

  #link(slot: number, person: number): void {
    const at = this.#places[slot]
    if (!at) return
    const row = person * this.#days
    this.#next[slot] = this.#first[row + at.day] ?? none
    this.#first[row + at.day] = slot
    this.holder[slot] = person
    this.#windows(at, row, 1)
  }

  #unlink(slot: number, person: number): void {
    const at = this.#places[slot]
    if (!at) return
    const row = person * this.#days
    let index = this.#first[row + at.day] ?? none
    if (index === slot) this.#first[row + at.day] = this.#next[slot] ?? none
    else {
      while (index !== none && this.#next[index] !== slot) index = this.#next[index] ?? none
      if (index !== none) this.#next[index] = this.#next[slot] ?? none
    }
    this.holder[slot] = none
    this.#windows(at, row, -1)
  }

  #windows(at: Place, row: number, by: 1 | -1): void {
    if (!at.onSite) return
    const end = Math.min(this.#days, at.day + 7)
    for (let day = at.day; day < end; day++)
      this.#week[row + day] = (this.#week[row + day] ?? 0) + by
    if (at.night) this.#nights[row + at.day] = (this.#nights[row + at.day] ?? 0) + by
  }

  #count(slot: number, person: number, by: 1 | -1): void {
    const at = this.#places[slot]
    if (!at) return
    const weight = this.#weight[person] ?? 1
    let squares = 0
    let totals = 0
    if (at.onSite) {
      const row = person * measures.length
      // In the order of `measures`.
      if (at.weekend) squares += this.#square(this.#measure, row, by)
      if (at.holiday !== '') squares += this.#square(this.#measure, row + 1, by)
      if (at.night) squares += this.#square(this.#measure, row + 2, by)
      totals = this.#square(this.#measure, row + total, by)
    }
    const row = person * this.#kindCount
    let kinds = 0
    for (const kind of at.kinds) kinds += this.#square(this.#kind, row + kind, by) * sameKind
    if (at.postKind !== none) kinds += this.#square(this.#kind, row + at.postKind, by) * samePost
    this.#cost += Math.round((squares * uneven + totals * unevenTotal + kinds) * weight)
    for (const wish of this.#wishesOf.get(slot * this.#people + person) ?? []) {
      const held = this.#wishHeld[wish] ?? 0
      this.#wishHeld[wish] = held + by
      if (held === 0) this.#charge(this.#wishCost[wish] ?? 0, -1)
      else if (held + by === 0) this.#charge(this.#wishCost[wish] ?? 0, 1)
    }
  }

  /** Difference of the square of a count that goes up or down by one. */
  #square(counts: Int32Array, at: number, by: 1 | -1): number {
    const had = counts[at] ?? 0
    counts[at] = had + by
    return by * (2 * had + by)
  }
}
