import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it, vi } from 'vitest'
import type { Driver } from '../../src/core/gateway/driver.ts'
import type { LinkSettings } from '../../src/core/gateway/link.ts'
import {
  superviseGateway,
  type GatewaySupervisor,
  type SupervisedEvent,
} from '../../src/core/gateway/supervisor.ts'
import { linkOpener } from '../../src/main/adapters/links/open-link.ts'
import { realWorld } from '../../src/main/adapters/world.ts'
import { hyteraHrnp, hyteraHstrp } from '../../src/main/gateways/hytera/index.ts'
import { jtt808 } from '../../src/main/gateways/jtt808/index.ts'
import { mototrbo } from '../../src/main/gateways/mototrbo/index.ts'
import { nmea } from '../../src/main/gateways/nmea/index.ts'
import { radioAddress } from '../../src/main/tools/simulate/mototrbo-end.ts'
import type { Road } from '../../src/main/tools/simulate/roads.ts'
import { readScenario } from '../../src/main/tools/simulate/scenario.ts'
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/main/tools/simulate/start.ts'
import { ptyPair, socatMissing } from '../support/pty-pair.ts'

const demo = await readScenario('resources/scenarios/demo.json')
const limit = { timeout: 20_000, interval: 5 }

interface Running {
  gateway: GatewaySupervisor
  simulator: Simulator
  events: SupervisedEvent[]
  stop(): Promise<void>
}

function console_(
  driver: Driver,
  linkSettings: LinkSettings,
  settings: unknown = {},
): Pick<Running, 'gateway' | 'events'> {
  const events: SupervisedEvent[] = []
  const gateway = superviseGateway({
    ...realWorld,
    driver,
    settings: driver.settings.parse(settings),
    linkSettings,
    openLink: linkOpener(),
    onEvent: (event) => events.push(event),
    onStatus: () => {},
  })
  gateway.start()
  return { gateway, events }
}

function run(
  driver: Driver,
  linkSettings: LinkSettings,
  protocol: SimulatorOptions['protocol'],
  road: Road,
): Running {
  const simulator = startSimulator({ protocol, road, scenario: demo })
  const { gateway, events } = console_(driver, linkSettings)
  return {
    gateway,
    simulator,
    events,
    async stop() {
      await gateway.close()
      await simulator.stop()
    },
  }
}

async function isReady({ gateway }: Running): Promise<void> {
  await vi.waitFor(() => expect(gateway.health.state).toBe('ready'), limit)
}
async function seen(running: Running, event: Record<string, unknown>): Promise<void> {
  await vi.waitFor(
    () => expect(running.events).toContainEqual(expect.objectContaining(event)),
    limit,
  )
}

it('plays the demonstration over a real serial line, notices the pulled cable in three seconds and heals', async ({
  skip,
}) => {
  const missing = socatMissing()
  if (missing !== undefined) skip(missing)
  const pair = await ptyPair()
  const serial = { kind: 'serial', baud: 115_200 } as const
  const running = run(hyteraHrnp, { ...serial, path: pair.near }, 'hrnp', {
    ...serial,
    path: pair.far,
  })
  await isReady(running)
  await seen(running, { kind: 'radioPresence', radio: '1001', how: 'registered' })
  await seen(running, { kind: 'position' })
  running.gateway.command('t1', { kind: 'sendText', to: '1002', group: false, body: '请回报' })
  running.gateway.command('t2', { kind: 'sendText', to: '1011', group: false, body: '请回报' })
  await seen(running, { kind: 'commandResult', command: 't1', result: { kind: 'confirmed' } })
  await seen(running, {
    kind: 'commandResult',
    command: 't2',
    result: { kind: 'refused', cause: 'tmp-8' },
  })

  const pulledAt = performance.now()
  await pair.unplug()
  await seen(running, { kind: 'lost', reason: 'vanished' })
  const tookMs = performance.now() - pulledAt
  console.info(`pulled cable told after ${tookMs.toFixed(0)} ms`)
  expect(tookMs).toBeLessThan(3000)
  await pair.plug()
  await isReady(running)
  await seen(running, { kind: 'back' })
  expect(running.gateway.health.counts.damaged).toBe(0)
  await running.stop()
  await pair.remove()
}, 90_000)

it('plays over TCP with the simulator as serial server', async () => {
  let port = 0
  const road: Road = {
    kind: 'tcp-listen',
    host: '127.0.0.1',
    port: 0,
    onListening: (found) => (port = found),
  }
  const simulator = startSimulator({ protocol: 'hrnp', road, scenario: demo })
  await vi.waitFor(() => expect(port).toBeGreaterThan(0), limit)
  const { gateway, events } = console_(hyteraHrnp, { kind: 'tcp', host: '127.0.0.1', port })
  const running = { gateway, events, simulator, stop: () => gateway.close() }
  await isReady(running)
  await seen(running, { kind: 'radioPresence', radio: '1001', how: 'registered' })
  await simulator.stop()
  await seen(running, { kind: 'lost' })
  await running.stop()
}, 60_000)

async function freeUdpPorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'))
  for (const socket of sockets) await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const ports = sockets.map((socket) => socket.address().port)
  for (const socket of sockets) await new Promise<void>((done) => socket.close(done))
  return ports
}

