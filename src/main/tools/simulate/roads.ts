import { connect, createServer, type Server, type Socket } from 'node:net'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { Link, LinkEvents, LinkSettings } from '../../../core/gateway/link.ts'
import { downReasonOf } from '../../adapters/links/down-reason.ts'
import { startLinkLife } from '../../adapters/links/link-life.ts'
import type { MemoryRoad } from '../../adapters/links/memory-link.ts'
import { linkOpener } from '../../adapters/links/open-link.ts'

/** How the simulator is reached. */
export type Road =
  | Exclude<LinkSettings, { kind: 'memory' | 'tcp-listen' }>
  /** Waits for a console, as a serial server with the gateway behind it; port 0 takes any. */
  | {
      readonly kind: 'tcp-listen'
      readonly host: string
      readonly port: number
      onListening?(port: number): void
    }
  /** Many terminals, each with its own connection to a waiting console; the channel is its place. */
  | {
      readonly kind: 'tcp-fleet'
      readonly host: string
      readonly port: number
      readonly count: number
    }
  /** Radios of a network on this machine, each at its own loopback address, on these ports. */
  | {
      readonly kind: 'udp-radios'
      /** First byte: 127. */
      readonly network: number
      readonly addresses: readonly string[]
      readonly channels: readonly { readonly localPort: number; readonly remotePort: number }[]
      readonly host: string
    }
  | { readonly kind: 'memory'; readonly road: MemoryRoad }

type Listening = Extract<Road, { kind: 'tcp-listen' }>

/** Open while it listens; the newest console is the one that is talked to. */
function listeningLink(road: Listening, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let newest: Socket | undefined

  function onConsole(socket: Socket): void {
    newest = socket
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('data', (bytes) => life.bytes(new Uint8Array(bytes), 0))
    // A console that goes away is normal; "close" follows and forgets it.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      if (newest === socket) newest = undefined
    })
  }
  return {
    describe: `TCP ${road.host}:${road.port}`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      const opened = createServer(onConsole)
      server = opened
      opened.on('error', (error) => {
        const { reason, detail } = downReasonOf(error)
        life.down(reason, detail)
      })
      opened.listen(road.port, road.host, () => {
        const address = opened.address()
        if (address !== null && typeof address === 'object') road.onListening?.(address.port)
        life.opened()
      })
    },
    write(bytes) {
      const socket = newest
      if (socket === undefined) return Promise.resolve(false)
      return new Promise((done) => socket.write(bytes, (error) => done(!error)))
    },
    async close() {
      life.closed()
      for (const socket of sockets) socket.destroy()
      const opened = server
      server = undefined
      if (opened?.listening) await new Promise<void>((done) => opened.close(() => done()))
    },
  }
}

const connectAgainMs = 1000

/** Open at once; each connection is told as a peer, and made again when it is gone. */
function fleetLink(road: Extract<Road, { kind: 'tcp-fleet' }>, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const sockets = new Map<number, Socket>()
  const waiting = new Set<NodeJS.Timeout>()

  function dial(channel: number): void {
    const socket = connect({ host: road.host, port: road.port, noDelay: true })
    sockets.set(channel, socket)
    const address = `${road.host}:${road.port}`
    let isUp = false
    socket.on('connect', () => {
      isUp = true
      events.onPeer?.(channel, 'open', address)
    })
    socket.on('data', (bytes) => life.bytes(new Uint8Array(bytes), channel))
    // A console that is not there yet is normal; "close" follows and dials again.
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(channel)
      if (life.stage !== 'open') return
      if (isUp) events.onPeer?.(channel, 'closed', address)
      const timer = setTimeout(() => {
        waiting.delete(timer)
        dial(channel)
      }, connectAgainMs)
      waiting.add(timer)
    })
  }
  return {
    describe: `TCP ${road.host}:${road.port} × ${road.count}`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      life.opened()
      for (let channel = 0; channel < road.count; channel++) dial(channel)
    },
    write(bytes, channel = 0) {
      const socket = sockets.get(channel)
      if (socket === undefined || socket.connecting) return Promise.resolve(false)
      return new Promise((done) => socket.write(bytes, (error) => done(!error)))
    },
    drop: (channel) => void sockets.get(channel)?.destroy(),
    close() {
      life.closed()
      for (const timer of waiting) clearTimeout(timer)
      for (const socket of sockets.values()) socket.destroy()
      return Promise.resolve()
    },
  }
}

/** The address of a datagram is the radio's, whether it speaks or hears. */
function radiosLink(road: Extract<Road, { kind: 'udp-radios' }>, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const links = new Map<string, Link>()

  function addRadio(address: string): Promise<void> {
    const { host, channels } = road
    return new Promise((done) => {
      const link = linkOpener()(
        { kind: 'udp', host, bindAddress: address, channels },
        {
          onBytes: (bytes, channel) => life.bytes(bytes, channel, address),
          onStatus(status) {
            if (status.kind === 'open') done()
            if (status.kind === 'down') life.down(status.reason, status.detail)
          },
        },
      )
      links.set(address, link)
      link.open()
    })
  }
  return {
    describe: `UDP ${road.network}.0.0.0/8`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      void Promise.all(road.addresses.map(addRadio)).then(() => life.opened())
    },
    write: (bytes, channel, address = '') =>
      links.get(address)?.write(bytes, channel) ?? Promise.resolve(false),
    async close() {
      life.closed()
      await Promise.all([...links.values()].map((link) => link.close()))
    },
  }
}

export function openRoad(road: Road, events: LinkEvents): Link {
  switch (road.kind) {
    case 'tcp-listen':
      return listeningLink(road, events)
    case 'tcp-fleet':
      return fleetLink(road, events)
    case 'udp-radios':
      return radiosLink(road, events)
    case 'memory':
      return road.road.open('far', events)
    case 'serial':
    case 'tcp':
    case 'udp':
      return linkOpener()(road, events)
    default:
      return assertNever(road)
  }
}
