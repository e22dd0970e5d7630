import { createServer, type Server, type Socket } from 'node:net'
import type { Link, LinkEvents, LinkSettings } from '../../../core/gateway/link.ts'
import { downReasonOf } from './down-reason.ts'
import { startLinkLife } from './link-life.ts'

type ListenSettings = Extract<LinkSettings, { kind: 'tcp-listen' }>

/** With the ten probes a second apart that Node asks for, a dead peer is found after 15 s. */
const keepAliveAfterMs = 5000
/** Who connects and says nothing holds a place that a terminal may need. */
const firstWordWithinMs = 60_000
const lastWordWithinMs = 5000
/** A peer that reads nothing may hold this much; then it is dropped, as its bytes are lost anyway. */
const maxWaitingBytes = 64 * 1024

function addressOf(socket: Socket): string {
  const { remoteAddress = '', remotePort = 0 } = socket
  // An IPv4 peer of a socket that takes both kinds.
  return `${remoteAddress.replace(/^::ffff:/, '')}:${remotePort}`
}

/** Terminals connect to this console. Open while it listens, with no peer too. */
export function tcpListenLink(settings: ListenSettings, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const where = `${settings.bindAddress ?? '*'}:${settings.port}`
  const peers = new Map<number, Socket>()
  let nextChannel = 0
  let server: Server | undefined

  function onPeer(socket: Socket): void {
    const channel = nextChannel++
    const address = addressOf(socket)
    if (life.stage !== 'open') return void socket.destroy()
    // An error is followed by "close", which tells it.
    socket.on('error', () => socket.destroy())
    if (peers.size >= settings.maxPeers) {
      socket.destroy()
      return events.onPeer?.(channel, 'refused', address)
    }
    peers.set(channel, socket)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, keepAliveAfterMs)
    socket.setTimeout(firstWordWithinMs, () => socket.destroy())
    socket.once('data', () => socket.setTimeout(0))
    socket.on('end', () => socket.destroy())
    socket.on('close', () => forget(channel, address))
    events.onPeer?.(channel, 'open', address)
    socket.on('data', (bytes) => {
      if (peers.has(channel)) life.bytes(new Uint8Array(bytes), channel)
    })
  }
  function forget(channel: number, address: string): void {
    if (!peers.delete(channel) || life.stage !== 'open') return
    events.onPeer?.(channel, 'closed', address)
  }
  function hangUpAll(): void {
    for (const socket of peers.values()) socket.destroy()
    peers.clear()
  }
  /** What was written to it still goes out; what it says from now on is nobody's. */
  function drop(channel: number): void {
    const socket = peers.get(channel)
    if (socket === undefined) return
    socket.removeAllListeners('data')
    socket.resume()
    socket.setTimeout(lastWordWithinMs, () => socket.destroy())
    socket.destroySoon()
  }
  function onError(error: Error): void {
    // While it listens: one connection could not be taken (too many files), the others go on.
    if (life.stage === 'open') return events.onPeer?.(nextChannel++, 'refused', error.message)
    const { reason, detail } = downReasonOf(error)
    const noSuchAddress = 'code' in error && error.code === 'EADDRNOTAVAIL'
    life.down(noSuchAddress ? 'not-found' : reason, detail)
  }
  return {
    describe: `监听 TCP ${where}`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      const opened = createServer(onPeer)
      server = opened
      opened.on('error', onError)
      opened.on('close', () => {
        if (life.down('vanished', `${where} stopped listening`)) hangUpAll()
      })
      opened.listen({ port: settings.port, host: settings.bindAddress, exclusive: true }, () =>
        life.opened(),
      )
    },
    write(bytes, channel = 0) {
      const socket = peers.get(channel)
      if (socket === undefined || life.stage !== 'open') return Promise.resolve(false)
      if (socket.writableLength > maxWaitingBytes) {
        socket.destroy()
        return Promise.resolve(false)
      }
      return new Promise((done) => socket.write(bytes, (error) => done(!error)))
    },
    drop,
    async close() {
      life.closed()
      const opened = server
      server = undefined
      hangUpAll()
      if (opened?.listening) await new Promise<void>((done) => opened.close(() => done()))
    },
  }
}
