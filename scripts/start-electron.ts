/** Finds the Electron runtime, or gets it: its package downloads it on first use. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const packageDir = join(import.meta.dirname, '..', 'node_modules', 'electron')

/** A mirror that cannot be reached within this time counts as none. */
const probeMs = 4000
const downloadMs = 15 * 60_000

export type ElectronRuntime = { readonly program: string } | { readonly missing: string }

/** The program, where the runtime is on this machine. */
export function installedElectron(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const pathFile = join(packageDir, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const program = join(override ?? join(packageDir, 'dist'), name)
  return existsSync(program) ? program : undefined
}

function setting(name: string): string | undefined {
  return process.env[`npm_config_electron_${name}`] ?? process.env[`ELECTRON_${name.toUpperCase()}`]
}

/** Where the package would download from, by the same settings it reads itself. */
export function artifactUrl(version: string): string {
  const mirror = setting('mirror') ?? 'https://github.com/electron/electron/releases/download/'
  const folder = setting('custom_dir')?.replace('{{ version }}', version) ?? `v${version}`
  return `${mirror}${folder}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

/**
 * Asked in a process of its own so that the proxy settings of the environment apply, which
 * Node reads only at its start.
 */
function reachable(url: string): boolean {
  const ask = `fetch(process.argv[1], { method: 'HEAD', signal: AbortSignal.timeout(${probeMs}) })
    .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' }
  const done = spawnSync(process.execPath, ['-e', ask, url], {
    env,
    timeout: probeMs + 2000,
    stdio: 'ignore',
  })
  return done.status === 0
}

/** The runtime, downloaded where its mirror answers; else the reason in words. */
export function electronRuntime(): ElectronRuntime {
  const program = installedElectron()
  if (program) return { program }
  if (process.env['CONSOLE_SHELL'] === 'browser') return { missing: '按设置不使用 Electron 运行时' }
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string
  }
  if (!reachable(artifactUrl(version)))
    return { missing: `没有 Electron ${version} 运行时，也无法下载` }
  process.stderr.write(`正在下载 Electron ${version} 运行时…\n`)
  const env = { ...process.env, ELECTRON_GET_USE_PROXY: '1' }
  spawnSync(process.execPath, [join(packageDir, 'install.js')], {
    env,
    timeout: downloadMs,
    stdio: 'ignore',
  })
  const now = installedElectron()
  return now ? { program: now } : { missing: `Electron ${version} 运行时下载失败` }
}
