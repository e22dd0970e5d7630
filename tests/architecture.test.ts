/** Which way dependencies point, read from the imports; and the same rules on planted violations. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { expect, it } from 'vitest'
import { coreAllowedPackages, rendererAllowed } from './architecture.allow.ts'

interface Source {
  readonly path: string
  readonly text: string
}

interface Import {
  readonly from: string
  /** A path in the repository for relative imports, else the package as written. */
  readonly to: string
  readonly local: boolean
}

const importPattern =
  /(?:^|[\n;])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g

function importsOf(source: Source): Import[] {
  return [...source.text.matchAll(importPattern)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    const local = name.startsWith('.')
    const to = local ? posix.normalize(posix.join(dirname(source.path), name)) : name
    return { from: source.path, to, local }
  })
}

const isTest = (path: string) => /\.(test|suite)\.tsx?$/.test(path)
const inside = (path: string, folder: string) => path.startsWith(`${folder}/`)

type Rule = (entry: Import) => string | undefined

const coreIsPure: Rule = ({ from, to, local }) => {
  if (!inside(from, 'src/core')) return undefined
  if (local) return inside(to, 'src/core') ? undefined : 'core imports only core'
  return coreAllowedPackages.includes(to) ? undefined : 'core imports a package not on its list'
}

const kernelKnowsNobody: Rule = ({ from, to, local }) =>
  local && inside(from, 'src/core/kernel') && !inside(to, 'src/core/kernel')
    ? 'kernel imports only kernel'
    : undefined

const moduleThroughIndex: Rule = ({ from, to, local }) => {
  const target = /^src\/core\/modules\/([^/]+)\/(.+)$/.exec(to)
  if (!local || !target) return undefined
  const home = /^src\/core\/modules\/([^/]+)\//.exec(from)?.[1]
  if (home === target[1] || !home) return undefined
  return target[2] === 'index.ts' || target[2] === 'contract.ts'
    ? undefined
    : 'a module reaches another only through its index.ts'
}

const rendererKnowsContracts: Rule = ({ from, to, local }) => {
  if (!local || !inside(from, 'src/renderer') || inside(to, 'src/renderer')) return undefined
  return rendererAllowed.some((pattern) => pattern.test(to))
    ? undefined
    : 'the renderer imports only the contract from outside'
}

const screensApart: Rule = ({ from, to, local }) => {
  const home = /^src\/renderer\/screens\/([^/]+)\//.exec(from)?.[1]
  const target = /^src\/renderer\/screens\/([^/]+)\//.exec(to)?.[1]
  // What is selected is shared by the dispatch picture, its twin screen and the command line.
  if (!local || !home || !target || home === target || to.endsWith('/selection.ts'))
    return undefined
  return 'screens never import screens'
}

const drivers: readonly (readonly [RegExp, RegExp, string])[] = [
  [
    /^electron$/,
    /^src\/(main\/(index\.ts|electron\/)|preload\/)/,
    'electron is named outside the shell',
  ],
  [
    /^better-sqlite3$/,
    /^src\/main\/adapters\/sqlite\.ts$/,
    'the SQLite driver is named outside its adapter',
  ],
  [
    /^(serialport|@serialport\/.*)$/,
    /^src\/main\/adapters\/links\//,
    'serialport is named outside link adapters',
  ],
]

const driversBehindAdapters: Rule = ({ from, to }) => {
  if (!inside(from, 'src')) return undefined
  const found = drivers.find(([name, home]) => name.test(to) && !home.test(from))
  return found?.[2]
}

const preloadOnlyElectron: Rule = ({ from, to }) =>
  inside(from, 'src/preload') && to !== 'electron' ? 'preload imports electron only' : undefined

const rules = [
  coreIsPure,
  kernelKnowsNobody,
  moduleThroughIndex,
  rendererKnowsContracts,
  screensApart,
  driversBehindAdapters,
  preloadOnlyElectron,
]

function violations(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap(importsOf)
    .flatMap((entry) =>
      rules.flatMap((rule) => {
        const said = rule(entry)
        return said ? [`${entry.from} → ${entry.to}: ${said}`] : []
      }),
    )
}

function readSources(): Source[] {
  return globSync('src/**/*.{ts,tsx}').map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(path, 'utf8'),
  }))
}

it('keeps every dependency pointing the way the design says', () => {
  const sources = readSources()
  expect(sources.length).toBeGreaterThan(20)
  expect(violations(sources)).toEqual([])
})

it.each([
  ['src/core/kernel/planted.ts', `import { readFileSync } from 'node:fs'`],
  ['src/core/kernel/planted.ts', `import { openOpLog } from '../oplog/log.ts'`],
  ['src/core/modules/a/planted.ts', `import { table } from '../b/tables.ts'`],
  ['src/core/planted.ts', `import { openDatabase } from '../main/adapters/sqlite.ts'`],
  ['src/renderer/planted.tsx', `import { x } from '../core/oplog/log.ts'`],
  ['src/renderer/screens/a/planted.tsx', `import { B } from '../b/B.tsx'`],
  ['src/main/console.ts', `import { app } from 'electron'`],
  ['src/main/tools/planted.ts', `import Database from 'better-sqlite3'`],
  ['src/main/gateways/planted/x.ts', `const port = await import('serialport')`],
  ['src/preload/planted.ts', `import { z } from 'zod'`],
])('fails on a planted violation: %s with %s', (path, text) => {
  expect(violations([{ path, text }])).toHaveLength(1)
})
