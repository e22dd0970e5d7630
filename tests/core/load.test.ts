/** 20 seconds of the largest net here, five minutes of it in the long run. */
import { expect, it } from 'vitest'
import { largestNet } from '../support/load-ends.ts'
import { loadRun } from '../support/load-run.ts'
import { socatMissing } from '../support/pty-pair.ts'

const seconds = process.env['LONG'] === '1' ? 300 : 20
/** The goal is 50 ms, judged in `bench/load.ts`; a machine that does other things is given ten times that. */
const keyLimitMs = 500
const growthLimitMb = 16

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN

it(
  `2,200 radios and 1,808 positions a minute on eight gateways for ${seconds} s: no frame is lost, the seat answers, memory is flat`,
  async ({ skip }) => {
    const missing = socatMissing()
    if (missing !== undefined) skip(missing)
    const run = await loadRun(largestNet(seconds))
    const growthMb = run.heapMb.after - run.heapMb.before
    for (const { name, said, recorded } of run.gateways)
      console.info(`${name}: said ${JSON.stringify(said)}, recorded ${JSON.stringify(recorded)}`)
    console.info(
      `keys ${run.keysMs.length}: p50 ${at(run.keysMs, 0.5).toFixed(1)} ms, p99 ${at(run.keysMs, 0.99).toFixed(1)} ms (idle p99 ${at(run.idleKeysMs, 0.99).toFixed(1)} ms); ` +
        `heap ${run.heapMb.before.toFixed(1)} → ${run.heapMb.after.toFixed(1)} MB; processor ${(run.cpuShare * 100).toFixed(0)} %`,
    )
    expect(run.radiosOnline).toBe(2200)
    expect(run.sentencesLost).toBe(0)
    const positions = run.gateways.reduce((sum, { said }) => sum + said.positions, 0)
    expect(positions).toBe(Math.round((seconds * 1808) / 60))
    for (const { name, said, recorded, damaged, state } of run.gateways) {
      const { messages: _messages, ...expected } = said
      expect({ name, damaged, state, ...recorded }).toEqual({
        name,
        damaged: 0,
        state: 'ready',
        ...expected,
      })
    }
    expect(at(run.keysMs, 0.99)).toBeLessThan(keyLimitMs)
    expect(growthMb).toBeLessThan(growthLimitMb)
  },
  (seconds + 150) * 1000,
)
