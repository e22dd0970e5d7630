/** Eight gateways of six kinds, and the 2,200 radios behind them: both ends of every line. */
import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import type { NewGateway } from '../../src/core/modules/gateways/contract.ts'
import type { FieldGateway } from './load-field.ts'
import { ptyPair } from './pty-pair.ts'

export interface LoadPlan extends FieldGateway {
  readonly driver: string
  readonly link: NewGateway['link']
  readonly driverSettings?: Record<string, unknown>
}

const radiosOf = { serial: 500, tcp: 500, repeater: 475, vehicles: 200, overIp: 50 }
export const radiosInAll = 2200
const host = '127.0.0.1'

async function freeTcp(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, host, done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
async function freeUdp(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'))
  for (const socket of sockets) await new Promise<void>((done) => socket.bind(0, host, done))
  const ports = sockets.map((socket) => socket.address().port)
  for (const socket of sockets) await new Promise<void>((done) => socket.close(done))
  return ports
}
const joined = (near: readonly number[], far: readonly number[]) =>
  near.map((localPort, at) => ({ localPort, remotePort: far[at] ?? 0 }))
const loopbackOf = (id: number) => [127, id >>> 16, (id >>> 8) & 255, id & 255].join('.')

async function serialPlan(stops: (() => Promise<void>)[]) {
  const pair = await ptyPair()
  stops.push(() => pair.remove())
  const line = (path: string, baud: number) => ({ kind: 'serial', path, baud }) as const
  return {
    near: (baud: number) => line(pair.near, baud),
    far: (baud: number) => line(pair.far, baud),
  }
}

export async function loadPlans(stops: (() => Promise<void>)[]): Promise<LoadPlan[]> {
  const [radio, receiver] = [await serialPlan(stops), await serialPlan(stops)]
  const [served, rung, called] = [await freeTcp(), await freeTcp(), await freeTcp()]
  const udp = await freeUdp(46)
  const [ours1, theirs1, ours2, theirs2] = [0, 10, 20, 30].map((at) => udp.slice(at, at + 10))
  const [ours3, theirs3] = [udp.slice(40, 43), udp.slice(43, 46)]
  const both = ['positions', 'texts'] as const
  const repeater = (
    key: string,
    first: number,
    ours: number[] = [],
    theirs: number[] = [],
  ): LoadPlan => ({
    key,
    driver: 'hytera-hstrp',
    protocol: 'hstrp',
    link: { kind: 'udp', host, bindAddress: host, channels: joined(ours, theirs) },
    road: { kind: 'udp', host, bindAddress: host, channels: joined(theirs, ours) },
    first,
    radios: radiosOf.repeater,
    says: both,
  })
  const overIp = Array.from({ length: radiosOf.overIp }, (_, n) => loopbackOf(60_001 + n))
  return [
    {
      key: '串口电台',
      driver: 'hytera-hrnp',
      protocol: 'hrnp',
      link: radio.near(115_200),
      road: radio.far(115_200),
      first: 10_001,
      radios: radiosOf.serial,
      says: both,
    },
    {
      key: '网络电台',
      driver: 'hytera-hrnp',
      protocol: 'hrnp',
      link: { kind: 'tcp', host, port: served },
      road: { kind: 'tcp-listen', host, port: served },
      first: 20_001,
      radios: radiosOf.tcp,
      says: both,
    },
    repeater('中转台一', 30_001, ours1, theirs1),
    repeater('中转台二', 40_001, ours2, theirs2),
    {
      key: '车载终端',
      driver: 'jtt808',
      protocol: 'jtt808',
      link: { kind: 'tcp-listen', bindAddress: host, port: called, maxPeers: 500 },
      road: { kind: 'tcp-fleet', host, port: called, count: radiosOf.vehicles },
      first: 50_001,
      radios: radiosOf.vehicles,
      says: ['positions'],
    },
    {
      key: '控制台站',
      driver: 'mototrbo',
      protocol: 'mototrbo',
      link: {
        kind: 'udp',
        host: '127.0.0.0/8',
        bindAddress: host,
        channels: joined(ours3, theirs3),
      },
      road: {
        kind: 'udp-radios',
        network: 127,
        addresses: overIp,
        host,
        channels: joined(theirs3, ours3),
      },
      driverSettings: { radioNetwork: 127 },
      first: 60_001,
      radios: radiosOf.overIp,
      says: both,
    },
    {
      key: '卫星定位',
      driver: 'nmea',
      protocol: 'nmea',
      link: receiver.near(9600),
      road: receiver.far(9600),
      first: 1,
      radios: 0,
      says: [],
    },
    {
      key: '值班电话',
      driver: 'caller-id',
      protocol: 'modem',
      link: { kind: 'tcp', host, port: rung },
      road: { kind: 'tcp-listen', host, port: rung },
      first: 1,
      radios: 1,
      says: ['rings'],
    },
  ]
}
