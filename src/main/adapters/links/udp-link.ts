import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { BlockList, isIPv4 } from 'node:net'
import type { Link, LinkEvents, LinkSettings } from '../../../core/gateway/link.ts'
import { downReasonOf } from './down-reason.ts'
import { startLinkLife } from './link-life.ts'

type UdpSettings = Extract<LinkSettings, { kind: 'udp' }>

interface Others {
  readonly ipv6: boolean
  /** Where answers go, when it is one host. */
  readonly only: string | undefined
  has(address: string): boolean
}

/** One host by name or address, or everybody in a network (`12.0.0.0/8`). */
async function othersOf(host: string): Promise<Others> {
  const [, base = '', bits = ''] = /^(.+)\/(\d{1,2})$/.exec(host) ?? []
  if (isIPv4(base) && Number(bits) <= 32) {
    const network = new BlockList()
    network.addSubnet(base, Number(bits))
    return { ipv6: false, only: undefined, has: (address) => network.check(address) }
  }
  const { address, family } = await lookup(host)
  return { ipv6: family === 6, only: address, has: (from) => from === address }
}

/**
 * One socket per channel. Datagrams of other hosts are dropped. A `remotePort` of 0 answers to
 * the port that host spoke from last. UDP cannot see the other end vanish: the driver's own
 * heartbeat does.
 */
export function udpLink(settings: UdpSettings, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const sockets: Socket[] = []
  const remotePorts = settings.channels.map((channel) => channel.remotePort)
  let others: Others | undefined

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
      if (others?.has(from.address) !== true) return
      if (settings.channels[channel]?.remotePort === 0) remotePorts[channel] = from.port
      const of = others.only === undefined ? from.address : undefined
      life.bytes(new Uint8Array(bytes), channel, of)
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
    const found = await othersOf(settings.host)
    others = found
    for (const [channel, { localPort }] of settings.channels.entries()) {
      if (life.stage === 'over') return release()
      await bind(localPort, channel, found.ipv6)
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
    write(bytes, channel = 0, address) {
      const socket = sockets[channel]
      const port = remotePorts[channel]
      const to = others?.only ?? address
      if (socket === undefined || !port || to === undefined || life.stage !== 'open')
        return Promise.resolve(false)
      return new Promise((done) => socket.send(bytes, port, to, (error) => done(!error)))
    },
    async close() {
      life.closed()
      await release()
    },
  }
}
