/**
 * One live channel to the core: a MessagePort in the desktop shell, a WebSocket in a browser
 * seat. It is opened again with back-off for as long as the page lives.
 */
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../core/api.ts'

export type Api = ContractRouterClient<Contract>
export type Link = Parameters<typeof createORPCClient<Api>>[0]

export interface OpenChannel {
  readonly link: Link
  /** Fires once, with why, in words the operator may read. */
  readonly closed: Promise<string>
  close(): void
}

const openTimeoutMs = 8000

function fail(reason: string): never {
  throw new Error(reason)
}

/** A refused upgrade shows no status to a page; the same door says why over HTTP. */
async function refusalOfServer(): Promise<string> {
  try {
    const answer = await fetch('/', { method: 'HEAD' })
    return answer.status === 401 ? '本浏览器未登记为席位，请向值班席取得新的席位地址' : '通道被拒绝'
  } catch {
    // No answer at all: the console is not running or not reachable.
    return '控制台没有应答'
  }
}

async function openSocket(): Promise<OpenChannel> {
  const url = new URL('/channel', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  const opened = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), openTimeoutMs)
    socket.addEventListener('open', () => {
      clearTimeout(timer)
      resolve(true)
    })
    socket.addEventListener('error', () => {
      clearTimeout(timer)
      resolve(false)
    })
  })
  if (!opened) {
    socket.close()
    fail(await refusalOfServer())
  }
  // First the link: it ends its own calls before anybody else hears that the line is gone.
  const link = new SocketLink({ websocket: socket })
  const closed = new Promise<string>((resolve) => {
    socket.addEventListener('close', (event) => resolve(event.reason || '连接中断'))
  })
  return { link, closed, close: () => socket.close() }
}

/** Asks the preload, which asks the shell; the port comes back as a window message. */
async function openPort(): Promise<OpenChannel> {
  const port = await new Promise<MessagePort | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), openTimeoutMs)
    const onMessage = (event: MessageEvent) => {
      const [given] = event.ports
      if (event.source !== window || event.data !== 'console:port' || !given) return
      clearTimeout(timer)
      window.removeEventListener('message', onMessage)
      resolve(given)
    }
    window.addEventListener('message', onMessage)
    window.postMessage('console:want-port', location.origin)
  })
  if (!port) fail('调度台核心没有应答')
  const link = new PortLink({ port })
  const closed = new Promise<string>((resolve) => {
    port.addEventListener('close', () => resolve('调度台核心已停止，正在重新启动'))
  })
  port.start()
  return { link, closed, close: () => port.close() }
}

/** @throws Error whose message says in words why there is no channel. */
export function openChannel(): Promise<OpenChannel> {
  // A browser seat always has a port in its address; the desktop page is at app://console/.
  return location.host === 'console' ? openPort() : openSocket()
}
