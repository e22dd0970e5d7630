/** The test's side: a Chromium, and the built shell on the stand-in as a process of its own. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { chromium, type BrowserContext, type LaunchOptions } from '@playwright/test'
import type { FromShell, FromTest } from './control.ts'

const shellEntry = join(import.meta.dirname, '../../out/main/index.js')
const register = new URL('./register.ts', import.meta.url).href

/** The shell gives its core 8 s to end in order. */
const endsWithinMs = 12_000

export interface StandinShell {
  readonly context: BrowserContext
  readonly process: ChildProcess
  /** Everything the shell told so far, oldest first. */
  readonly told: readonly FromShell[]
  /** Lines of its error stream, which the test's output shows too. */
  readonly says: readonly string[]
  say(message: FromTest): void
  /** Starts the shell once more on the same folder, as a second click on its icon would. */
  startAgain(): Promise<number | null>
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Collects the lines, and lets them through. */
export function collectLines(stream: Readable | null, lines: string[]): void {
  if (stream === null) return
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line)
    process.stderr.write(`${line}\n`)
  })
}

export async function launchStandin(
  flags: readonly string[],
  options: LaunchOptions,
): Promise<StandinShell> {
  const port = await freePort()
  const extra = [
    `--remote-debugging-port=${port}`,
    // Chromium treats `app:` pages of the real shell as secure; so must this origin be.
    '--unsafely-treat-insecure-origin-as-secure=http://console',
    '--autoplay-policy=no-user-gesture-required',
    // Electron's ports tell when the other end closed; Chromium keeps that behind a flag.
    '--enable-blink-features=MessagePortCloseEvent',
    '--window-size=1920,1080',
    '--lang=zh-CN',
  ]
  const browser = await chromium.launch({ ...options, args: [...(options.args ?? []), ...extra] })
  const endpoint = `http://127.0.0.1:${port}`
  const shared = await chromium.connectOverCDP(endpoint)
  const [context] = shared.contexts()
  if (!context) throw new Error('the browser has no context')
  const told: FromShell[] = []
  const says: string[] = []
  const start = () => {
    const child = fork(shellEntry, flags, {
      execArgv: ['--import', register],
      env: { ...process.env, STANDIN_CDP: endpoint, TZ: 'Asia/Shanghai' },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    })
    collectLines(child.stderr, says)
    return child
  }
  const shell = start()
  shell.on('message', (message) => told.push(message as FromShell))
  return {
    context,
    process: shell,
    told,
    says,
    say: (message) => void shell.send(message),
    async startAgain() {
      const second = start()
      const [code] = (await once(second, 'exit')) as [number | null]
      return code
    },
    async close() {
      if (shell.exitCode === null && shell.signalCode === null) {
        const ended = once(shell, 'exit')
        shell.send({ kind: 'dialog-answer', response: 1 } satisfies FromTest)
        shell.send({ kind: 'close-window', url: 'app://console/' } satisfies FromTest)
        const timer = setTimeout(() => shell.kill('SIGKILL'), endsWithinMs)
        await ended
        clearTimeout(timer)
      }
      await shared.close()
      await browser.close()
    },
  }
}
