/**
 * `npm start`: the desktop console where the Electron runtime is or can be had, else the same
 * console as a browser seat on this machine. `--headless` only serves.
 */
import '../src/main/runtime-guard.ts'
import { spawn } from 'node:child_process'
import { buildIfStale } from './start-build.ts'
import { electronRuntime } from './start-electron.ts'

const args = process.argv.slice(2)

function runElectron(program: string): Promise<number> {
  const child = spawn(program, ['.', ...args], { stdio: 'inherit' })
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}

/** Best effort: where there is no browser the printed address is enough. */
function openBrowser(address: string): void {
  if (process.env['CI']) return
  const [program, ...rest] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '']
      : [process.platform === 'darwin' ? 'open' : 'xdg-open']
  const child = spawn(program ?? '', [...rest, address], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

/** The built console: it starts in a quarter of the time that its sources need. */
async function headless(onReady?: (address: string) => void): Promise<number> {
  const built = new URL('../out/main/headless-main.js', import.meta.url).href
  const { main } = (await import(built)) as typeof import('../src/main/headless-main.ts')
  return main(args, onReady)
}

async function start(): Promise<number> {
  if (!buildIfStale()) return 1
  if (args.includes('--headless')) return headless()
  const runtime = electronRuntime()
  if ('program' in runtime) return runElectron(runtime.program)
  process.stderr.write(`${runtime.missing}，改为在本机浏览器中打开席位。\n`)
  return headless(openBrowser)
}

process.exitCode = await start()
