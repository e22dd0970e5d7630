import { createSocket } from 'node:dgram'
import { createReadStream, createWriteStream } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import type { LinkEvents, LinkStatus } from '../../src/core/gateway/link.ts'
import { memoryRoad } from '../../src/main/adapters/links/memory-link.ts'
import { linkOpener } from '../../src/main/adapters/links/open-link.ts'
import { ptyPair, socatMissing } from '../support/pty-pair.ts'
import { linkSuite, type FarEnd } from './link.suite.ts'

const openLink = linkOpener()

/** Collects bytes by channel. */
function basket(): {
  add(channel: number, bytes: Uint8Array): void
  get(channel: number): Uint8Array
} {
  const held = new Map<number, number[]>()
  return {
    add: (channel, bytes) => void held.set(channel, [...(held.get(channel) ?? []), ...bytes]),
    get: (channel) => new Uint8Array(held.get(channel) ?? []),
  }
}

linkSuite({
  name: 'memory',
  channels: 2,
  noticesVanishing: true,
  start() {
    const road = memoryRoad()
    const got = basket()
    const end = road.open('far', {
      onBytes: (bytes, channel) => got.add(channel, bytes),
      onStatus: () => {},
    })
    end.open()
    const far: FarEnd = {
      write: (bytes, channel) => void end.write(bytes, channel),
      received: (channel) => got.get(channel),
      vanish: () => road.pull(),
      stop: () => end.close(),
    }
    return Promise.resolve({ far, open: (events: LinkEvents) => road.open('near', events) })
  },
  broken() {
    const road = memoryRoad()
    road.pull()
    return Promise.resolve({ open: (events) => road.open('near', events), reason: 'not-found' })
  },
})

