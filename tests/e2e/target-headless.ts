import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readRunningNote } from '../../src/main/adapters/http-server-note.ts'
import { watchReports } from './reports.ts'
import type { OpenedTarget, OpenOptions } from './targets.ts'

const entry = join(import.meta.dirname, '../../src/main/headless.ts')
/** Ten times the goal of 1.5 s. */
const readyWithinMs = 15_000

export interface HeadlessProcess {
  readonly child: ChildProcess
  readonly address: string
  stop(): Promise<void>
}

/** The console as its own process; `flags` besides `--data` and `--port`. */
export async function spawnHeadless(
  dataDir: string,
  flags: readonly string[] = [],
): Promise<HeadlessProcess> {
  const child = spawn(
    process.execPath,
    [entry, '--headless', '--data', dataDir, '--port', '0', ...flags],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  child.stderr.on('data', (text) => void (said += String(text)))
  const lines = createInterface({ input: child.stdout })
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no address within ${readyWithinMs} ms: ${said}`)),
      readyWithinMs,
    )
    lines.once('line', (line) => {
      clearTimeout(timer)
      resolve(line)
    })
    child.once('close', (code) => reject(new Error(`the console ended with ${code}: ${said}`)))
  })
  return {
    child,
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What the `seat-link` tool does: a fresh one-time address from the running console. */
export async function newSeatAddress(dataDir: string, name = '第二席位'): Promise<string> {
  const note = readRunningNote(dataDir)
  if (!note) throw new Error('no console is running in this folder')
  const url = `${note.origin}/control/seat-link?name=${encodeURIComponent(name)}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${note.secret}` },
  })
  return (await answer.text()).trim()
}

export async function openHeadless({
  dataDir,
  demo,
  browser,
  reports,
}: OpenOptions): Promise<OpenedTarget> {
  const running = await spawnHeadless(dataDir, demo ? ['--demo'] : [])
  const openSeat = async (address: string) => {
    // A context of its own: each seat is another browser with its own cookie.
    const page = await (await browser.newContext()).newPage()
    watchReports(page, reports)
    await page.goto(address)
    return page
  }
  const page = await openSeat(running.address)
  return {
    page,
    origin: new URL(running.address).origin,
    async crashCore() {
      running.child.kill('SIGKILL')
    },
    anotherPage: async () => openSeat(await newSeatAddress(dataDir)),
    async close() {
      for (const context of browser.contexts()) await context.close()
      await running.stop()
    },
  }
}
