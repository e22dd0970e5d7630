/**
 * A roster out of shifts, people and what is set: the most even one found that breaks no rule,
 * with a proof of how even it can be at all. The same ask gives the same roster: it counts
 * steps, not seconds.
 */
import { balanceOf, measures, poolsOf, spreadOf } from './balance.ts'
import { Bounds } from './bounds.ts'
import type { Bound } from './bounds.ts'
import type { CostedRoster } from './costed-roster.ts'
import { shortageSentence, unevenSentences } from './explain.ts'
import type {
  Assignment,
  BalanceRow,
  DutyCounts,
  GeneratedRoster,
  Measure,
  PoolBalance,
  RosterAsk,
  RosterProgress,
  Spread,
} from './model.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { checkRoster } from './rules.ts'
import { RosterSearch } from './search.ts'

/** Beginnings from other chances, while it is not as even as can be; a small roster has time for more. */
const fewAttempts = 3
const manyAttempts = 6
const smallSlots = 400
const stages = 40
const stepsPerSlot = 30
/** Of a stage, however few the slots. */
const leastSteps = 25_000
/** From about two duties of unevenness, or one broken rule, down to what is merely pleasant. */
const unevenHeat = 4_000
const brokenHeat = 1_500_000
const lastHeat = 10

interface Aim {
  readonly pool: PoolBalance
  readonly people: readonly number[]
  readonly bounds: Readonly<Record<Measure, Bound | undefined>>
}

/** Runs to the end; `isStopped` is asked some twenty times a second. */
export function generateRoster(
  ask: RosterAsk,
  watch: {
    readonly onProgress?: ((progress: RosterProgress) => void) | undefined
    readonly isStopped?: (() => boolean) | undefined
    /** For a quick look; otherwise as many as it takes. */
    readonly attempts?: number | undefined
  } = {},
): GeneratedRoster {
  const steps = rosterSteps(ask, watch.attempts)
  let step = steps.next(false)
  while (!step.done) {
    watch.onProgress?.(step.value)
    step = steps.next(watch.isStopped?.() ?? false)
  }
  return step.value
}

/** The same in pieces of some 50 ms, for a thread that must also hear; `true` stops it. */
export function* rosterSteps(
  ask: RosterAsk,
  most?: number,
): Generator<RosterProgress, GeneratedRoster, boolean> {
  const problem = problemOf(ask)
  const set = [...ask.fixed, ...problem.follows]
  const base = balanceOf({ ...ask, assignments: set })
  const bounds = new Bounds(problem, base)
  const aims = aimsOf(problem, base, bounds)
  const attempts = most ?? (problem.slots.length < smallSlots ? manyAttempts : fewAttempts)
  const groups = [...aims.map(({ people }) => people), aims.flatMap(({ people }) => people)]
  const steps = Math.max(stepsPerSlot * problem.slots.length, leastSteps)
  let search = new RosterSearch(problem, base, ask.seed)
  let best: Found | undefined
  let stopped = false
  for (let attempt = 0; attempt < attempts && !stopped; attempt++) {
    if (attempt > 0) search = new RosterSearch(problem, base, ask.seed + attempt * 7919, groups)
    for (let stage = 0; stage < stages && !stopped; stage++) {
      search.improve(steps, heatAt(attempt, stage))
      const spread = Math.max(0, ...aims.map(({ people }) => worst(search.roster, people)))
      const done = (attempt * stages + stage + 1) / (attempts * stages)
      stopped = yield { done, hard: emptyIn(search.roster), soft: search.roster.broken, spread }
    }
    const found = foundBy(search.roster, groups)
    if (!best || isBetter(found, best)) best = found
    if (search.roster.broken === 0 && aims.every((aim) => isReached(search.roster, aim))) break
  }
  if (best) search.roster.restore(best.holder)
  search.roster.emptyOverlaps()
  return resultOf(
    problem,
    [...set, ...assignmentsOf(problem, search.roster)],
    bounds,
    aims,
    stopped,
  )
}

/**
 * Falls by the same share each stage. A second beginning is so hot at first that rules are broken
 * on the way: where people are few, that is how they come to be kept.
 */
function heatAt(attempt: number, stage: number): number {
  let heat = attempt === 0 ? unevenHeat : brokenHeat
  const share = attempt === 0 ? 0.86 : 0.78
  for (let at = 0; at < stage; at++) heat = Math.max(lastHeat, heat * share)
  return heat
}