async function tcpServer(): Promise<{ port: number; far: FarEnd }> {
  const sockets = new Set<Socket>()
  const got = basket()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('data', (bytes) => got.add(0, bytes))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const far: FarEnd = {
    write: (bytes) => sockets.forEach((socket) => socket.write(bytes)),
    received: () => got.get(0),
    vanish: () => sockets.forEach((socket) => socket.destroy()),
    async stop() {
      sockets.forEach((socket) => socket.destroy())
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
  return { port: (server.address() as AddressInfo).port, far }
}

linkSuite({
  name: 'tcp',
  channels: 1,
  noticesVanishing: true,
  async start() {
    const { port, far } = await tcpServer()
    return { far, open: (events) => openLink({ kind: 'tcp', host: '127.0.0.1', port }, events) }
  },
  async broken() {
    const { port, far } = await tcpServer()
    await far.stop()
    return {
      open: (events) => openLink({ kind: 'tcp', host: '127.0.0.1', port }, events),
      reason: 'refused',
    }
  },
})

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  await new Promise<void>((done) => socket.close(done))
  return port
}

linkSuite({
  name: 'udp',
  channels: 2,
  noticesVanishing: false,
  async start() {
    const got = basket()
    const peers = [createSocket('udp4'), createSocket('udp4')]
    const nearPorts = [await freeUdpPort(), await freeUdpPort()]
    const channels: { localPort: number; remotePort: number }[] = []
    for (const [channel, peer] of peers.entries()) {
      await new Promise<void>((done) => peer.bind(0, '127.0.0.1', done))
      peer.on('message', (bytes) => got.add(channel, bytes))
      channels.push({ localPort: nearPorts[channel] ?? 0, remotePort: peer.address().port })
    }
    let stopped = false
    async function stop(): Promise<void> {
      if (stopped) return
      stopped = true
      await Promise.all(peers.map((peer) => new Promise<void>((done) => peer.close(done))))
    }
    const far: FarEnd = {
      write: (bytes, channel) => peers[channel]?.send(bytes, nearPorts[channel] ?? 0, '127.0.0.1'),
      received: (channel) => got.get(channel),
      vanish: stop,
      stop,
    }
    return {
      far,
      open: (events) =>
        openLink({ kind: 'udp', host: '127.0.0.1', bindAddress: '127.0.0.1', channels }, events),
    }
  },
  async broken() {
    const holder = createSocket('udp4')
    await new Promise<void>((done) => holder.bind(0, '127.0.0.1', done))
    const channels = [{ localPort: holder.address().port, remotePort: 9 }]
    return {
      open: (events) =>
        openLink({ kind: 'udp', host: '127.0.0.1', bindAddress: '127.0.0.1', channels }, events),
      reason: 'busy',
      stop: () => new Promise<void>((done) => holder.close(done)),
    }
  },
})

const missing = socatMissing()
it('tests serial links over a pseudo-terminal', ({ skip }) => {
  if (missing !== undefined) skip(missing)
  expect(missing).toBeUndefined()
})
if (missing === undefined) {
  linkSuite({
    name: 'serial',
    channels: 1,
    noticesVanishing: true,
    async start() {
      const pair = await ptyPair()
      const got = basket()
      const reader = createReadStream(pair.far)
      const writer = createWriteStream(pair.far, { flags: 'r+' })
      reader.on('data', (bytes) => got.add(0, Buffer.from(bytes)))
      // The pseudo-terminal going away is the point of one test, not a fault of it.
      reader.on('error', () => reader.destroy())
      writer.on('error', () => writer.destroy())
      const far: FarEnd = {
        write: (bytes) => void writer.write(bytes),
        received: () => got.get(0),
        vanish: () => pair.unplug(),
        async stop() {
          await pair.remove()
          reader.destroy()
          writer.destroy()
        },
      }
      return {
        far,
        open: (events) => openLink({ kind: 'serial', path: pair.near, baud: 115200 }, events),
      }
    },
    broken: () =>
      Promise.resolve({
        open: (events) =>
          openLink({ kind: 'serial', path: '/dev/no-such-port', baud: 9600 }, events),
        reason: 'not-found',
      }),
  })

  it('a serial port that another link holds is busy', async () => {
    const pair = await ptyPair()
    const statuses: LinkStatus[] = []
    const settings = { kind: 'serial', path: pair.near, baud: 9600 } as const
    const ignore = { onBytes: () => {}, onStatus: () => {} }
    const first = openLink(settings, { ...ignore, onStatus: (s) => statuses.push(s) })
    first.open()
    await vi.waitFor(() => expect(statuses.at(-1)?.kind).toBe('open'), 10_000)
    const second = openLink(settings, { ...ignore, onStatus: (s) => statuses.push(s) })
    second.open()
    await vi.waitFor(() => expect(statuses.at(-1)?.kind).toBe('down'), 10_000)
    expect(statuses.at(-1)).toMatchObject({ kind: 'down', reason: 'busy' })
    await first.close()
    await second.close()
    await pair.remove()
  })

  it('a serial link opens again after the cable came back', async () => {
    const pair = await ptyPair()
    const statuses: LinkStatus[] = []
    const settings = { kind: 'serial', path: pair.near, baud: 9600 } as const
    const events = { onBytes: () => {}, onStatus: (s: LinkStatus) => void statuses.push(s) }
    const first = openLink(settings, events)
    first.open()
    await vi.waitFor(() => expect(statuses.at(-1)?.kind).toBe('open'), 10_000)
    await pair.unplug()
    await vi.waitFor(() => expect(statuses.at(-1)?.kind).toBe('down'), 10_000)
    await pair.plug()
    const second = openLink(settings, events)
    second.open()
    await vi.waitFor(() => expect(statuses.at(-1)?.kind).toBe('open'), 10_000)
    await first.close()
    await second.close()
    await pair.remove()
  })
}

it('a host name that nobody knows is not found', async () => {
  const statuses: LinkStatus[] = []
  const link = openLink(
    { kind: 'tcp', host: 'no-such-host.invalid', port: 1 },
    { onBytes: () => {}, onStatus: (status) => statuses.push(status) },
  )
  link.open()
  await vi.waitFor(() => expect(statuses.at(-1)?.kind).toBe('down'), 15_000)
  expect(statuses.at(-1)).toMatchObject({ reason: 'not-found' })
  await link.close()
}, 20_000)
