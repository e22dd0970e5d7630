/**
 * Seats and their channels: one router behind every WebSocket and every MessagePort. A seat
 * outlives its connections, so a reload or a short outage does not sign anybody out.
 */
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { AnyRouter } from '@orpc/server'
import type { WebSocket } from 'ws'
import type { Logger, Seat } from '../../core/module.ts'
import { oneSentencePerError } from './seats-errors.ts'
import { checkedSocket } from './seats-socket.ts'

/** What Electron's MessagePortMain and worker_threads' MessagePort share. */
export interface SeatPort {
  on(event: string, listener: (event?: { data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

export interface Seats {
  /** The seat of this id, made at its first use. */
  open(id: string, name: string): Seat
  attachSocket(socket: WebSocket, seat: Seat): void
  attachPort(port: SeatPort, seat: Seat): void
  /** Seats with at least one live channel. */
  readonly connected: number
  /** Closes every channel; pages see a lost connection and come back. */
  close(): void
}

/** A console never has more; the oldest unconnected one is forgotten first. */
const mostSeats = 200

/** @param onOpened a seat was opened, known before or new */
export function openSeats(
  router: AnyRouter,
  logger: Logger,
  newErrorId: () => string,
  onOpened: (seat: Seat) => void = () => undefined,
): Seats {
  const seats = new Map<string, Seat>()
  const channels = new Map<Seat, number>()
  const sockets = new Set<WebSocket>()
  const options = { clientInterceptors: [oneSentencePerError(logger, newErrorId)] }
  const overSocket = new SocketHandler(router, options)
  const overPort = new PortHandler(router, options)

  const count = (seat: Seat, step: number) => {
    const now = (channels.get(seat) ?? 0) + step
    if (now > 0) channels.set(seat, now)
    else channels.delete(seat)
  }
  const forgetOldest = () => {
    for (const [id, seat] of seats) {
      if (seats.size < mostSeats) return
      if (!channels.has(seat)) seats.delete(id)
    }
  }
  return {
    open(id, name) {
      const known = seats.get(id)
      if (known) {
        onOpened(known)
        return known
      }
      forgetOldest()
      const seat: Seat = { id, name, session: undefined }
      seats.set(id, seat)
      onOpened(seat)
      return seat
    },
    attachSocket(socket, seat) {
      sockets.add(socket)
      count(seat, 1)
      socket.on('close', () => {
        sockets.delete(socket)
        count(seat, -1)
      })
      void overSocket.upgrade(checkedSocket(socket, logger), { context: { seat } })
    },
    attachPort(port, seat) {
      count(seat, 1)
      port.on('close', () => count(seat, -1))
      overPort.upgrade(port, { context: { seat } })
    },
    get connected() {
      return channels.size
    },
    close() {
      for (const socket of sockets) socket.close(1001, '控制台正在关闭')
    },
  }
}
