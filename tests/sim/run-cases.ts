import * as fc from 'fast-check'
import { simulatedCase, type Case } from './commands.ts'
import type { Mutant } from './mutant.ts'
import { simulate } from './simulation.ts'

export interface Failure {
  readonly seed: number
  /** Cases played, the failing one included. */
  readonly cases: number
  /** The smallest case found that still fails. */
  readonly smallest: Case
  readonly problem: string
}

/**
 * Plays `cases` cases with the seeds `seed`, `seed + 1` …, each repeatable alone, up to the first
 * that fails. `mutant` makes the planted bug anew for each case; a bug planted on purpose is not
 * shrunk.
 */
export function runCases(seed: number, cases: number, mutant?: () => Mutant): Failure | undefined {
  for (let index = 0; index < cases; index++) {
    const own = seed + index
    const details = fc.check(
      fc.property(simulatedCase, (plan) => simulate(plan, mutant?.())),
      { seed: own, numRuns: 1, endOnFailure: mutant !== undefined },
    )
    if (!details.failed) continue
    const smallest = details.counterexample?.[0]
    if (!smallest) throw new Error('a failure without a case', { cause: details })
    const problem =
      details.errorInstance instanceof Error ? (details.errorInstance.stack ?? '') : 'unknown'
    return { seed: own, cases: index + 1, smallest, problem }
  }
  return undefined
}

export function describeFailure(failure: Failure): string {
  return [
    failure.problem,
    `smallest case: ${JSON.stringify(failure.smallest)}`,
    `replay: SIM_SEED=${failure.seed} SIM_CASES=1 npx vitest run tests/sim/sim.test.ts`,
  ].join('\n')
}
