import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

function modifiedAt(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function newestSource(): number {
  const sources = globSync(
    ['src/**/*.{ts,tsx,css,html}', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
    { cwd: root },
  )
  return Math.max(...sources.map(modifiedAt))
}

/** Builds `out/` where it is missing or older than a source. `false`: the build failed and said why. */
export function buildIfStale(): boolean {
  const built = [
    'out/renderer/index.html',
    'out/main/index.js',
    'out/main/headless-main.js',
    'out/preload/index.cjs',
  ]
  if (Math.min(...built.map(modifiedAt)) >= newestSource()) return true
  const program = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const done = spawnSync(process.execPath, [program, 'build', '--logLevel', 'error'], {
    cwd: root,
    // Standard output is for the address alone.
    stdio: ['ignore', process.stderr, process.stderr],
  })
  return done.status === 0
}
