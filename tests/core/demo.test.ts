import { afterAll, expect, it } from 'vitest'
import { contract } from '../../src/core/api.ts'
import { quickModules, startTestConsole } from '../support/start-console.ts'

const demo = await startTestConsole({ demo: true, modules: quickModules })
afterAll(() => demo.close())
const seat = demo.seat()

it('connects six kinds of gateways to their other ends', async () => {
  await expect
    .poll(async () => (await seat.api.gateways.list()).map(({ health }) => health.state), {
      timeout: 30_000,
    })
    .toEqual(Array.from({ length: 6 }, () => 'ready'))
})

/** Asked by the screens without anything to say. */
const asked = [
  ['alarms', 'open'],
  ['directory', 'list'],
  ['emergencies', 'list'],
  ['gateways', 'drivers'],
  ['gateways', 'list'],
  ['radio', 'calls'],
  ['radio', 'presence'],
  ['radio', 'targets'],
  ['reach', 'mode'],
  ['rollcall', 'candidates'],
  ['rollcall', 'current'],
  ['rollcall', 'due'],
  ['rollcall', 'nets'],
  ['rollcall', 'schedules'],
  ['stations', 'list'],
  ['talkgroups', 'board'],
  ['waiting', 'missed'],
  ['waiting', 'stack'],
] as const

/** A row that its own contract does not allow would be an error on the screen. */
it.each(asked)('answers %s.%s with all of them connected', async (module, name) => {
  expect(contract[module]).toHaveProperty(name)
  const call = (seat.api[module] as Record<string, (input?: unknown) => Promise<unknown>>)[name]
  await expect(call?.()).resolves.toBeDefined()
})
