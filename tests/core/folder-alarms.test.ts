/** What is wrong with the data folder reaches the officer as an alarm and as a line of the log. */
import { afterEach, expect, it, vi } from 'vitest'
import { realWorld } from '../../src/main/adapters/world.ts'
import { quickModules, startTestConsole, type TestConsole } from '../support/start-console.ts'

let running: TestConsole | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const year = 365 * 24 * 3600_000
const petabyte = 1e15

async function openAlarms(console1: TestConsole) {
  const { api } = console1.seat()
  const { alarms } = await api.alarms.open()
  return { api, alarms }
}

it('raises a low disk as an alarm and writes it into the log', async () => {
  const folder = { lowSpaceBytes: petabyte, watchEveryMs: 20 }
  running = await startTestConsole({ modules: quickModules, folder })
  const console1 = running
  await vi.waitFor(async () => {
    const { alarms } = await openAlarms(console1)
    expect(alarms).toMatchObject([{ kind: 'disk-low', state: 'active-unacknowledged', times: 1 }])
  })
  const { api } = await openAlarms(console1)
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
  const { entries } = await api.logbook.list({})
  expect(entries.filter(({ text }) => text.startsWith('磁盘空间不足'))).toHaveLength(1)
})

it.each([
  ['1970', -55 * year],
  ['2099', 73 * year],
])(
  'starts with a clock in %s, records, and says that the clock is doubtful',
  async (_name, offset) => {
    const clock = { ...realWorld.clock, nowMs: () => Date.now() + offset }
    running = await startTestConsole({ modules: quickModules, world: { clock } })
    const { api, alarms } = await openAlarms(running)
    expect(alarms.map(({ kind }) => kind)).toContain('clock-doubt')
    await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
    const line = {
      kind: 'other',
      source: { kind: 'person', text: '王海燕' },
      text: '照常记录',
    } as const
    await expect(api.logbook.write(line)).resolves.toMatchObject({ id: expect.any(String) })
  },
)

it('lets a second console on the same folder say who holds it, and leaves it alone', async () => {
  running = await startTestConsole({ modules: quickModules })
  await expect(
    startTestConsole({ dataDir: running.dataDir, modules: quickModules }),
  ).rejects.toThrow(`进程 ${process.pid}`)
  const { alarms } = await openAlarms(running)
  expect(alarms).toEqual([])
})
