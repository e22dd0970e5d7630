/** Node's HTTP messages as web `Request` and `Response`, and the checks that come before. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { securityHeaders } from './csp.ts'

/** Names a browser on this machine uses for a loopback server; anything else is DNS rebinding. */
export function allowedHosts(port: number): ReadonlySet<string> {
  return new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`))
}

/**
 * Why a request is turned away before anything looks at it, or `undefined`. A WebSocket and
 * everything that writes must come from a page of ours: `Origin` is there and is our own.
 */
export function originProblem(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  hosts: ReadonlySet<string>,
  mustHaveOrigin: boolean,
): string | undefined {
  if (headers.host === undefined || !hosts.has(headers.host)) return '地址的主机名不是本控制台'
  if (headers.origin === undefined) return mustHaveOrigin ? '请求没有来源' : undefined
  return headers.origin === `http://${headers.host}` ? undefined : '请求来自其他网站'
}

export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}

/** Files travel through `/files/<ticket>`, which has its own limits per kind below this one. */
export const mostBodyBytes = 256 * 1024 * 1024

/** A body longer than `mostBytes` fails while it is read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

async function* limited(source: AsyncIterable<Uint8Array>, mostBytes: number) {
  let seen = 0
  for await (const chunk of source) {
    seen += chunk.length
    if (seen > mostBytes) throw new BodyTooLarge()
    yield chunk
  }
}

export function webRequest(message: IncomingMessage, origin: string, mostBytes: number): Request {
  const method = message.method ?? 'GET'
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const url = new URL(message.url ?? '/', origin)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const body = Readable.toWeb(Readable.from(limited(message, mostBytes)))
  // `duplex` is Node's own; the browser's types, which also reach here, do not know it.
  const streamed = { method, headers, body, duplex: 'half' }
  return new Request(url, streamed as RequestInit)
}

export async function sendWebResponse(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) return void to.end()
  await pipeline(response.body, to)
}

export function plainAnswer(
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): Response {
  const all = {
    ...securityHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  }
  return new Response(`${sentence}\n`, { status, headers: { ...all, ...headers } })
}
