import { expect, it } from 'vitest'
import { mutants } from './mutants.ts'
import { runCases } from './run-cases.ts'

/** A fixed seed: whether a planted bug is found must not depend on the day. */
const seed = 1
const limit = 300

for (const [bug, mutant] of Object.entries(mutants)) {
  it(`notices a console that ${bug}`, () => {
    const failure = runCases(seed, limit, mutant)
    expect(failure, `survived ${limit} cases`).toBeDefined()
    const problem = failure?.problem.split('\n')[0] ?? ''
    process.stdout.write(`caught after ${failure?.cases} cases: ${bug} – ${problem}\n`)
  }, 120_000)
}
