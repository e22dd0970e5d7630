/** A vendor's file from the page's `PUT` to a gateway that speaks the vendor's words over TCP. */
import { afterEach, expect, it, vi } from 'vitest'
import {
  terminalFile,
  terminalWords,
} from '../../src/main/gateways/vendor-profile/fixtures/files.ts'
import { readScenario } from '../../src/main/tools/simulate/scenario.ts'
import { startSimulator, type Simulator } from '../../src/main/tools/simulate/start.ts'
import {
  quickModules,
  startTestConsole,
  type Api,
  type TestConsole,
} from '../support/start-console.ts'

const limit = { timeout: 20_000, interval: 20 }
const scenario = await readScenario('resources/scenarios/demo.json')

let test: TestConsole | undefined
let simulator: Simulator | undefined
afterEach(async () => {
  await test?.close()
  await simulator?.stop()
  test = simulator = undefined
})

async function terminalPort(): Promise<number> {
  let port = 0
  const road = {
    kind: 'tcp-listen',
    host: '127.0.0.1',
    port: 0,
    onListening: (found: number) => (port = found),
  } as const
  simulator = startSimulator({ protocol: 'pei', road, scenario, words: terminalWords })
  await vi.waitFor(() => expect(port).toBeGreaterThan(0), limit)
  return port
}

async function signedIn(): Promise<{ console: TestConsole; api: Api }> {
  test = await startTestConsole({ modules: quickModules })
  const { api } = test.seat()
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
  return { console: test, api }
}

async function bring({ running }: TestConsole, api: Api, file: unknown): Promise<Response> {
  const { path } = await api.vendors.bring({ fileName: 'terminal.json' })
  const body = JSON.stringify(file)
  return await running.handle(new Request(`http://console${path}`, { method: 'PUT', body }))
}

const healthOf = async (api: Api) => (await api.gateways.list())[0]?.health

it('runs a gateway by the imported file against a terminal that knows no other words', async () => {
  const port = await terminalPort()
  const { console: started, api } = await signedIn()
  const gateway = {
    name: '车载台',
    driver: 'vendor-profile',
    link: { kind: 'tcp', host: '127.0.0.1', port },
  } as const
  const { id } = await api.gateways.add(gateway)
  await vi.waitFor(
    async () =>
      expect(await healthOf(api)).toMatchObject({
        state: 'needs-vendor-file',
        reason: '需要厂商协议文件',
      }),
    limit,
  )

  const refused = await bring(started, api, { ...terminalFile, commands: { send: 'AT^XMSG' } })
  expect(refused.status).toBe(415)
  expect((await refused.text()).trim()).toBe(
    '厂商协议文件没有导入：字段 commands.send：指令里缺少 {to}、{bits}。请联系厂商更正后重新导入。',
  )
  expect(await api.vendors.list()).toEqual([])

  const taken = await bring(started, api, terminalFile)
  expect(taken.status).toBe(200)
  const [row] = await api.vendors.list()
  expect(await taken.json()).toEqual(row)
  await api.gateways.update({ ...gateway, id, driverSettings: { profile: row?.id ?? '' } })
  await vi.waitFor(async () => expect(await healthOf(api)).toMatchObject({ state: 'ready' }), limit)
  expect(simulator?.connected).toBe(true)

  await api.radio.sendText({ gateway: id, to: '1001', group: false, body: '请回报' })
  const frames = async () => (await api.gateways.frames({ id })).map(({ kind }) => kind)
  await vi.waitFor(async () => expect((await frames()).join()).toContain('at/AT^XMSG=1001'), limit)
  // The radio's receipt came under the vendor's name of the line.
  await vi.waitFor(async () => expect(await frames()).toContain('pei/sds report 82'), limit)
}, 60_000)
