import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onlyOn, test } from './fixtures.ts'

const out = join(import.meta.dirname, '../../out')
onlyOn(['headless'], 'the bundles are the same for every shell')

function scriptsOf(folder: string): string[] {
  return readdirSync(join(out, folder))
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => join(out, folder, name))
}

test('the main and preload bundles are not empty', () => {
  const names = ['main/index.js', 'main/core-process.js', 'preload/index.cjs']
  const smallest = {
    'main/index.js': 5000,
    'main/core-process.js': 1000,
    'preload/index.cjs': 200,
  } as const
  for (const name of names) {
    const least = smallest[name as keyof typeof smallest]
    expect(statSync(join(out, name)).size, name).toBeGreaterThan(least)
  }
  // The core is a part of its own, shared by the utility process and the headless entry.
  const core = scriptsOf('main').find((name) => /[\\/]console-[^\\/]+\.js$/.test(name))
  expect(core && statSync(core).size).toBeGreaterThan(500_000)
})

test('native packages stay outside the bundles', () => {
  const all = [...scriptsOf('main'), ...scriptsOf('preload')].map((file) =>
    readFileSync(file, 'utf8'),
  )
  const core = all.join('\n')
  expect(core).toMatch(/from "better-sqlite3"/)
  expect(core).toMatch(/import\("serialport"\)/)
  // What the packages would bring along if they were bundled.
  expect(core).not.toMatch(/node-gyp-build|better_sqlite3\.node/)
  expect(readdirSync(join(out, 'main')).filter((name) => name.endsWith('.node'))).toEqual([])
})

test('the preload is one CommonJS file that asks for electron and nothing else', () => {
  expect(scriptsOf('preload')).toHaveLength(1)
  const preload = readFileSync(join(out, 'preload/index.cjs'), 'utf8')
  const asked = [...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)
  expect(asked).toEqual(['electron'])
})

test('the page has its script in files, none inline', () => {
  const page = readFileSync(join(out, 'renderer/index.html'), 'utf8')
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(page).not.toMatch(/\sstyle=/)
  expect(page).toContain('nonce="__CSP_NONCE__"')
})
