/** `npm run bench [-- NAME …] [--entries N]`: every benchmark, ratios last. */
import '../src/main/runtime-guard.ts'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Benchmark, Measure } from './support/benchmark.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '1000000' } },
})

const benchmarks: Readonly<Record<string, () => Promise<{ readonly benchmark: Benchmark }>>> = {
  'log-entry': () => import('./log-entry.ts'),
  search: () => import('./search.ts'),
  decode: () => import('./decode.ts'),
  start: () => import('./start.ts'),
  'wire-to-pixel': () => import('./wire-to-pixel.ts'),
  map: () => import('./map.ts'),
  'map-open': () => import('./map-open.ts'),
  'incident-list': () => import('./incident-list.ts'),
  'two-seats': () => import('./two-seats.ts'),
  'command-line': () => import('./command-line.ts'),
  'place-search': () => import('./place-search.ts'),
  load: () => import('./load.ts'),
  lookback: () => import('./lookback.ts'),
  roster: () => import('./roster.ts'),
  whom: () => import('./whom.ts'),
}

const names = positionals.length > 0 ? positionals : Object.keys(benchmarks)
const lines: string[] = []
for (const name of names) {
  const find = benchmarks[name]
  if (!find) {
    process.stderr.write(
      `no benchmark "${name}"; there are ${Object.keys(benchmarks).join(', ')}\n`,
    )
    process.exit(2)
  }
  process.stdout.write(`— ${name}\n`)
  const load = loadavg()[0]?.toFixed(1)
  const { benchmark } = await find()
  for (const measure of await benchmark.run({ entries: Number(values.entries) })) {
    const line = `${lineOf(measure)} | load ${load}`
    process.stdout.write(`${line}\n`)
    lines.push(line)
  }
}
process.stdout.write(`\n${lines.join('\n')}\n`)

function lineOf({ what, value, against, goal, held }: Measure): string {
  return `${held ? 'held  ' : 'MISSED'} ${what}: ${value} | ${against} | goal ${goal}`
}
