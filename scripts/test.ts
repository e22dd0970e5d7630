/**
 * `npm test`: Debian programs, unit and property tests, the build, end-to-end tests
 * without a network where the system can cut it off, then one
 * plain line for the whole run. `--long` raises the numbers of cases; `--install` (or CI=true)
 * installs missing Debian packages.
 */
import '../src/main/runtime-guard.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { provideDebianPackages } from './debian-packages.ts'

const options = new Set(process.argv.slice(2))
const long = options.has('--long')
const totalsFolder = '.vitest'

interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, or passed only at the second try, by name. */
  readonly troubled?: readonly string[]
}

function run(title: string, command: readonly string[]): boolean {
  const [program = '', ...rest] = command
  const startedAt = performance.now()
  const env = { ...process.env, ...(long ? { SIM_CASES: '5000', LONG: '1' } : {}) }
  const done = spawnSync(program, rest, {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  process.stdout.write(`${title}: ${done.status === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`)
  return done.status === 0
}

/** A suite that wrote no totals did not run to its end: that is one failure. */
function totalsOf(name: string): Totals {
  try {
    return JSON.parse(readFileSync(`${totalsFolder}/${name}.json`, 'utf8')) as Totals
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

provideDebianPackages(options.has('--install') || process.env['CI'] === 'true')
rmSync(totalsFolder, { recursive: true, force: true })
mkdirSync(totalsFolder, { recursive: true })

/**
 * Before a command that is to run with no network but this machine's own loopback; empty where the
 * system does not allow it, and that is said.
 */
function cutOff(): readonly string[] {
  const words = ['-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
  const tried =
    process.platform === 'linux'
      ? spawnSync('unshare', [...words, 'true'], { encoding: 'utf8' })
      : undefined
  if (tried?.status === 0) return ['unshare', ...words]
  const why = tried?.stderr?.trim() ?? tried?.error?.message ?? 'only Linux has network namespaces'
  process.stdout.write(`end to end: the network is not cut off (${why})\n`)
  return []
}

const unit = run('unit', ['vitest', 'run', ...(long ? ['--testTimeout=1800000'] : [])])
const built = run('build', ['electron-vite', 'build'])
const endToEnd = built && run('end to end', [...cutOff(), 'playwright', 'test'])

const suites = [totalsOf('unit'), built ? totalsOf('e2e') : { passed: 0, failed: 1, skipped: 0 }]
const sum = (key: 'passed' | 'failed' | 'skipped') =>
  suites.reduce((total, suite) => total + suite[key], 0)
for (const line of suites.flatMap(({ troubled = [] }) => troubled)) {
  process.stdout.write(`${line}\n`)
}
process.stdout.write(
  `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`,
)
process.exitCode = unit && endToEnd && sum('failed') === 0 ? 0 : 1