interface Found {
  readonly holder: Int32Array
  readonly broken: number
  /** Sum of the spreads that are judged. */
  readonly apart: number
  readonly cost: number
}

const foundBy = (roster: CostedRoster, groups: readonly (readonly number[])[]): Found => ({
  holder: roster.snapshot(),
  broken: roster.broken,
  apart: roster.spreads(groups),
  cost: roster.cost,
})

const isBetter = (one: Found, other: Found): boolean =>
  (one.broken - other.broken || one.apart - other.apart || one.cost - other.cost) < 0

const emptyIn = (roster: CostedRoster) => roster.snapshot().filter((person) => person < 0).length

function spreadIn(roster: CostedRoster, people: readonly number[], measure: number): number {
  const counts = people.map((person) => roster.countsOf(person)[measure] ?? 0)
  return counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts)
}

const worst = (roster: CostedRoster, people: readonly number[]) =>
  Math.max(...measures.map((_, measure) => spreadIn(roster, people, measure)))

/** Of all duties a second one of difference is let pass: another beginning takes seconds. */
function isReached(roster: CostedRoster, { people, bounds }: Aim): boolean {
  return measures.every((measure, index) => {
    const enough = measure === 'total' ? 2 : 1
    return spreadIn(roster, people, index) <= Math.max(enough, atLeastOf(bounds[measure]))
  })
}

const atLeastOf = (bound: Bound | undefined) =>
  bound ? Math.max(0, bound.high.count - bound.low.count) : 0

function aimsOf({ ask, people }: Problem, base: readonly BalanceRow[], bounds: Bounds): Aim[] {
  const indexOf = new Map(people.map(({ id }, index) => [id, index]))
  return poolsOf(base, ask.posts).map((pool) => {
    const own = pool.people.flatMap((id) => indexOf.get(id) ?? [])
    return { pool, people: own, bounds: boundsOf(bounds, own) }
  })
}

function boundsOf(bounds: Bounds, people: readonly number[]): Aim['bounds'] {
  return forEachMeasure((measure) => bounds.of(measure, people))
}

function forEachMeasure<Value>(make: (measure: Measure) => Value): Record<Measure, Value> {
  return {
    weekend: make('weekend'),
    holiday: make('holiday'),
    night: make('night'),
    total: make('total'),
  }
}

function assignmentsOf({ slots, people }: Problem, roster: CostedRoster): Assignment[] {
  return slots.flatMap(({ shifts, post }, index) => {
    const person = people[roster.holder[index] ?? -1]?.id
    return person === undefined ? [] : shifts.map((shift) => ({ shift: shift.id, post, person }))
  })
}

function resultOf(
  problem: Problem,
  assignments: readonly Assignment[],
  bounds: Bounds,
  aims: readonly Aim[],
  stopped: boolean,
): GeneratedRoster {
  const { ask, people } = problem
  const balance = balanceOf({ ...ask, assignments })
  const everyone = aims.flatMap((aim) => aim.people)
  const overall = boundsOf(bounds, everyone)
  const rowsOf = (own: readonly number[]): DutyCounts[] => own.flatMap((at) => balance[at] ?? [])
  const spreads = (own: readonly number[], held: Aim['bounds']) =>
    forEachMeasure((measure): Spread => ({
      spread: spreadOf(rowsOf(own), measure),
      atLeast: atLeastOf(held[measure]),
    }))
  const sentences = (whom: string, own: readonly number[], held: Aim['bounds']) =>
    measures.flatMap((measure) =>
      unevenSentences({
        measure,
        whom,
        spread: spreadOf(rowsOf(own), measure),
        bound: held[measure],
        people,
      }),
    )
  const shortage = bounds.shortage()
  return {
    assignments,
    violations: checkRoster({ ...ask, assignments }),
    balance,
    pools: aims.map(({ pool, people: own, bounds: held }) => ({
      ...pool,
      spread: spreads(own, held),
    })),
    spread: spreads(everyone, overall),
    why: [
      ...(shortage ? [shortageSentence(shortage, problem)] : []),
      ...(aims.length > 1 ? sentences('全体值班人员', everyone, overall) : []),
      ...aims.flatMap(({ pool, people: own, bounds: held }) => sentences(pool.word, own, held)),
    ],
    stopped,
  }
}
