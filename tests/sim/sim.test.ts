import { expect, it } from 'vitest'
import { describeFailure, runCases } from './run-cases.ts'

/** New every day, the same all day: a push tests new cases, and a failure can be found again. */
const seedOfToday = Number(new Date().toISOString().slice(0, 10).replaceAll('-', '')) * 1000
const seed = Number(process.env['SIM_SEED'] ?? seedOfToday)
const cases = Number(process.env['SIM_CASES'] ?? 300)

it(
  'loses nothing and shows the same everywhere, whatever happened to clocks, disks and roads',
  () => {
    process.stdout.write(`simulation: SIM_SEED=${seed} SIM_CASES=${cases}\n`)
    const failure = runCases(seed, cases)
    expect(failure && describeFailure(failure)).toBeUndefined()
  },
  // Ten times what 300 cases are meant to take, and in proportion for more.
  Math.max(120_000, cases * 500),
)
