import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { practiceDir } from '../../src/main/default-data-dir.ts'
import { readFlags } from '../../src/main/headless-main.ts'
import { startConsole, type ConsoleOptions, type RunningConsole } from '../../src/main/console.ts'
import { connectSeat, quickModules } from '../support/start-console.ts'

const root = mkdtempSync(join(tmpdir(), 'practice-'))
let count = 0
const running: RunningConsole[] = []
afterEach(async () => {
  for (const each of running.splice(0)) await each.close()
})

const newFolder = () => join(root, String(++count))

async function start(dataDir: string, options: Partial<ConsoleOptions> = {}) {
  const console = await startConsole({ dataDir, modules: quickModules, ...options })
  running.push(console)
  return console
}

async function openedAndClosed(options: Partial<ConsoleOptions>): Promise<string> {
  const dataDir = newFolder()
  const console = await start(dataDir, options)
  await console.close()
  return dataDir
}

it.each([
  [{ practice: true }, {}, '练习数据（练习 · 不是实战），不能用于实际值班'],
  [{ practice: true }, { demo: true }, '练习数据（练习 · 不是实战），不能用于演练'],
  [{}, { practice: true }, '实际值班数据，不能用于练习'],
  [{}, { demo: true }, '实际值班数据，不能用于演练'],
  [{ demo: true }, { practice: true }, '演练数据，不能用于练习'],
  [{ demo: true }, {}, '演练数据，不能用于实际值班'],
])('a folder opened once as %j never opens as %j', async (first, then, sentence) => {
  const dataDir = await openedAndClosed(first)
  await expect(startConsole({ dataDir, modules: quickModules, ...then })).rejects.toThrow(sentence)
  await start(dataDir, first)
})

it.each([
  ['the file is gone', ['folder-status']],
  ['the file and the local database are gone', ['folder-status', 'local.sqlite']],
])('a practice folder stays one when %s', async (_what, lost) => {
  const dataDir = await openedAndClosed({ practice: true })
  for (const name of lost) rmSync(join(dataDir, name))
  await expect(startConsole({ dataDir, modules: quickModules })).rejects.toThrow('练习 · 不是实战')
  const again = await start(dataDir, { practice: true })
  expect(again.context.status).toBe('test')
  expect(readFileSync(join(dataDir, 'folder-status'), 'utf8')).toBe('test\n')
})

it('runs beside the real console, with its own folder and everything in it marked', async () => {
  const real = newFolder()
  await start(real)
  const practice = await start(practiceDir(real), { practice: true })
  const { api } = connectSeat(practice)
  const hello = await api.system.hello()
  expect(hello).toMatchObject({ status: 'test', demo: true })
  const { incidents } = await api.incidents.list({})
  expect(incidents.length).toBeGreaterThan(0)
  const { entries } = await api.logbook.list({})
  expect(new Set(entries.map(({ status }) => status))).toEqual(new Set(['test']))
})

it('takes no real gateway, not to add, not to change, not to try', async () => {
  const practice = await start(newFolder(), { practice: true })
  const { api } = connectSeat(practice)
  const wanted = {
    name: '中心电台',
    driver: 'hytera-hrnp',
    link: { kind: 'tcp' as const, host: '127.0.0.1', port: 30_000 },
  }
  const refused = { code: 'PRACTICE_ONLY_SIMULATED' }
  await expect(api.gateways.add(wanted)).rejects.toMatchObject(refused)
  await expect(api.gateways.test(wanted)).rejects.toMatchObject(refused)
  const before = (await api.gateways.list()).map(({ id, name, link }) => ({ id, name, link }))
  await expect(api.gateways.update({ ...wanted, id: before[0]?.id ?? '' })).rejects.toMatchObject(
    refused,
  )
  expect(await api.gateways.list()).toMatchObject(before)
})

it('reads its folder from the real one’s name, and leaves the second disk to it', () => {
  expect(readFlags(['--practice', '--data', '/d/', '--second-disk', '/e'])).toEqual({
    dataDir: '/d-practice',
    port: 0,
    demo: false,
    practice: true,
  })
  expect(readFlags(['--practice', '--demo'])).toMatchObject({
    problem: expect.stringContaining('together'),
  })
})
