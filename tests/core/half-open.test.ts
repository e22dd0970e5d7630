/**
 * Half-open TCP: a peer that is gone without a word. The test starts itself again in a network of
 * its own, where the loopback is the cable and can be pulled; the machine's interfaces stay alone.
 */
import { spawnSync } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, it, type TestContext } from 'vitest'
import { scenario } from '../../src/main/tools/simulate/scenario.ts'
import { startSimulator, type SimulatorOptions } from '../../src/main/tools/simulate/start.ts'
import { openFaultDesk } from '../support/fault-desk.ts'

const isInside = process.env['OWN_NETWORK'] === '1'
const cable = (end: 'up' | 'down') => spawnSync('ip', ['link', 'set', 'lo', end]).status

function unshareRefused(): string | undefined {
  const tried = spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' })
  if (tried.status === 0) return undefined
  return `no network of its own can be made here: ${tried.stderr || String(tried.error)}`
}

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const field = scenario.parse({
  name: '半开',
  radios: [1001, 1002].map((id) => ({ id, name: String(id), path: [[26.33, 116.335]] })),
})

function simulate(protocol: SimulatorOptions['protocol'], road: SimulatorOptions['road']) {
  const simulator = startSimulator({ protocol, road, scenario: field })
  stops.push(() => simulator.stop())
  return simulator
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}

/** What was measured, in one line. */
async function toldAndHealed(): Promise<string> {
  const desk = await openFaultDesk()
  stops.push(() => desk.close())
  const host = '127.0.0.1'
  const [radioPort, vehiclePort] = [await freePort(), await freePort()]
  simulate('hrnp', { kind: 'tcp-listen', host, port: radioPort })
  const gateway = await desk.add('半开', 'hytera-hrnp', { kind: 'tcp', host, port: radioPort })
  const vehicles = await desk.add(
    '车辆',
    'jtt808',
    { kind: 'tcp-listen', bindAddress: host, port: vehiclePort, maxPeers: 10 },
    { offlineAfterS: 0 },
  )
  await desk.ready(gateway)
  await desk.ready(vehicles)
  const road = { kind: 'tcp-fleet', host, port: vehiclePort, count: 2 } as const
  const fleet = simulate('jtt808', road)
  const detail = async () => (await desk.health(vehicles))?.detail
  await desk.waitFor(async () => expect(await detail()).toBe('2 台终端在线'))
  expect(cable('down')).toBe(0)
  const cutAt = performance.now()
  const lineMs = await desk.toldLost(gateway, /网关「半开」中断：设备无应答/)
  await desk.waitFor(async () => expect(await detail()).toBe('0 台终端在线'))
  const terminalsMs = performance.now() - cutAt
  const away = (await desk.api.radio.presence()).filter(({ gateway: of }) => of === vehicles)
  expect(away.map(({ online }) => online)).toEqual(['offline', 'offline'])
  expect(cable('up')).toBe(0)
  await desk.toldBack(gateway)
  // The terminals dial again, as they do when they have had no answer for a while.
  await fleet.stop()
  simulate('jtt808', road)
  await desk.waitFor(async () => expect(await detail()).toBe('2 台终端在线'))
  expect(lineMs).toBeLessThan(150_000)
  expect(terminalsMs).toBeLessThan(250_000)
  return `half-open: line told after ${lineMs.toFixed(0)} ms (goal 15000), terminals after ${terminalsMs.toFixed(0)} ms (goal 25000)`
}

function again(skip: TestContext['skip']): string {
  const refused = unshareRefused()
  if (refused !== undefined) skip(refused)
  const start = 'ip link set lo up && exec "$@"'
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'tests/core/half-open.test.ts']
  const run = spawnSync(
    'unshare',
    [
      '-n',
      'sh',
      '-c',
      start,
      'sh',
      process.execPath,
      ...vitest,
      '--reporter=verbose',
      '--no-color',
    ],
    { encoding: 'utf8', env: { PATH: process.env['PATH'], OWN_NETWORK: '1' } },
  )
  expect(`${run.status} ${run.stderr}`).toMatch(/^0 /)
  expect(run.stdout).toMatch(/Tests\s+1 passed \(1\)/)
  return /half-open: .*/.exec(run.stdout)?.[0] ?? run.stdout
}

it('half-open TCP, the peer gone without a word: told, and healed alone', async ({ skip }) => {
  const seen = isInside ? await toldAndHealed() : again(skip)
  process.stdout.write(`${seen}\n`)
  expect(seen).toMatch(/^half-open: line told after \d+ ms/)
}, 240_000)
