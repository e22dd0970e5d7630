/** The state of the channel, and the link that always uses the live one. */
import { createORPCClient, ORPCError } from '@orpc/client'
import { contract, contractFingerprint } from '../core/api.ts'
import { openChannel, type Api, type Link, type OpenChannel } from './channel.ts'
import { onceOnItsWay } from './once-on-its-way.ts'

export type { Api } from './channel.ts'
export type Hello = Awaited<ReturnType<Api['system']['hello']>>

export type Connection =
  | { readonly kind: 'connecting'; readonly since: number; readonly reason: string }
  | { readonly kind: 'live'; readonly since: number; readonly hello: Hello }
  | { readonly kind: 'reconnecting'; readonly since: number; readonly reason: string }
  /** This page was made for another version of the console: 请刷新. */
  | { readonly kind: 'refresh-needed'; readonly since: number }

const firstDelayMs = 250
const longestDelayMs = 5000
/** Longer than any answer the console gives; a silent line is a dead line. */
const heartbeatMs = 5000
const answerWithinMs = 10_000

const listeners = new Set<() => void>()
const liveListeners = new Set<(api: Api, ended: AbortSignal) => void>()
let ownContract: string | undefined
/** Takes 0.1 s on a slow machine: it is made while the channel opens. */
const expectedContract = () => (ownContract ??= contractFingerprint(contract))
let state: Connection = { kind: 'connecting', since: Date.now(), reason: '' }
let live: Link | undefined
let waiting: (() => void)[] = []

function enter(next: Connection): void {
  state = next
  // For tests, support and the style of a page that has lost its console.
  document.documentElement.dataset['connection'] = next.kind
  for (const listener of listeners) listener()
}

export function connection(): Connection {
  return state
}

export function onConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Called each time a channel goes live, with the signal that ends with it. */
export function onLive(listener: (api: Api, ended: AbortSignal) => void): void {
  liveListeners.add(listener)
}

function disconnected(message: string): ORPCError<'DISCONNECTED', undefined> {
  return new ORPCError('DISCONNECTED', { status: 503, message })
}

/** Before the first connection calls wait; afterwards they fail at once and say that nothing was saved. */
async function liveLink(): Promise<Link> {
  if (live) return live
  if (state.kind !== 'connecting') throw disconnected('与控制台的连接中断，本次操作没有保存。')
  await new Promise<void>((resolve) => waiting.push(resolve))
  return liveLink()
}

const link: Link = {
  async call(path, input, options) {
    const used = await liveLink()
    try {
      return await used.call(path, input, options)
    } catch (error) {
      if (used === live || error instanceof ORPCError || options.signal?.aborted) throw error
      // The line broke while the answer was on its way: it may have been recorded or not.
      throw disconnected('连接在应答前中断，请查看日志确认是否已经记录。')
    }
  },
}

/** Every procedure of the contract, typed. */
export const api: Api = createORPCClient(onceOnItsWay(link))

function within<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('控制台没有应答')), limitMs)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

async function serve(channel: OpenChannel): Promise<string> {
  const direct: Api = createORPCClient(channel.link)
  const hello = await within(direct.system.hello(), answerWithinMs)
  if (hello.contract !== expectedContract()) {
    channel.close()
    enter({ kind: 'refresh-needed', since: Date.now() })
    return ''
  }
  live = channel.link
  enter({ kind: 'live', since: Date.now(), hello })
  const ended = new AbortController()
  for (const listener of liveListeners) listener(direct, ended.signal)
  for (const go of waiting) go()
  waiting = []
  const timer = setInterval(() => {
    within(direct.system.now(), answerWithinMs).catch(() => channel.close())
  }, heartbeatMs)
  const reason = await channel.closed
  clearInterval(timer)
  ended.abort()
  live = undefined
  return reason
}

/** Connects and keeps connected; started once, by `main.tsx`. */
export async function keepConnected(): Promise<void> {
  let delayMs = firstDelayMs
  for (;;) {
    let reason: string
    try {
      const opening = openChannel()
      expectedContract()
      const channel = await opening
      reason = await serve(channel)
      delayMs = firstDelayMs
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
    }
    if (state.kind === 'refresh-needed') return
    const since = state.kind === 'live' ? Date.now() : state.since
    enter({ kind: state.kind === 'connecting' ? 'connecting' : 'reconnecting', since, reason })
    // Half fixed, half random: many seats do not knock at the same moment.
    await new Promise((resolve) => setTimeout(resolve, delayMs * (0.5 + Math.random() / 2)))
    delayMs = Math.min(longestDelayMs, delayMs * 2)
  }
}
