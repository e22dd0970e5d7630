/** Programs that others wrote, run on what we wrote. */
import { spawn, spawnSync } from 'node:child_process'
import { isInstalled } from '../../scripts/debian-packages.ts'

/** Why tests with this program are skipped here; `undefined` where it is there. */
export function missingProgram(program: string, debian: string): string | undefined {
  return isInstalled(program) ? undefined : `${program} is missing (Debian package ${debian})`
}

export interface ProgramRun {
  readonly out: string
  readonly complaints: string
}

/** @throws Where it does not end well. */
export function runProgram(program: string, words: readonly string[]): ProgramRun {
  const run = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (run.error) throw run.error
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status}: ${run.stderr}`)
  return { out: run.stdout, complaints: run.stderr }
}

export interface RunningProgram {
  /** Everything it printed so far. */
  readonly printed: string
  stop(): Promise<void>
}

/** A program that runs beside the test. Its standard input stays open and says nothing. */
export function startProgram(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningProgram {
  const child = spawn(program, words, { env: { ...process.env, ...environment } })
  let printed = ''
  const take = (bytes: Buffer) => (printed += bytes.toString('latin1'))
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  child.once('error', (error) => (printed += error.message))
  return {
    get printed() {
      return printed
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
