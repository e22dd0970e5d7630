/** A duty roster for a year, made and proved; and a small one beside a kept solver. */
import loadHighs from 'highs'
import { measures } from '../src/core/roster/balance.ts'
import { generateRoster } from '../src/core/roster/generate.ts'
import type { GeneratedRoster } from '../src/core/roster/model.ts'
import { dutyPerson, officeOfFourteen } from '../tests/support/duty-office.ts'
import { leastSpread } from '../tests/support/duty-solver.ts'
import { ms, type Benchmark, type Measure } from './support/benchmark.ts'

const goalMs = 5_000

function timed<Value>(run: () => Value): readonly [Value, number] {
  const fromMs = performance.now()
  const value = run()
  return [value, performance.now() - fromMs]
}

const spreads = ({ pools }: GeneratedRoster) =>
  pools
    .map(({ word, spread }) => {
      const held = measures.map((measure) => spread[measure].spread)
      return `${word} ${held.join('/')}`
    })
    .join(', ')

function yearOf(flood: boolean): Measure {
  const ask = officeOfFourteen({ from: '2026-01-01', to: '2026-12-31', flood })
  const [roster, tookMs] = timed(() => generateRoster(ask))
  const { pools, spread, violations, assignments } = roster
  const isEven = pools.every((pool) =>
    measures.every(
      (measure) => pool.spread[measure].spread <= Math.max(1, pool.spread[measure].atLeast),
    ),
  )
  const proved = measures.every((measure) => spread[measure].spread === spread[measure].atLeast)
  return {
    what: `a year for 14 people, ${ask.shifts.length} shifts, ${assignments.length} duties${flood ? ', flood season' : ''}`,
    value: `${ms(tookMs)}, ${violations.length} rules broken; weekend/holiday/night/all: ${spreads(roster)}`,
    against: `counting proof over all people ${measures.map((measure) => spread[measure].atLeast).join('/')}, ${proved ? 'met' : 'not met'}; goal ratio ${(tookMs / goalMs).toFixed(2)}`,
    goal: `≤ ${goalMs / 1000} s, nothing broken, 1 among those who share posts`,
    held: tookMs <= goalMs && violations.length === 0 && isEven,
  }
}

async function besideSolver(): Promise<Measure> {
  const highs = await loadHighs()
  const office = officeOfFourteen({ from: '2026-10-01', to: '2026-10-14', flood: false })
  const people = [
    ...['领一', '领二', '领三'].map((name) => dutyPerson(name, ['leader', 'standby'])),
    ...Array.from('甲乙丙丁戊己庚', (name) => dutyPerson(name, ['chief', 'officer', 'standby'])),
  ]
  const ask = { ...office, people }
  const [roster, ownMs] = timed(() => generateRoster(ask))
  const pools = roster.pools.map((pool) => pool.people)
  const groups = [...pools, pools.flat()]
  const [solved, solverMs] = timed(() => leastSpread(highs, ask, groups))
  const own = [...roster.pools.map(({ spread }) => spread), roster.spread]
    .flatMap((spread) =>
      measures.map((measure) => (measure === 'total' ? 1 : 10) * spread[measure].spread),
    )
    .reduce((sum, one) => sum + one, 0)
  return {
    what: 'two weeks for 10 people beside HiGHS',
    value: `${ms(ownMs)}, unevenness ${own}, ${roster.violations.length} rules broken`,
    against: `HiGHS ${ms(solverMs)}, ${solved.proved ? 'proved' : 'not proved'} optimum ${solved.optimum}: ${(ownMs / solverMs).toFixed(2)} × its time`,
    goal: 'the same unevenness',
    held: solved.proved && own === solved.optimum && roster.violations.length === 0,
  }
}

export const benchmark: Benchmark = {
  name: 'roster',
  run: async () => [yearOf(false), yearOf(true), await besideSolver()],
}
