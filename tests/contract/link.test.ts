import { createSocket } from 'node:dgram'
import { createReadStream, createWriteStream } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import type { LinkEvents, LinkSettings, LinkStatus } from '../../src/core/gateway/link.ts'
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

it('a UDP link to a whole network says who spoke, answers whom it is told, and drops strangers', async () => {
  const peers = [createSocket('udp4'), createSocket('udp4')]
  const addresses = ['127.0.0.2', '127.1.0.1']
  for (const [at, peer] of peers.entries())
    await new Promise<void>((done) => peer.bind(0, addresses[at], done))
  const [inside, outside] = peers
  const localPort = await freeUdpPort()
  const remotePort = inside?.address().port ?? 0
  const heard: [string, string | undefined][] = []
  const statuses: LinkStatus[] = []
  const channels = [{ localPort, remotePort }]
  const link = openLink(
    { kind: 'udp', host: '127.0.0.0/24', bindAddress: '127.0.0.1', channels },
    {
      onBytes: (bytes, _channel, from) => heard.push([Buffer.from(bytes).toString(), from]),
      onStatus: (status) => void statuses.push(status),
    },
  )
  link.open()
  await vi.waitFor(() => expect(statuses.at(-1)).toEqual({ kind: 'open' }), 10_000)
  outside?.send('stranger', localPort, '127.0.0.1')
  inside?.send('radio', localPort, '127.0.0.1')
  await vi.waitFor(() => expect(heard).toEqual([['radio', '127.0.0.2']]), 10_000)
  let answered = ''
  inside?.on('message', (bytes) => (answered = bytes.toString()))
  expect(await link.write(Buffer.from('x'), 0)).toBe(false)
  expect(await link.write(Buffer.from('answer'), 0, '127.0.0.2')).toBe(true)
  await vi.waitFor(() => expect(answered).toBe('answer'), 10_000)
  await link.close()
  for (const peer of peers) await new Promise<void>((done) => peer.close(done))
})

async function freeTcpPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}

async function listening(): Promise<Extract<LinkSettings, { kind: 'tcp-listen' }>> {
  return {
    kind: 'tcp-listen',
    bindAddress: '127.0.0.1',
    port: await freeTcpPort(),
    maxPeers: 2,
  }
}

function caller(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => socket.destroy())
  return socket
}

linkSuite({
  name: 'tcp-listen',
  channels: 2,
  noticesVanishing: false,
  async start() {
    const settings = await listening()
    const sockets: Socket[] = []
    const got = basket()
    /** Two terminals connect as soon as the link listens; it is "open" for the suite when they are there. */
    function open(events: LinkEvents) {
      let here = 0
      return openLink(settings, {
        onBytes: (bytes, channel) => events.onBytes(bytes, channel),
        onStatus(status) {
          if (status.kind !== 'open') return events.onStatus(status)
          const first = caller(settings.port)
          sockets.push(first)
          first.on('data', (bytes) => got.add(0, bytes))
        },
        onPeer(_channel, state) {
          if (state !== 'open') return
          here += 1
          if (here === 2) return events.onStatus({ kind: 'open' })
          const second = caller(settings.port)
          sockets.push(second)
          second.on('data', (bytes) => got.add(1, bytes))
        },
      })
    }
    const leave = () => sockets.forEach((socket) => socket.destroy())
    const far: FarEnd = {
      write: (bytes, channel) => void sockets[channel]?.write(bytes),
      received: (channel) => got.get(channel),
      vanish: leave,
      stop: leave,
    }
    return { far, open }
  },
  async broken() {
    const { port, far } = await tcpServer()
    return {
      open: (events) =>
        openLink({ kind: 'tcp-listen', bindAddress: '127.0.0.1', port, maxPeers: 1 }, events),
      reason: 'busy',
      stop: () => far.stop(),
    }
  },
})