function channels(near: readonly number[], far: readonly number[]) {
  return near.map((localPort, i) => ({ localPort, remotePort: far[i] ?? 0 }))
}

it('plays a repeater over ten real UDP ports', async () => {
  const ports = await freeUdpPorts(20)
  const udp = { kind: 'udp', host: '127.0.0.1', bindAddress: '127.0.0.1' } as const
  const [ours, theirs] = [ports.slice(0, 10), ports.slice(10)]
  const running = run(hyteraHstrp, { ...udp, channels: channels(ours, theirs) }, 'hstrp', {
    ...udp,
    channels: channels(theirs, ours),
  })
  await isReady(running)
  await seen(running, { kind: 'radioPresence', radio: '1001', how: 'registered' })
  running.gateway.command('t2', { kind: 'sendText', to: '1011', group: false, body: '请回报' })
  await seen(running, {
    kind: 'commandResult',
    command: 't2',
    result: { kind: 'refused', cause: 'tmp-8' },
  })
  expect(running.gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  await running.stop()
}, 60_000)

it('plays a satellite receiver over a real serial line', async ({ skip }) => {
  const missing = socatMissing()
  if (missing !== undefined) skip(missing)
  const pair = await ptyPair()
  const serial = { kind: 'serial', baud: 9600 } as const
  const running = run(nmea, { ...serial, path: pair.near }, 'nmea', { ...serial, path: pair.far })
  await seen(running, {
    kind: 'position',
    fix: expect.objectContaining({ radio: 'own', valid: true }),
  })
  await seen(running, { kind: 'clockQuality', source: 'gnss' })
  expect(running.gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  await running.stop()
  await pair.remove()
}, 60_000)

async function freeTcpPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}

it('plays ten vehicles over a connection each; a console that comes back finds them again', async () => {
  const port = await freeTcpPort()
  const host = '127.0.0.1'
  const listening = { kind: 'tcp-listen', bindAddress: host, port, maxPeers: 20 } as const
  const fleet = { kind: 'tcp-fleet', host, port, count: demo.radios.length } as const
  const running = run(jtt808, listening, 'jtt808', fleet)
  await isReady(running)
  await vi.waitFor(() => expect(running.gateway.health.detail).toBe('10 台终端在线'), limit)
  await seen(running, { kind: 'position' })
  running.gateway.command('t1', { kind: 'sendText', to: '1002', group: false, body: '请回报' })
  await seen(running, {
    kind: 'commandResult',
    command: 't1',
    result: { kind: 'confirmed', detail: { takenBy: 'terminal' } },
  })
  running.simulator.perform({ kind: 'emergency', radio: 1003, group: 1, clearAfterS: 600 })
  await seen(running, { kind: 'emergency', from: '1003', how: 'sos', state: 'raised' })
  running.gateway.command('t2', { kind: 'ackEmergency', radio: '1003' })
  await seen(running, { kind: 'commandResult', command: 't2', result: { kind: 'confirmed' } })
  running.gateway.retryNow()
  await vi.waitFor(() => expect(running.gateway.health.detail).not.toBe('10 台终端在线'), limit)
  await vi.waitFor(() => expect(running.gateway.health.detail).toBe('10 台终端在线'), limit)
  expect(running.gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  await running.stop()
}, 60_000)

it('plays radios over IP, each with its own address, on three real UDP ports', async () => {
  const ports = await freeUdpPorts(6)
  const [ours, theirs] = [ports.slice(0, 3), ports.slice(3)]
  const ids = [demo.gateway.radioId, ...demo.radios.map(({ id }) => id)]
  const simulator = startSimulator({
    protocol: 'mototrbo',
    road: {
      kind: 'udp-radios',
      network: 127,
      addresses: ids.map((id) => radioAddress(127, id)),
      host: '127.0.0.1',
      channels: channels(theirs, ours),
    },
    scenario: demo,
  })
  const network = { kind: 'udp', host: '127.0.0.0/8', bindAddress: '127.0.0.1' } as const
  const line = { ...network, channels: channels(ours, theirs) }
  const settings = { radioNetwork: 127, probeRadio: demo.gateway.radioId }
  const { gateway, events } = console_(mototrbo, line, settings)
  const running = { gateway, events, simulator, stop: () => gateway.close() }
  await isReady(running)
  await seen(running, { kind: 'radioPresence', radio: '1001', how: 'registered' })
  gateway.command('t1', { kind: 'sendText', to: '1002', group: false, body: '请回报' })
  gateway.command('t2', { kind: 'locate', radio: '1001' })
  gateway.command('t3', { kind: 'check', radio: '1003' })
  for (const command of ['t1', 't2', 't3'])
    await seen(running, {
      kind: 'commandResult',
      command,
      result: expect.objectContaining({ kind: 'confirmed' }),
    })
  await seen(running, { kind: 'position', fix: expect.objectContaining({ radio: '1001' }) })
  simulator.perform({ kind: 'text', radio: 1004, body: '已到位' })
  await seen(running, { kind: 'text', from: '1004', body: '已到位' })
  expect(gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  await running.stop()
  await simulator.stop()
}, 60_000)
