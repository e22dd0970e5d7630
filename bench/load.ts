/**
 * The largest net a vendor claims, 2,200 radios and 1,808 positions a minute, on eight gateways of six
 * kinds over pseudo-terminals, TCP and UDP: what an officer's key waits, against the same keys on the
 * idle console; what is lost; what memory it keeps.
 */
import { largestNet } from '../tests/support/load-ends.ts'
import { loadRun } from '../tests/support/load-run.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const seconds = 60
const keyGoalMs = 50
const growthGoalMb = 8

export const benchmark: Benchmark = {
  name: 'load',
  async run() {
    const run = await loadRun(largestNet(seconds))
    const sum = (of: (one: (typeof run.gateways)[number]) => number) =>
      run.gateways.reduce((all, one) => all + of(one), 0)
    const said = sum((one) => one.said.positions + one.said.texts + one.said.rings)
    const recorded = sum((one) => one.recorded.positions + one.recorded.texts + one.recorded.rings)
    const [loaded, idle] = [p99(run.keysMs), p99(run.idleKeysMs)]
    const growth = run.heapMb.after - run.heapMb.before
    return [
      {
        what: `a key to its answer under ${run.radiosOnline} radios and 1,808 positions a minute`,
        value: `p50 ${ms(p50(run.keysMs))}, p99 ${ms(loaded)}`,
        against: `idle p50 ${ms(p50(run.idleKeysMs))}, p99 ${ms(idle)}: ratio of p99 ${(loaded / idle).toFixed(2)}; processor ${(run.cpuShare * 100).toFixed(0)} %`,
        goal: `p99 ≤ ${keyGoalMs} ms`,
        held: loaded <= keyGoalMs,
      },
      {
        what: 'positions, texts and rings recorded of those said',
        value: `${recorded} of ${said}`,
        against: `ratio ${(recorded / said).toFixed(4)} over ${run.seconds.toFixed(0)} s`,
        goal: 'all of them',
        held: recorded === said,
      },
      {
        what: 'memory kept after the warm-up',
        value: `${growth.toFixed(1)} MB`,
        against: `${run.heapMb.before.toFixed(1)} MB at the beginning: ratio ${(run.heapMb.after / run.heapMb.before).toFixed(3)}`,
        goal: `≤ ${growthGoalMb} MB`,
        held: growth <= growthGoalMb,
      },
    ]
  },
}
