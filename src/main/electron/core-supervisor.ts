/** Starts, watches and restarts the core process, and reaches it for windows and pages. */
import { join } from 'node:path'
import {
  MessageChannelMain,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
} from 'electron'
import { plainAnswer } from '../adapters/http-server-request.ts'
import { breadcrumbFile, readBreadcrumb } from '../breadcrumb.ts'
import type { ChoosePathOf, FromCore, ToCore } from '../core-messages.ts'
import { requestOverPort } from './core-request.ts'
import { planRestart, type Crash } from './restart-policy.ts'
import type { ShellFlags } from './shell-flags.ts'

export interface CoreSupervisor {
  /** One channel of a seat; the port waits where the core is just being restarted. */
  connectSeat(
    seat: { readonly id: string; readonly name: string },
    deliver: (port: MessagePortMain) => void,
  ): void
  request(request: Request): Promise<Response>
  /** What the operator should know before closing; empty when the core does not answer. */
  concerns(): Promise<readonly string[]>
  /** Ends the core in order; kills it after a while. */
  stop(): Promise<void>
}

export interface SupervisorEvents {
  /** The core will not start as things are. */
  onRefused(sentence: string): void
  /** The core asks for the machine's own bell. */
  onBell(): void
  /** The core asks a person for a path; `undefined`: the person left the dialog. */
  onChoose(what: ChoosePathOf): Promise<string | undefined>
}

const concernsWithinMs = 1500
const stopWithinMs = 8000

export function superviseCore(
  entry: string,
  flags: ShellFlags,
  events: SupervisorEvents,
): CoreSupervisor {
  const crashes: Crash[] = []
  const leftOut = new Set<string>()
  const waitingSeats = new Set<() => void>()
  const askers = new Map<number, (sentences: readonly string[]) => void>()
  let child: UtilityProcess | undefined
  let ready = false
  let stopping = false
  let asks = 0

  const say = (message: ToCore, ports: MessagePortMain[] = []) => child?.postMessage(message, ports)

  function onMessage(message: FromCore): void {
    switch (message.kind) {
      case 'ready':
        ready = true
        for (const connect of waitingSeats) connect()
        return waitingSeats.clear()
      case 'refused':
        stopping = true
        return events.onRefused(message.sentence)
      case 'bell':
        return events.onBell()
      case 'choose':
        return void events.onChoose(message.what).then(
          (path) => say({ kind: 'chosen', ask: message.ask, path }),
          () => say({ kind: 'chosen', ask: message.ask }),
        )
      case 'concerns':
        askers.get(message.ask)?.(message.sentences)
        return void askers.delete(message.ask)
    }
  }
  function onExit(): void {
    child = undefined
    ready = false
    if (stopping) return
    const active = readBreadcrumb(join(flags.dataDir, breadcrumbFile))
    crashes.push({ atMs: performance.now(), active })
    const plan = planRestart(crashes)
    if (plan.leaveOut) leftOut.add(plan.leaveOut)
    setTimeout(start, plan.delayMs)
  }
  function start(): void {
    if (stopping) return
    child = utilityProcess.fork(entry, [], { serviceName: 'console-core', stdio: 'inherit' })
    child.on('message', (message: FromCore) => onMessage(message))
    child.on('exit', onExit)
    say({ kind: 'start', ...flags, without: [...leftOut] })
  }

  start()
  return {
    connectSeat(seat, deliver) {
      const connect = () => {
        const { port1, port2 } = new MessageChannelMain()
        say({ kind: 'seat', ...seat }, [port1])
        deliver(port2)
      }
      if (ready) connect()
      else waitingSeats.add(connect)
    },
    async request(request) {
      if (!ready) return plainAnswer(503, '调度台核心正在重新启动。')
      return requestOverPort(request, (plain, port) =>
        say({ kind: 'request', request: plain }, [port]),
      )
    },
    concerns() {
      if (!ready) return Promise.resolve([])
      const ask = ++asks
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve([]), concernsWithinMs)
        askers.set(ask, (sentences) => {
          clearTimeout(timer)
          resolve(sentences)
        })
        say({ kind: 'concerns', ask })
      })
    },
    stop() {
      stopping = true
      const ending = child
      if (!ending) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(() => ending.kill(), stopWithinMs)
        ending.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
        say({ kind: 'stop' })
      })
    },
  }
}
