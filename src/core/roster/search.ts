/**
 * A roster that is changed one duty at a time, with what it costs kept up to date. Costs are
 * whole numbers in ranks that do not mix: rules first, then evenness, then what is merely pleasant.
 */
import { startOfDay } from './calendar.ts'
import type { Duty } from './duties.ts'
import type { Problem, Slot } from './problem.ts'
import { SeededChance } from './random.ts'
import { measures } from './balance.ts'
import type { DutyCounts } from './model.ts'

/** Two places at once; the slot is emptied afterwards, so that a gap is shown instead. */
const overlap = 50_000_000
const broken = 1_000_000
/** Each of the seven windows that hold a duty too many; rules cost multiples of it, all else less. */
const brokenPart = broken / 4
/**
 * Times the square of a person's duties of a measure: one duty nearer to even saves 2 of these.
 * Weekends, holidays and nights are what people compare; hours come after them.
 */
const uneven = 1_000
const unevenTotal = 300
/** Times the largest differences in a group (`spreads`), where those count. */
const spreadApart = 1500
const wished = 400
/** Times the square of a person's duties in one month, in one named holiday, at home. */
const sameKind = 20
/** The same at one post; little, for those with one post must have more of it than others. */
const samePost = 1
/** Two duties of one person within two days, or on call next to a duty. */
const close = 30

const hourMs = 3_600_000
const none = -1
const total = measures.indexOf('total')

/** A slot as the inner loop reads it; `fixedTo` is a person's index, or -1. */
interface Place extends Slot {
  readonly fixedTo: number
  readonly wholeDay: boolean
  /** Rest after it, ms. */
  readonly restMs: number
  /** Of the squares it is counted in; what is not counted has none. */
  readonly kinds: readonly number[]
  /** The square of its post, or -1. */
  readonly postKind: number
}

export class RosterSearch {
  /** Index of the person in each slot of the problem; -1 where nobody may. */
  readonly holder: Int32Array
  readonly #places: readonly Place[]
  readonly #open: number
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
  readonly #chance: SeededChance
  readonly #groups: readonly (readonly number[])[]
  /** Of the largest differences within the groups, while they count. */
  #apart = 0
  #cost = 0
  #rules = 0

