/**
 * How even a roster of these shifts and people can be at best, proved by counting (largest flow,
 * smallest cut): who alone may serve a set of duties, and how few duties a set of people may serve.
 * Rests count through the most duties one person can serve; what rests forbid between several
 * people is left out, so a bound may be lower than the truth but never higher.
 */
import { FlowGraph } from './flow.ts'
import type { DutyCounts, Measure } from './model.ts'
import type { Problem, Slot } from './problem.ts'

/** Somebody serves at least `count`. */
export interface HighProof {
  readonly count: number
  /** Indexes: only these may serve the duties below. */
  readonly people: readonly number[]
  readonly duties: number
  /** Those of them who cannot take their part, with the most they can still serve. */
  readonly limited: readonly { readonly person: number; readonly most: number }[]
}

/** One of `people` serves at most `count`. */
export interface LowProof {
  readonly count: number
  readonly people: readonly number[]
  /** All that they may serve, or, of one person, the most that rests and leave allow. */
  readonly duties: number
}

export interface Bound {
  readonly high: HighProof
  readonly low: LowProof
}

/** More duties than rests and leave let these people serve: every roster breaks a rule. */
export interface Shortage {
  /** Days of the first stretch, both included; the whole roster where it is short as a whole. */
  readonly from: number
  readonly to: number
  /** How many stretches are short. */
  readonly stretches: number
  readonly people: readonly number[]
  readonly duties: number
  readonly most: number
}

interface Group {
  readonly count: number
  readonly eligible: readonly number[]
}

const unlimited = 1_000_000

export class Bounds {
  readonly #problem: Problem
  readonly #base: readonly DutyCounts[]

  /** @param base served and set, by index of the person */
  constructor(problem: Problem, base: readonly DutyCounts[]) {
    this.#problem = problem
    this.#base = base
  }

  /**
   * @param compared indexes of the full-time people between whom the difference is taken
   * @returns undefined where even without any evenness the duties cannot be served
   */
  of(measure: Measure, compared: readonly number[]): Bound | undefined {
    const slots = this.#problem.slots.filter(
      (slot) => isOf(slot, measure) && slot.eligible.length > 0,
    )
    const most = this.#problem.people.map((_, person) => mostDuties(this.#problem, slots, person))
    const groups = groupsOf(slots)
    const high = this.#high(measure, compared, groups, most)
    return high && { high, low: this.#low(measure, compared, groups, most) }
  }

  /** Whether people run short whatever is done: as a whole, or within seven days. */
  shortage(): Shortage | undefined {
    const slots = this.#problem.slots.filter((slot) => slot.onSite && slot.eligible.length > 0)
    const weeks = Map.groupBy(slots, ({ day }) => Math.floor(day / 7))
    const short = [slots, ...weeks.values()].flatMap((stretch) => this.#shortIn(stretch) ?? [])
    const [first] = short
    return first && { ...first, stretches: short.length }
  }

  #shortIn(slots: readonly Slot[]): Omit<Shortage, 'stretches'> | undefined {
    const most = this.#problem.people.map((_, person) => mostDuties(this.#problem, slots, person))
    const cut = cutOf(groupsOf(slots), most)
    if (!cut) return undefined
    const days = slots.map(({ day }) => day)
    return {
      ...cut,
      from: Math.min(...days),
      to: Math.max(...days),
      most: cut.people.reduce((sum, person) => sum + (most[person] ?? 0), 0),
    }
  }

