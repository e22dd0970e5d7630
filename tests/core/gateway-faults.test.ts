/**
 * Lines that fail, on a whole console with real pseudo-terminals, TCP and UDP: the operator is told
 * within seconds by alarm and by log line, it heals alone, and nothing is sent twice.
 */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { linkOpener } from '../../src/main/adapters/links/open-link.ts'
import type { Road } from '../../src/main/tools/simulate/roads.ts'
import { scenario } from '../../src/main/tools/simulate/scenario.ts'
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/main/tools/simulate/start.ts'
import { nmeaSecond } from '../../src/main/tools/simulate/wire/nmea.ts'
import { openFaultDesk, type FaultDesk } from '../support/fault-desk.ts'
import { faultyLine } from '../support/faulty-line.ts'
import { ptyPair, socatMissing, type PtyPair } from '../support/pty-pair.ts'

const field = scenario.parse({
  name: '断线',
  gateway: { radioId: 1000 },
  radios: [1001, 1002].map((id) => ({
    id,
    name: String(id),
    path: [[26.33, 116.335]],
    registerAtS: 0.2,
  })),
  unreachable: [1011],
})

const stops: (() => void | Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function openDesk(clock?: Parameters<typeof openFaultDesk>[0]): Promise<FaultDesk> {
  const desk = await openFaultDesk(clock)
  stops.push(() => desk.close())
  return desk
}
function simulate(protocol: SimulatorOptions['protocol'], road: Road): Simulator {
  const simulator = startSimulator({ protocol, road, scenario: field })
  stops.push(() => simulator.stop())
  return simulator
}
async function pair(): Promise<PtyPair> {
  const made = await ptyPair()
  stops.push(() => made.remove())
  return made
}
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
/** A gateway's serial server on TCP; `undefined` port until it listens. */
async function listening(): Promise<number> {
  const port = await freePort()
  simulate('hrnp', { kind: 'tcp-listen', host: '127.0.0.1', port })
  return port
}
async function middleman(farPort: () => number) {
  const line = await faultyLine(farPort)
  stops.push(() => line.close())
  return line
}
const tcp = (port: number, host = '127.0.0.1') => ({ kind: 'tcp', host, port }) as const
const serial = { kind: 'serial', baud: 115_200 } as const

function told(what: string, tookMs: number, goalMs: number): void {
  console.info(`${what}: told after ${(tookMs / 1000).toFixed(1)} s (goal ${goalMs / 1000} s)`)
  expect(tookMs).toBeLessThan(goalMs)
}

const byId = '/dev/serial/by-id'
const identity = `usb-console-fault-test-${process.pid}`

/** Names a pseudo-terminal as udev names an adapter; `false` where this user may not. */
function plugAs(path: string): boolean {
  try {
    mkdirSync(byId, { recursive: true })
    rmSync(`${byId}/${identity}`, { force: true })
    symlinkSync(path, `${byId}/${identity}`)
    return true
  } catch {
    // Not root: the caller skips with the reason.
    return false
  }
}

it('a pulled cable, plugged in again under another path: told, found again, and the text not sent twice', async ({
  skip,
}) => {
  const missing = socatMissing()
  if (missing !== undefined) skip(missing)
  const [first, second] = [await pair(), await pair()]
  stops.push(() => rmSync(`${byId}/${identity}`, { force: true }))
  if (!plugAs(first.near)) skip(`${byId} cannot be written: an adapter cannot be played`)
  const desk = await openDesk()
  simulate('hrnp', { ...serial, path: first.far })
  simulate('hrnp', { ...serial, path: second.far })
  const gateway = await desk.add('中心', 'hytera-hrnp', {
    ...serial,
    path: '/dev/ttyUSB0',
    identity,
  })
  await desk.ready(gateway)
  const order = await desk.text(gateway, '1011', '在途短信')
  await desk.waitFor(async () => expect(await desk.timesSent(gateway, '在途短信')).toBe(1))
  await first.unplug()
  const tookMs = await desk.toldLost(gateway, /网关「中心」中断：线路断开/)
  told('pulled cable', tookMs, 5000)
  plugAs(second.near)
  await desk.toldBack(gateway)
  await desk.ready(gateway)
  await desk.ends(order, /^(timed-out|unknown|refused)$/)
  const after = await desk.text(gateway, '1001', '恢复以后')
  await desk.ends(after, /^confirmed$/)
  expect(await desk.timesSent(gateway, '在途短信')).toBe(1)
  expect(await desk.timesSent(gateway, '恢复以后')).toBe(1)
}, 120_000)

it('a peer that stalls while both ends stay connected: told, and it goes on by itself', async () => {
  const desk = await openDesk()
  const port = await listening()
  const line = await middleman(() => port)
  const gateway = await desk.add('停顿', 'hytera-hrnp', tcp(line.port))
  await desk.ready(gateway)
  line.stall(true)
  told('stalled peer', await desk.toldLost(gateway, /网关「停顿」中断：设备无应答/), 15_000)
  await desk.ends(await desk.text(gateway, '1001', '停顿时发'), /^refused$/)
  line.stall(false)
  await desk.toldBack(gateway)
  const order = await desk.text(gateway, '1001', '停顿以后')
  await desk.ends(order, /^confirmed$/)
  expect(await desk.timesSent(gateway, '停顿以后')).toBe(1)
  expect(await desk.timesSent(gateway, '停顿时发')).toBe(0)
}, 120_000)

it('a gateway that answers everything twice: each order ends once, each text is there once', async () => {
  const desk = await openDesk()
  const port = await freePort()
  const simulator = simulate('hrnp', { kind: 'tcp-listen', host: '127.0.0.1', port })
  const line = await middleman(() => port)
  line.echoTwice(true)
  const gateway = await desk.add('两遍', 'hytera-hrnp', tcp(line.port))
  await desk.ready(gateway)
  const orders = [
    await desk.text(gateway, '1001', '一号收到请回'),
    await desk.text(gateway, '1002', '二号收到请回'),
  ]
  for (const order of orders) await desk.ends(order, /^confirmed$/)
  simulator.perform({ kind: 'text', radio: 1001, body: '只说一遍' })
  await desk.waitFor(async () => expect(await desk.lines()).toContain('短信：只说一遍'))
  simulator.perform({ kind: 'text', radio: 1002, body: '到此为止' })
  await desk.waitFor(async () => expect(await desk.lines()).toContain('短信：到此为止'))
  const lines = await desk.lines()
  expect(lines.filter((line_) => line_ === '短信：只说一遍')).toHaveLength(1)
  expect(await desk.timesSent(gateway, '一号收到请回')).toBe(1)
  expect(await desk.timesSent(gateway, '二号收到请回')).toBe(1)
  expect((await desk.health(gateway))?.driverFaults).toBe(0)
}, 120_000)

it('a gateway that never answers: told that it was not reached; it comes up when it begins to', async () => {
  const desk = await openDesk()
  const port = await listening()
  const line = await middleman(() => port)
  line.leadNowhere(true)
  const gateway = await desk.add('不应答', 'hytera-hrnp', tcp(line.port))
  told('never answers', await desk.toldLost(gateway, /网关「不应答」未接通：设备无应答/), 20_000)
  await desk.ends(await desk.text(gateway, '1001', '没有人听'), /^refused$/)
  expect(await desk.timesSent(gateway, '没有人听')).toBe(0)
  line.leadNowhere(false)
  await desk.api.gateways.retry({ id: gateway })
  await desk.toldBack(gateway)
}, 120_000)

it('noise of a wrong speed: the reason names it, and good bytes heal it', async ({ skip }) => {
  const missing = socatMissing()
  if (missing !== undefined) skip(missing)
  const line = await pair()
  const desk = await openDesk()
  const far = linkOpener()(
    { ...serial, path: line.far },
    { onBytes: () => undefined, onStatus: () => undefined },
  )
  far.open()
  stops.push(() => far.close())
  const second = () =>
    Buffer.from(
      nmeaSecond('GN', { lat: 26.33, lon: 116.33, speedKmh: 0, headingDeg: 0 }, Date.now()),
      'latin1',
    )
  let garbled = false
  const timer = setInterval(() => {
    const bytes = second()
    // A byte read at another speed is made of other bits; the shape of the line is gone.
    void far.write(garbled ? bytes.map((byte) => ((byte * 149) ^ 0xa5) | 0x80) : bytes)
  }, 200)
  stops.push(() => clearInterval(timer))
  const gateway = await desk.add('定位', 'nmea', { ...serial, path: line.near })
  await desk.ready(gateway)
  garbled = true
  const tookMs = await desk.toldLost(gateway, /网关「定位」中断：只收到无法识别的数据,请检查波特率/)
  told('wrong speed', tookMs, 10_000)
  garbled = false
  await desk.toldBack(gateway)
  expect((await desk.health(gateway))?.counts.noise).toBeGreaterThan(0)
}, 120_000)

it('a suspended machine: told with the reason, opened anew, and no order goes out again', async () => {
  let sleptMs = 0
  const desk = await openDesk({
    nowMs: () => Date.now() + sleptMs,
    // Linux stops this clock while it sleeps.
    monotonicMs: () => performance.now(),
  })
  const port = await listening()
  const gateway = await desk.add('休眠', 'hytera-hrnp', tcp(port))
  await desk.ready(gateway)
  const order = await desk.text(gateway, '1011', '睡前发出')
  await desk.waitFor(async () => expect(await desk.timesSent(gateway, '睡前发出')).toBe(1))
  sleptMs = 3_600_000
  told('suspend', await desk.toldLost(gateway, /网关「休眠」中断：本机休眠后重新打开/), 5000)
  await desk.toldBack(gateway)
  expect(await desk.lines()).toContainEqual(
    expect.stringMatching(/网关「休眠」恢复，中断 (1 小时|60 分)/),
  )
  await desk.ends(order, /^(timed-out|unknown|refused)$/)
  const after = await desk.text(gateway, '1001', '醒来以后')
  await desk.ends(after, /^confirmed$/)
  expect(await desk.timesSent(gateway, '睡前发出')).toBe(1)
  expect(await desk.timesSent(gateway, '醒来以后')).toBe(1)
}, 120_000)