  /**
   * @param groups people whose largest difference counts besides the squares: nearer to what a
   *   roster is judged by, but blind on the way there, so not for a first attempt
   */
  constructor(
    problem: Problem,
    base: readonly DutyCounts[],
    seed: number,
    groups: readonly (readonly number[])[] = [],
  ) {
    const { ask, people, slots, set, dayCount } = problem
    const { rules } = ask
    this.#people = people.length
    this.#days = dayCount + 14
    this.#chance = new SeededChance(seed)
    this.#groups = groups
    this.#perWeek = rules.perWeek ?? 255
    this.#inRow = rules.nightsInRow ?? 255
    const longest = Math.max(rules.restH ?? 0, rules.restAfterNightH ?? 0, 48)
    this.#reach = 2 + Math.ceil(longest / 24)
    const whole = new Set(ask.posts.flatMap(({ key, wholeDay }) => (wholeDay ? key : [])))
    const kindOf = new Map<string, number>()
    const place = (slot: Slot, fixedTo: number): Place => {
      const kindNamed = (name: string) => {
        const known = kindOf.get(name) ?? kindOf.size
        kindOf.set(name, known)
        return known
      }
      const month = `${slot.onSite ? '' : slot.post}.${Math.floor(slot.day / 30)}`
      const names = [month, ...(slot.onSite ? [slot.holiday].filter(Boolean) : [slot.post])]
      const restH = Math.max(rules.restH ?? 0, (slot.night ? rules.restAfterNightH : null) ?? 0)
      return {
        ...slot,
        fixedTo,
        wholeDay: whole.has(slot.post),
        restMs: restH * hourMs,
        kinds: names.map(kindNamed),
        postKind: slot.onSite ? kindNamed(`@${slot.post}`) : none,
      }
    }
    const fixed = set.flatMap((duties, person) =>
      duties.map((duty) =>
        place(
          {
            ...duty,
            shifts: [],
            day: dayIndex(problem, duty.day),
            holiday: '',
            eligible: [person],
          },
          person,
        ),
      ),
    )
    this.#places = [...slots.map((slot) => place(slot, none)), ...fixed]
    this.#open = slots.length
    this.holder = new Int32Array(this.#places.length).fill(none)
    this.#first = new Int32Array(this.#people * this.#days).fill(none)
    this.#next = new Int32Array(this.#places.length).fill(none)
    this.#nights = new Uint8Array(this.#people * this.#days)
    this.#week = new Uint8Array(this.#people * this.#days)
    this.#measure = new Int32Array(this.#people * measures.length)
    this.#kindCount = kindOf.size
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
    this.#fill()
    this.#apart = this.spreads(this.#groups)
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

  /**
   * Tries `steps` changes; one that makes it worse is kept the more seldom the worse it is.
   * @param heat about how much worse a change may be
   */
  improve(steps: number, heat: number): void {
    const movable = this.#open
    if (movable === 0) return
    for (let step = 0; step < steps; step++) {
      const slot = this.#chance.below(movable)
      const from = this.holder[slot] ?? none
      const eligible = this.#places[slot]?.eligible ?? []
      if (from === none || eligible.length < 2) continue
      const to = eligible[this.#chance.below(eligible.length)] ?? none
      if (to === from) continue
      const limit = heat * this.#chance.rareness()
      const kind = this.#chance.below(4)
      if (kind === 3) this.#tryRound(slot, from, to, limit)
      else {
        const other = kind === 0 ? none : this.#partner(slot, from, to)
        if (other === none) this.#tryMove(slot, from, to, limit)
        else this.#trySwap(slot, other, from, to, limit)
      }
    }
  }

  /** A slot of `to` that `from` may take for it. */
  #partner(slot: number, from: number, to: number): number {
    for (let attempt = 0; attempt < 4; attempt++) {
      // Near in time first: what is far away changes the months.
      const near = this.#chance.below(2) === 0
      const other = near ? slot - 40 + this.#chance.below(81) : this.#chance.below(this.#open)
      if (other < 0 || other >= this.#open || this.holder[other] !== to) continue
      if (this.#places[other]?.eligible.includes(from)) return other
    }
    return none
  }

  #isKept(before: number, limit: number): boolean {
    const apart = this.spreads(this.#groups)
    if (this.#cost - before + spreadApart * (apart - this.#apart) > limit) return false
    this.#apart = apart
    return true
  }

  #tryMove(slot: number, from: number, to: number, limit: number): void {
    const before = this.#cost
    this.#remove(slot, from)
    this.#add(slot, to)
    if (this.#isKept(before, limit)) return
    this.#remove(slot, to)
    this.#add(slot, from)
  }

  #trySwap(slot: number, other: number, from: number, to: number, limit: number): void {
    const before = this.#cost
    this.#remove(slot, from)
    this.#remove(other, to)
    this.#add(slot, to)
    this.#add(other, from)
    if (this.#isKept(before, limit)) return
    this.#remove(slot, to)
    this.#remove(other, from)
    this.#add(slot, from)
    this.#add(other, to)
  }

  /** Three people pass on a duty each: where people are few, two alone find nothing to change. */
  #tryRound(slot: number, from: number, to: number, limit: number): void {
    const second = this.#slotOf(slot, to)
    const eligible = this.#places[second]?.eligible ?? []
    const third = eligible[this.#chance.below(Math.max(1, eligible.length))] ?? none
    if (third === none || third === from || third === to) return
    const last = this.#partner(slot, from, third)
    if (last === none) return
    const before = this.#cost
    this.#remove(slot, from)
    this.#remove(second, to)
    this.#remove(last, third)
    this.#add(slot, to)
    this.#add(second, third)
    this.#add(last, from)
    if (this.#isKept(before, limit)) return
    this.#remove(slot, to)
    this.#remove(second, third)
    this.#remove(last, from)
    this.#add(slot, from)
    this.#add(second, to)
    this.#add(last, third)
  }

  /** A duty of that person near a slot in time. */
  #slotOf(near: number, person: number): number {
    for (let attempt = 0; attempt < 6; attempt++) {
      const slot = near - 20 + this.#chance.below(41)
      if (slot >= 0 && slot < this.#open && this.holder[slot] === person) return slot
    }
    return none
  }

  /** Each slot in order of time to whom it costs least. */
  #fill(): void {
    for (let slot = 0; slot < this.#open; slot++) {
      let best = none
      let least = Number.POSITIVE_INFINITY
      const eligible = this.#places[slot]?.eligible ?? []
      const start = this.#chance.below(Math.max(1, eligible.length))
      for (let turn = 0; turn < eligible.length; turn++) {
        const person = eligible[(start + turn) % eligible.length] ?? none
        const before = this.#cost
        this.#add(slot, person)
        if (this.#cost - before < least) {
          least = this.#cost - before
          best = person
        }
        this.#remove(slot, person)
      }
      if (best !== none) this.#add(slot, best)
    }
  }

  /** Empties slots whose person is elsewhere at the time; returns how many. */
  emptyOverlaps(): number {
    let emptied = 0
    for (let slot = 0; slot < this.#open; slot++) {
      const person = this.holder[slot] ?? none
      const at = this.#places[slot]
      if (person === none || !at) continue
      const isElsewhere = this.#around(person, at).some(
        (other) => other !== at && other.from < at.to && at.from < other.to,
      )
      if (!isElsewhere) continue
      this.#remove(slot, person)
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
    return this.holder.slice(0, this.#open)
  }

  restore(holder: Int32Array): void {
    for (let slot = 0; slot < this.#open; slot++) {
      const from = this.holder[slot] ?? none
      if (from !== none && from !== holder[slot]) this.#remove(slot, from)
    }
    for (let slot = 0; slot < this.#open; slot++) {
      const to = holder[slot] ?? none
      if (to !== none && this.holder[slot] !== to) this.#add(slot, to)
    }
  }

  /** Counts of a person now, in the order of `measures`. */
  countsOf(person: number): Int32Array {
    return this.#measure.subarray(person * measures.length, (person + 1) * measures.length)
  }

  #add(slot: number, person: number): void {
    this.#charge(this.#near(slot, person) + this.#long(slot, person), 1)
    this.#link(slot, person)
    this.#count(slot, person, 1)
  }

  #remove(slot: number, person: number): void {
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

function pairCost(one: Place, other: Place): number {
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

function dayIndex({ firstDay }: Problem, day: string): number {
  return Math.round((startOfDay(day) - startOfDay(firstDay)) / (24 * hourMs))
}

const isMet = (target: string, duties: readonly Duty[] = []) =>
  duties.some(({ shift, day }) => shift === target || day === target)

interface WishTables {
  /** By slot × people + person: which wishes it meets. */
  readonly bySlot: ReadonlyMap<number, readonly number[]>
  readonly cost: readonly number[]
  readonly off: ReadonlyMap<number, number>
}

function wishesFor({ people, slots, set }: Problem): WishTables {
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