  #high(
    measure: Measure,
    compared: readonly number[],
    groups: readonly Group[],
    most: readonly number[],
  ): HighProof | undefined {
    const inPlay = new Set(compared)
    const room = (count: number) =>
      this.#problem.people.map(({ share }, person) => {
        const had = this.#base[person]?.[measure] ?? 0
        const own = inPlay.has(person)
          ? count - had
          : share < 1
            ? Math.ceil(share * count) - had
            : unlimited
        return Math.max(0, Math.min(own, most[person] ?? 0))
      })
    // Nobody can be below what was served already.
    let low = Math.max(0, ...compared.map((person) => this.#base[person]?.[measure] ?? 0))
    const total = groups.reduce((sum, { count }) => sum + count, 0)
    let high = low + total
    if (cutOf(groups, room(high))) return undefined
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (cutOf(groups, room(middle))) low = middle + 1
      else high = middle
    }
    const rooms = room(high - 1)
    const cut = cutOf(groups, rooms)
    if (!cut) {
      // The largest so far is the bound: whoever served it.
      const people = compared.filter((person) => this.#base[person]?.[measure] === high)
      return { count: high, people, duties: 0, limited: [] }
    }
    const limited = cut.people.flatMap((person) => {
      const own = most[person] ?? 0
      return own < high - 1 - (this.#base[person]?.[measure] ?? 0) ? { person, most: own } : []
    })
    return { count: high, ...cut, limited }
  }

  #low(
    measure: Measure,
    compared: readonly number[],
    groups: readonly Group[],
    most: readonly number[],
  ): LowProof {
    const had = (person: number) => this.#base[person]?.[measure] ?? 0
    /** Who cannot all come to `count`. */
    const missed = (count: number): LowProof | undefined => {
      for (const person of compared) {
        const own = had(person) + (most[person] ?? 0)
        if (own < count) return { count: count - 1, people: [person], duties: most[person] ?? 0 }
      }
      const source = groups.length + this.#problem.people.length
      const graph = new FlowGraph(source + 2)
      let wanted = 0
      for (const person of compared) {
        const need = Math.max(0, count - had(person))
        wanted += need
        graph.add(source, groups.length + person, need)
      }
      const inPlay = new Set(compared)
      groups.forEach((group, index) => {
        for (const person of group.eligible)
          if (inPlay.has(person)) graph.add(groups.length + person, index, unlimited)
        graph.add(index, source + 1, group.count)
      })
      if (graph.most(source, source + 1) >= wanted) return undefined
      const side = graph.sourceSide(source)
      const duties = groups.reduce(
        (sum, group, index) => sum + (side.has(index) ? group.count : 0),
        0,
      )
      const people = compared.filter((person) => side.has(groups.length + person))
      return { count: count - 1, people, duties }
    }
    let low = 0
    let high = Math.max(0, ...compared.map((person) => had(person) + (most[person] ?? 0))) + 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (missed(middle)) high = middle - 1
      else low = middle
    }
    return missed(low + 1) ?? { count: low, people: compared, duties: 0 }
  }
}

export function isOf(slot: Slot, measure: Measure): boolean {
  if (!slot.onSite) return false
  switch (measure) {
    case 'weekend':
      return slot.weekend
    case 'holiday':
      return slot.holiday !== ''
    case 'night':
      return slot.night
    case 'total':
      return true
  }
}

/** Slots that the same people may serve are one node of the graph. */
function groupsOf(slots: readonly Slot[]): Group[] {
  const byPeople = Map.groupBy(slots, ({ eligible }) => eligible.join())
  return [...byPeople.values()].map((group) => ({
    count: group.length,
    eligible: group[0]?.eligible ?? [],
  }))
}

/** Duties that these people, with this room each, cannot serve; undefined where all are served. */
function cutOf(
  groups: readonly Group[],
  room: readonly number[],
): { readonly people: readonly number[]; readonly duties: number } | undefined {
  const source = groups.length + room.length
  const graph = new FlowGraph(source + 2)
  groups.forEach((group, index) => {
    graph.add(source, index, group.count)
    for (const person of group.eligible) graph.add(index, groups.length + person, unlimited)
  })
  room.forEach((own, person) => graph.add(groups.length + person, source + 1, own))
  const total = groups.reduce((sum, { count }) => sum + count, 0)
  if (graph.most(source, source + 1) >= total) return undefined
  const side = graph.sourceSide(source)
  return {
    people: room.flatMap((_, person) => (side.has(groups.length + person) ? person : [])),
    duties: groups.reduce((sum, group, index) => sum + (side.has(index) ? group.count : 0), 0),
  }
}

const hourMs = 3_600_000

/**
 * The most of these slots that one person can serve without breaking a rest or the week's limit:
 * always the one next whose rest ends first (interval scheduling), and by weeks.
 */
function mostDuties({ ask: { rules } }: Problem, slots: readonly Slot[], person: number): number {
  const own = slots
    .filter(({ eligible }) => eligible.includes(person))
    .map(({ from, to, night, day }) => {
      const restH = Math.max(rules.restH ?? 0, (night ? rules.restAfterNightH : null) ?? 0)
      return { from, day, rested: to + restH * hourMs }
    })
    .toSorted((one, other) => one.rested - other.rested)
  let count = 0
  let free = Number.NEGATIVE_INFINITY
  for (const { from, rested } of own) {
    if (from < free) continue
    count += 1
    free = rested
  }
  const { perWeek } = rules
  if (perWeek === null) return count
  const weeks = Map.groupBy(own, ({ day }) => Math.floor(day / 7))
  const byWeek = [...weeks.values()].reduce((sum, week) => sum + Math.min(perWeek, week.length), 0)
  return Math.min(count, byWeek)
}
