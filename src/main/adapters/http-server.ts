/**
 * The browser seats' door: serves the built renderer and the files, and accepts WebSocket
 * seats. Loopback only (seats on the network need TLS first). Host, Origin, token and cookie are
 * checked here.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Logger } from '../../core/module.ts'
import {
  sameSecret,
  type SeatAccess,
  type SeatIdentity,
  type SeatKind,
} from './http-server-access.ts'
import {
  allowedHosts,
  BodyTooLarge,
  cookieOf,
  mostBodyBytes,
  originProblem,
  plainAnswer,
  sendWebResponse,
  webRequest,
} from './http-server-request.ts'
import { errorDetails } from './logger.ts'

export interface SeatServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly access: SeatAccess
  readonly logger: Logger
  /** Opens further seats for the `seat-link` tool; whoever reads the data folder knows it. */
  readonly controlSecret: string
  /** Pages, tiles and files; `channel` is the WebSocket origin for the page's policy. */
  readonly handle: (request: Request, channel: string) => Promise<Response>
  readonly attach: (socket: WebSocket, seat: SeatIdentity) => void
}

export interface SeatServer {
  readonly origin: string
  /** An address that opens one seat, once, within 60 s. */
  newSeatAddress(name: string): string
  close(): Promise<void>
}

/** The largest message there is carries an imported list: 8 MB of file as base64url. */
export const mostMessageBytes = 12 * 1024 * 1024

const noSeat =
  '这个浏览器还没有登记为席位。请在控制台本机运行 npm run tool -- seat-link 取得新的地址。'
const usedLink =
  '席位地址只能使用一次，60 秒内有效。请在控制台本机运行 npm run tool -- seat-link 取得新的地址。'

/** @throws the system's error (`EADDRINUSE`, `EACCES`) when the port cannot be had. */
export async function serveSeats(options: SeatServerOptions): Promise<SeatServer> {
  const { access, logger } = options
  const server = createServer((message, answer) => void answerHttp(message, answer))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes })
  const port = await listen(server, options)
  const hosts = allowedHosts(port)
  const cookieName = `seat_${port}`
  const originOf = (message: IncomingMessage) => `http://${message.headers.host ?? ''}`
  const seatOf = (message: IncomingMessage) =>
    access.seatOf(cookieOf(message.headers.cookie, cookieName))

  async function answerHttp(message: IncomingMessage, answer: ServerResponse): Promise<void> {
    try {
      await sendWebResponse(await respond(message), answer)
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) logger.error('http.failed', errorDetails(error))
      if (answer.headersSent) return void answer.destroy()
      const isTooLarge = error instanceof BodyTooLarge
      const told = isTooLarge
        ? plainAnswer(413, '文件太大。')
        : plainAnswer(500, '程序内部错误，已记入日志。')
      await sendWebResponse(told, answer)
    }
  }

  async function respond(message: IncomingMessage): Promise<Response> {
    const reads = message.method === 'GET' || message.method === 'HEAD'
    const path = new URL(message.url ?? '/', 'http://seat').pathname
    if (path === '/control/seat-link') return answerControl(message)
    const problem = originProblem(message.headers, hosts, !reads)
    if (problem) return plainAnswer(403, `${problem}，已拒绝。`)
    if (path.startsWith('/start/')) return startSeat(message, path.slice('/start/'.length))
    if (!seatOf(message)) return plainAnswer(401, noSeat)
    const origin = originOf(message)
    return options.handle(webRequest(message, origin, mostBodyBytes), origin.replace('http', 'ws'))
  }

  function startSeat(message: IncomingMessage, token: string): Response {
    if (message.method !== 'GET') return plainAnswer(405, '只接受读取请求。')
    const cookie = access.redeem(token)
    if (cookie !== undefined) {
      const attributes = 'Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000'
      const isRecorder = access.seatOf(cookie)?.id.startsWith('recorder-') ?? false
      return plainAnswer(303, '', {
        location: isRecorder ? '/recorder' : '/',
        'set-cookie': `${cookieName}=${cookie}; ${attributes}`,
      })
    }
    // A reload of the first address by the browser that used it is no mistake.
    return seatOf(message) ? plainAnswer(303, '', { location: '/' }) : plainAnswer(401, usedLink)
  }

  function answerControl(message: IncomingMessage): Response {
    const given = message.headers.authorization ?? ''
    const isOurs = message.method === 'POST' && message.headers.origin === undefined
    if (!isOurs || !sameSecret(given, `Bearer ${options.controlSecret}`)) {
      return plainAnswer(403, '没有权限。')
    }
    const { searchParams } = new URL(message.url ?? '/', 'http://seat')
    const name = searchParams.get('name') ?? '浏览器席位'
    const kind = searchParams.get('kind') === 'recorder' ? 'recorder' : 'seat'
    return plainAnswer(200, newSeatAddress(name.slice(0, 40), kind))
  }

  function newSeatAddress(name: string, kind: SeatKind = 'seat'): string {
    return `${origin}/start/${access.newStartToken(name, kind)}`
  }

  function refuseUpgrade(socket: Duplex, status: string, reason: string): void {
    logger.warn('seat.refused', { status, reason })
    const body = `${reason}\n`
    const length = Buffer.byteLength(body)
    socket.end(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}\r\n\r\n${body}`,
    )
  }

  server.on('upgrade', (message, socket: Duplex, head) => {
    socket.on('error', (error) => logger.warn('seat.socket', { message: error.message }))
    const problem = originProblem(message.headers, hosts, true)
    if (problem) return refuseUpgrade(socket, '403 Forbidden', `${problem}，已拒绝。`)
    if (message.url !== '/channel') return refuseUpgrade(socket, '404 Not Found', '没有这个通道。')
    const seat = seatOf(message)
    if (!seat) return refuseUpgrade(socket, '401 Unauthorized', noSeat)
    sockets.handleUpgrade(message, socket, head, (upgraded) => options.attach(upgraded, seat))
  })

  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    newSeatAddress,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(
  server: ReturnType<typeof createServer>,
  options: SeatServerOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
