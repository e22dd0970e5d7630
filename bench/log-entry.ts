/**
 * A log entry: from the call's arrival in the core to the reply after the commit, indexed,
 * against a bare append + fdatasync of the same size, one after the other in one run.
 */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../src/core/api.ts'
import { rightsOf } from '../src/core/modules/people/index.ts'
import type { Seat } from '../src/core/module.ts'
import { startConsole } from '../src/main/console.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'
import { filledFolder, sampleText, seeded } from './support/filled-folder.ts'

const rounds = 2000
const warmUp = 100
const bareBytes = 4096

export const benchmark: Benchmark = {
  name: 'log-entry',
  async run({ entries }) {
    const dataDir = await filledFolder(entries)
    const running = await startConsole({ dataDir })
    const session = {
      person: 'bench',
      name: '王海燕',
      rights: rightsOf(['administrator']),
      signedInAt: 0,
    }
    const seat: Seat = { id: 'bench', name: '测试席', session }
    const api = createRouterClient(running.router, {
      context: { seat },
    }) as unknown as ContractRouterClient<Contract>
    const barePath = join(dataDir, 'bare.bin')
    const bare = openSync(barePath, 'a')
    const block = new Uint8Array(bareBytes).fill(7)
    const random = seeded(7)
    const entryMs: number[] = []
    const bareMs: number[] = []
    for (let round = 0; round < rounds + warmUp; round++) {
      const text = sampleText(random)
      const a = performance.now()
      await api.logbook.write({ kind: 'action', source: { kind: 'text', text: '队伍' }, text })
      const b = performance.now()
      writeSync(bare, block)
      fdatasyncSync(bare)
      const c = performance.now()
      if (round < warmUp) continue
      entryMs.push(b - a)
      bareMs.push(c - b)
      // As in life: other work between two lines (the segment writer, the stream to the pages).
      await new Promise((resolve) => setImmediate(resolve))
    }
    closeSync(bare)
    rmSync(barePath)
    await running.close()
    const limit = 2 * p50(bareMs) + 0.3
    return [
      {
        what: `log entry durable and searchable, ${entries} present, p50`,
        value: ms(p50(entryMs)),
        against: `append + fdatasync ${ms(p50(bareMs))}, ratio ${(p50(entryMs) / p50(bareMs)).toFixed(2)}`,
        goal: `≤ 2 × bare + 0.3 ms = ${ms(limit)}`,
        held: p50(entryMs) <= limit,
      },
      {
        what: 'log entry, p99',
        value: ms(p99(entryMs)),
        against: `append + fdatasync ${ms(p99(bareMs))}`,
        goal: '≤ 10 ms',
        held: p99(entryMs) <= 10,
      },
    ]
  },
}
