/** Changes that make a roster better: a duty passed on, two exchanged, three passed round. */
import { CostedRoster } from './costed-roster.ts'
import { spreadApart } from './costs.ts'
import type { DutyCounts } from './model.ts'
import type { Problem } from './problem.ts'
import { SeededChance } from './random.ts'

const none = -1

export class RosterSearch {
  readonly roster: CostedRoster
  readonly #chance: SeededChance
  readonly #groups: readonly (readonly number[])[]
  /** Of the largest differences within the groups, while they count. */
  #apart: number

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
    this.roster = new CostedRoster(problem, base)
    this.#chance = new SeededChance(seed)
    this.#groups = groups
    this.#fill()
    this.#apart = this.roster.spreads(groups)
  }

  /**
   * Tries `steps` changes; one that makes it worse is kept the more seldom the worse it is.
   * @param heat about how much worse a change may be
   */
  improve(steps: number, heat: number): void {
    const movable = this.roster.open
    if (movable === 0) return
    for (let step = 0; step < steps; step++) {
      const slot = this.#chance.below(movable)
      const from = this.roster.holder[slot] ?? none
      const eligible = this.roster.eligible(slot)
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
      const other = near ? slot - 40 + this.#chance.below(81) : this.#chance.below(this.roster.open)
      if (other < 0 || other >= this.roster.open || this.roster.holder[other] !== to) continue
      if (this.roster.eligible(other).includes(from)) return other
    }
    return none
  }

  #isKept(before: number, limit: number): boolean {
    const apart = this.roster.spreads(this.#groups)
    if (this.roster.cost - before + spreadApart * (apart - this.#apart) > limit) return false
    this.#apart = apart
    return true
  }

  #tryMove(slot: number, from: number, to: number, limit: number): void {
    const before = this.roster.cost
    this.roster.remove(slot, from)
    this.roster.add(slot, to)
    if (this.#isKept(before, limit)) return
    this.roster.remove(slot, to)
    this.roster.add(slot, from)
  }

  #trySwap(slot: number, other: number, from: number, to: number, limit: number): void {
    const before = this.roster.cost
    this.roster.remove(slot, from)
    this.roster.remove(other, to)
    this.roster.add(slot, to)
    this.roster.add(other, from)
    if (this.#isKept(before, limit)) return
    this.roster.remove(slot, to)
    this.roster.remove(other, from)
    this.roster.add(slot, from)
    this.roster.add(other, to)
  }

  /** Three people pass on a duty each: where people are few, two alone find nothing to change. */
  #tryRound(slot: number, from: number, to: number, limit: number): void {
    const second = this.#slotOf(slot, to)
    const eligible = this.roster.eligible(second)
    const third = eligible[this.#chance.below(Math.max(1, eligible.length))] ?? none
    if (third === none || third === from || third === to) return
    const last = this.#partner(slot, from, third)
    if (last === none) return
    const before = this.roster.cost
    this.roster.remove(slot, from)
    this.roster.remove(second, to)
    this.roster.remove(last, third)
    this.roster.add(slot, to)
    this.roster.add(second, third)
    this.roster.add(last, from)
    if (this.#isKept(before, limit)) return
    this.roster.remove(slot, to)
    this.roster.remove(second, third)
    this.roster.remove(last, from)
    this.roster.add(slot, from)
    this.roster.add(second, to)
    this.roster.add(last, third)
  }

  /** A duty of that person near a slot in time. */
  #slotOf(near: number, person: number): number {
    for (let attempt = 0; attempt < 6; attempt++) {
      const slot = near - 20 + this.#chance.below(41)
      if (slot >= 0 && slot < this.roster.open && this.roster.holder[slot] === person) return slot
    }
    return none
  }

  /** Each slot in order of time to whom it costs least. */
  #fill(): void {
    for (let slot = 0; slot < this.roster.open; slot++) {
      let best = none
      let least = Number.POSITIVE_INFINITY
      const eligible = this.roster.eligible(slot)
      const start = this.#chance.below(Math.max(1, eligible.length))
      for (let turn = 0; turn < eligible.length; turn++) {
        const person = eligible[(start + turn) % eligible.length] ?? none
        const before = this.roster.cost
        this.roster.add(slot, person)
        if (this.roster.cost - before < least) {
          least = this.roster.cost - before
          best = person
        }
        this.roster.remove(slot, person)
      }
      if (best !== none) this.roster.add(slot, best)
    }
  }
}
