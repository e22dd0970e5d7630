/** What stands between a stranger's WebSocket and the router: shape, liveness, back-pressure. */
import type { WebSocket } from 'ws'
import type { Logger } from '../../core/module.ts'

/** More than this waiting for a slow seat makes its streams wait too. */
const mostBuffered = 256 * 1024
const pingEveryMs = 10_000

type RouterSocket = Pick<WebSocket, 'addEventListener' | 'send'>

/** `undefined` when the text is one request of the channel's protocol, else why not. */
export function messageProblem(text: string): string | undefined {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return '消息不是 JSON'
  }
  const shaped =
    typeof message === 'object' &&
    message !== null &&
    'i' in message &&
    typeof message.i === 'string'
  return shaped ? undefined : '消息格式不对'
}

/**
 * The socket as the router sees it: only well-formed text gets through; anything else closes
 * the socket with the reason (RFC 6455 §7.4.1: 1003 kind of data, 1007 inconsistent data).
 */
export function checkedSocket(socket: WebSocket, logger: Logger): RouterSocket {
  keepAlive(socket)
  // An oversized message is refused by the library itself with 1009; the event must be heard.
  socket.on('error', (error) => logger.warn('seat.socket', { message: error.message }))
  const refuse = (code: number, reason: string) => {
    logger.warn('seat.refused', { code, reason })
    socket.close(code, reason)
  }
  const listenToMessages = (listener: (event: { data: string }) => void) => {
    socket.on('message', (bytes: Buffer, isBinary: boolean) => {
      if (isBinary) return refuse(1003, '只接受文本消息')
      const text = bytes.toString('utf8')
      const problem = messageProblem(text)
      if (problem) return refuse(1007, problem)
      listener({ data: text })
    })
  }
  const send = (data: string | ArrayBufferLike): Promise<void> | undefined => {
    if (socket.readyState !== socket.OPEN) return undefined
    if (socket.bufferedAmount < mostBuffered) {
      socket.send(data)
      return undefined
    }
    return new Promise((resolve) => socket.send(data, () => resolve()))
  }
  const facade = {
    send,
    addEventListener(type: string, listener: (event: { data: string }) => void) {
      if (type === 'message') listenToMessages(listener)
      else if (type === 'close') socket.on('close', () => listener({ data: '' }))
    },
  }
  // The router uses exactly these two calls of the many overloads the library declares.
  return facade as unknown as RouterSocket
}

/** A peer that answers no ping for two rounds is gone, whatever TCP says. */
function keepAlive(socket: WebSocket): void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, pingEveryMs)
  socket.on('close', () => clearInterval(timer))
}
