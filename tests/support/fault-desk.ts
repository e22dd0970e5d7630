/**
 * A whole console with real links, seen from a seat: what an operator is told when a line fails.
 *
 *   const desk = await openFaultDesk()
 *   const gateway = await desk.add('车载', 'jtt808', link)
 *   await desk.ready(gateway)
 *   await desk.toldLost(gateway)          // alarm and log line; gives the milliseconds it took
 *   await desk.toldBack(gateway)
 */
import { expect, vi } from 'vitest'
import type { Clock } from '../../src/core/kernel/world.ts'
import type { NewGateway } from '../../src/core/modules/gateways/contract.ts'
import { quickModules, startTestConsole, type Api } from './start-console.ts'

/** How long a condition may take before a test gives up; the goals are asserted by the caller. */
const limit = { timeout: 60_000, interval: 20 }

export type FaultDesk = Awaited<ReturnType<typeof openFaultDesk>>

export async function openFaultDesk(clock?: Clock) {
  const test = await startTestConsole({
    modules: quickModules,
    ...(clock ? { world: { clock } } : {}),
  })
  const api: Api = test.seat('值班席').api
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })

  const lines = async (): Promise<string[]> =>
    (await api.logbook.list({ limit: 200 })).entries.map(({ text }) => text)
  const health = async (gateway: string) =>
    (await api.gateways.list()).find(({ id }) => id === gateway)?.health
  const alarm = async (gateway: string) =>
    (await api.alarms.open()).alarms.find(({ title }) => title.includes(names.get(gateway) ?? '?'))
  const names = new Map<string, string>()

  async function waitFor(check: () => Promise<void>): Promise<number> {
    const startedAt = performance.now()
    await vi.waitFor(check, limit)
    return performance.now() - startedAt
  }
  return {
    api,
    health,
    alarm,
    lines,
    waitFor,
    async add(name: string, driver: string, link: NewGateway['link'], driverSettings = {}) {
      const { id } = await api.gateways.add({ name, driver, link, driverSettings })
      names.set(id, name)
      return id
    },
    ready: (gateway: string) =>
      waitFor(async () => expect((await health(gateway))?.state).toBe('ready')),
    /** Alarm and log line; what the line says must match. */
    toldLost: (gateway: string, says: RegExp) =>
      waitFor(async () => {
        expect((await alarm(gateway))?.state).toMatch(/^active/)
        expect(await lines()).toContainEqual(expect.stringMatching(says))
      }),
    /** The condition is over by itself and the line says how long it lasted. */
    toldBack: (gateway: string) =>
      waitFor(async () => {
        expect(await lines()).toContainEqual(
          expect.stringMatching(new RegExp(`网关「${names.get(gateway)}」恢复，中断 `)),
        )
        expect((await alarm(gateway))?.state ?? 'cleared-unacknowledged').toMatch(/^cleared/)
      }),
    /** It ends so, with this outcome or one of these. */
    ends: (id: string, outcome: RegExp) =>
      waitFor(async () => {
        const { rows } = await api.radio.traffic({ limit: 200 })
        expect(rows.find((one) => one.id === id)?.outcome).toMatch(outcome)
      }),
    text: async (gateway: string, to: string, body: string) =>
      (await api.radio.sendText({ gateway, to, group: false, body })).id,
    /** Frames the console wrote that carry this text. */
    async timesSent(gateway: string, body: string): Promise<number> {
      const frames = await api.gateways.frames({ id: gateway, after: 0 })
      return frames.filter(
        ({ direction, decoded }) =>
          direction === 'out' && JSON.stringify(decoded ?? {}).includes(body),
      ).length
    },
    close: () => test.close(),
  }
}
