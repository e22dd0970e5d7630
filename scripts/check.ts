/** `npm run check`: format, lint, types, dead code, architecture; all are run, the worst decides. */
import '../src/main/runtime-guard.ts'
import { spawnSync } from 'node:child_process'

const environments = ['core', 'main', 'preload', 'renderer', 'tests']

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['format', ['oxfmt', '--check', '.']],
  ['lint', ['oxlint', '--type-aware', '--deny-warnings']],
  ...environments.map((name) => [`types ${name}`, ['tsc', '-p', `tsconfig.${name}.json`]] as const),
  ['dead code', ['knip']],
  ['architecture', ['vitest', 'run', 'tests/architecture.test.ts', '--reporter=default']],
]

const failed = steps.filter(([title, [program = '', ...rest]]) => {
  const startedAt = performance.now()
  const run = spawnSync(program, rest, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${run.status === 0 ? 'ok' : 'FAILED'} ${title} (${seconds} s)\n`)
  return run.status !== 0
})

process.stdout.write(
  failed.length === 0
    ? 'check: all green\n'
    : `check: failed: ${failed.map(([t]) => t).join(', ')}\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1
