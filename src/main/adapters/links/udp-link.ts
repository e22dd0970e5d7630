import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import type { Link, LinkEvents, LinkSettings } from '../../../core/gateway/link.ts'
import { downReasonOf } from './down-reason.ts'
import { startLinkLife } from './link-life.ts'

type UdpSettings = Extract<LinkSettings, { kind: 'udp' }>

/**
 * One socket per channel. Datagrams of other hosts are dropped. A `remotePort` of 0 answers to
 * the port that host spoke from last. UDP cannot see the other end vanish: the driver's own
 * heartbeat does.
 */
export function udpLink(settings: UdpSettings, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const sockets: Socket[] = []
  const remotePorts = settings.channels.map((channel) => channel.remotePort)
  let address = settings.host

  async function release(): Promise<void> {
    const closing = sockets.splice(0)
    await Promise.all(closing.map((socket) => new Promise<void>((done) => socket.close(done))))
  }
  function fail(error: unknown): void {
    const { reason, detail } = downReasonOf(error)
    if (life.down(reason, detail)) void release()
  }
  function bind(localPort: number, channel: number, ipv6: boolean): Promise<void> {
    const socket = createSocket(ipv6 ? 'udp6' : 'udp4')
    sockets.push(socket)
    socket.on('message', (bytes, from) => {
      if (from.address !== address) return
      if (settings.channels[channel]?.remotePort === 0) remotePorts[channel] = from.port
      life.bytes(new Uint8Array(bytes), channel)
    })
    return new Promise((done, failed) => {
      socket.once('error', failed)
      socket.bind({ port: localPort, address: settings.bindAddress, exclusive: true }, () => {
        socket.off('error', failed)
        socket.on('error', fail)
        done()
      })
    })
  }
  async function open(): Promise<void> {
    const found = await lookup(settings.host)
    address = found.address
    for (const [channel, { localPort }] of settings.channels.entries()) {
      if (life.stage === 'over') return release()
      await bind(localPort, channel, found.family === 6)
    }
    if (life.stage === 'over') return release()
    life.opened()
  }
  return {
    describe: `UDP ${settings.host} (${settings.channels.map((c) => c.localPort).join(', ')})`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      open().catch(fail)
    },
    write(bytes, channel = 0) {
      const socket = sockets[channel]
      const port = remotePorts[channel]
      if (socket === undefined || !port || life.stage !== 'open') return Promise.resolve(false)
      return new Promise((done) => socket.send(bytes, port, address, (error) => done(!error)))
    },
    async close() {
      life.closed()
      await release()
    },
  }
}