async function openListening() {
  const settings = await listening()
  const seen: string[] = []
  const bytes: [number, string][] = []
  const statuses: LinkStatus[] = []
  const link = openLink(settings, {
    onBytes: (some, channel) => bytes.push([channel, Buffer.from(some).toString()]),
    onStatus: (status) => statuses.push(status),
    onPeer: (channel, state, address) =>
      seen.push(`${channel} ${state} ${address.replace(/:\d+$/, '')}`),
  })
  link.open()
  await vi.waitFor(() => expect(statuses.at(-1)).toEqual({ kind: 'open' }), 10_000)
  return { link, port: settings.port, seen, bytes, statuses }
}

it('a listening link tells who comes and goes, and never gives a number twice', async () => {
  const { link, port, seen, bytes } = await openListening()
  const first = caller(port)
  first.write('a')
  await vi.waitFor(() => expect(bytes).toEqual([[0, 'a']]), 10_000)
  first.destroy()
  await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000)
  const second = caller(port)
  second.write('b')
  await vi.waitFor(() => expect(bytes).toHaveLength(2), 10_000)
  expect(seen).toEqual(['0 open 127.0.0.1', '0 closed 127.0.0.1', '1 open 127.0.0.1'])
  expect(bytes[1]).toEqual([1, 'b'])
  expect(await link.write(Uint8Array.of(1), 0)).toBe(false)
  await link.close()
  await vi.waitFor(() => expect(second.destroyed).toBe(true), 10_000)
})

it('a listening link takes no more peers than allowed, says so, and takes the next when one left', async () => {
  const { link, port, seen } = await openListening()
  const [first, , third] = [caller(port), caller(port), caller(port)]
  await vi.waitFor(
    () => expect(seen.filter((one) => one.includes('refused'))).toHaveLength(1),
    10_000,
  )
  await vi.waitFor(() => expect(third?.destroyed).toBe(true), 10_000)
  first?.destroy()
  await vi.waitFor(() => expect(seen.some((one) => one.includes('closed'))).toBe(true), 10_000)
  caller(port)
  await vi.waitFor(() => expect(seen.filter((one) => one.includes('open'))).toHaveLength(3), 10_000)
  await link.close()
})

it('a listening link lets a peer hear the last word before it is dropped, and hears it no more', async () => {
  const { link, port, seen, bytes } = await openListening()
  const peer = caller(port)
  let heard = ''
  peer.on('data', (some) => (heard += some.toString()))
  await vi.waitFor(() => expect(seen).toHaveLength(1), 10_000)
  void link.write(Buffer.from('bye'), 0)
  link.drop?.(0)
  peer.write('too late')
  await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000)
  expect(seen[1]).toBe('0 closed 127.0.0.1')
  await vi.waitFor(() => expect(heard).toBe('bye'), 10_000)
  expect(bytes).toEqual([])
  await link.close()
})

it('a listening link drops a peer that reads nothing instead of keeping its bytes', async () => {
  const { link, port, seen } = await openListening()
  const deaf = caller(port)
  deaf.pause()
  const other = caller(port)
  let heard = 0
  other.on('data', (some) => (heard += some.length))
  await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000)
  const piece = new Uint8Array(64 * 1024)
  // The system itself takes some megabytes before it lets us wait.
  await vi.waitFor(() => {
    for (let n = 0; n < 50; n++) void link.write(piece, 0)
    expect(seen.some((one) => one.startsWith('0 closed'))).toBe(true)
  }, 20_000)
  expect(await link.write(Uint8Array.of(1), 1)).toBe(true)
  await vi.waitFor(() => expect(heard).toBe(1), 10_000)
  await link.close()
}, 30_000)

it('a listening link on an address of another machine says that there is no such address', async () => {
  const settings = { ...(await listening()), bindAddress: '192.0.2.1' }
  const statuses: LinkStatus[] = []
  const link = openLink(settings, { onBytes: () => {}, onStatus: (s) => void statuses.push(s) })
  link.open()
  await vi.waitFor(() => expect(statuses.at(-1)).toMatchObject({ reason: 'not-found' }), 10_000)
  await link.close()
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
