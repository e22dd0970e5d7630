/** A headless console as its own process, and a browser seat's channel to it. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import { buildIfStale } from '../../scripts/start-build.ts'
import type { Contract } from '../../src/core/api.ts'

/** USER_HZ is 100 on every Linux this runs on. */
const clockTickMs = 10

export type Api = ContractRouterClient<Contract>

/** What `npm start -- --headless` runs. */
const entry = join(import.meta.dirname, '../../out/main/headless.js')

export interface Headless {
  readonly pid: number
  /** `http://127.0.0.1:N`; `address` opens one seat, once. */
  readonly origin: string
  readonly address: string
  /** The process's resident memory now, in megabytes. */
  residentMb(): number
  /** The same at its highest. */
  highestMb(): number
  /** Milliseconds it has computed so far, on all its threads: not longer on a loaded machine. */
  cpuMs(): number
  stop(): Promise<void>
}

/** @throws where the build fails */
export function buildConsole(): void {
  if (!buildIfStale()) throw new Error('the build failed')
}

/** Call `buildConsole` before. @throws with what the console said when it did not start */
export async function startHeadless(
  dataDir: string,
  port = 0,
  flags: readonly string[] = [],
): Promise<Headless> {
  const given = ['--data', dataDir, '--port', String(port), ...flags]
  const child = spawn(process.execPath, [entry, ...given], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  child.stderr.on('data', (text) => void (said += String(text)))
  const lines = createInterface({ input: child.stdout })
  const address = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('close', (code) => reject(new Error(`the console ended with ${code}: ${said}`)))
  })
  const pid = child.pid ?? 0
  const statusMb = (name: string) => {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(
      new RegExp(`^${name}:\\s+(\\d+)`, 'm'),
    )
    return Number(line?.[1] ?? Number.NaN) / 1024
  }
  return {
    pid,
    address,
    origin: new URL(address).origin,
    residentMb: () => statusMb('VmRSS'),
    highestMb: () => statusMb('VmHWM'),
    cpuMs() {
      const [user, system] =
        readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
      return (Number(user) + Number(system)) * clockTickMs
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Turns the one-time address into the cookie of a seat, as a browser does. */
export async function seatCookie({ address }: Pick<Headless, 'address'>): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' })
  const [cookie] = (answer.headers.get('set-cookie') ?? '').split(';')
  if (!cookie) throw new Error(`no seat: ${answer.status} ${await answer.text()}`)
  return cookie
}

export interface SeatChannel {
  readonly api: Api
  close(): void
}

export async function connectSeat(origin: string, cookie: string): Promise<SeatChannel> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/channel`, {
    headers: { cookie, origin },
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  return { api: createORPCClient(link), close: () => socket.close() }
}

const officer = { name: '基准测试员', password: '基准测试-12345' }

/** Signs in the folder's administrator, made at the first use; the token resumes the session later. */
export async function signIn(api: Api): Promise<string> {
  const { needsFirstStart, roster } = await api.people.state()
  if (needsFirstStart) return (await api.people.firstStart(officer)).resume
  const person = roster.find(({ name }) => name === officer.name)
  if (!person) throw new Error('this folder belongs to somebody else: fill another one')
  return (await api.people.signIn({ person: person.id, password: officer.password })).resume
}
