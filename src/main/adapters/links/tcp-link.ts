import { connect, type Socket } from 'node:net'
import type { Link, LinkEvents, LinkSettings } from '../../../core/gateway/link.ts'
import { downReasonOf } from './down-reason.ts'
import { startLinkLife } from './link-life.ts'

type TcpSettings = Extract<LinkSettings, { kind: 'tcp' }>

const connectWithinMs = 8000
const keepAliveAfterMs = 5000
const maxWaitingBytes = 64 * 1024

/** A TCP serial server (or a receiver with a network port); keep-alive is on. */
export function tcpLink(settings: TcpSettings, events: LinkEvents): Link {
  const life = startLinkLife(events)
  const address = `${settings.host}:${settings.port}`
  let socket: Socket | undefined

  function listen(opened: Socket): void {
    opened.setTimeout(connectWithinMs, () => {
      if (life.stage === 'opening') life.down('unreachable', `${address} did not answer`)
      if (life.stage === 'over') opened.destroy()
    })
    opened.once('connect', () => {
      opened.setTimeout(0)
      life.opened()
    })
    opened.on('data', (bytes) => life.bytes(new Uint8Array(bytes), 0))
    opened.on('error', (error) => {
      const { reason, detail } = downReasonOf(error)
      // A time-out of an established connection (keep-alive) is a line that went away.
      life.down(life.stage === 'open' && reason !== 'io-error' ? 'vanished' : reason, detail)
    })
    opened.on('end', () => opened.destroy())
    opened.on('close', () => life.down('vanished', `${address} closed the connection`))
  }
  return {
    describe: `TCP ${address}`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      socket = connect({
        host: settings.host,
        port: settings.port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: keepAliveAfterMs,
      })
      listen(socket)
    },
    write(bytes) {
      const held = socket
      if (held === undefined || life.stage !== 'open') return Promise.resolve(false)
      if (held.writableLength > maxWaitingBytes) return Promise.resolve(false)
      return new Promise((done) => held.write(bytes, (error) => done(!error)))
    },
    async close() {
      life.closed()
      const held = socket
      socket = undefined
      if (held === undefined || held.closed) return
      await new Promise<void>((done) => {
        held.once('close', () => done())
        held.destroy()
      })
    },
  }
}
