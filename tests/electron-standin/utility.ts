/** `utilityProcess`: the built core process as a child, its ports numbered over one channel. */
import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { onTest } from './control.ts'
import type { StandinPort } from './ports.ts'
import type { Wire } from './utility-wire.ts'

const register = new URL('./utility-register.ts', import.meta.url).href

type Members = Pick<Electron.UtilityProcess, 'postMessage' | 'kill'>

export class StandinUtility extends EventEmitter implements Members {
  readonly #child: ChildProcess
  readonly #ports = new Map<number, { message(data: unknown): void; closed(): void }>()
  #lastPort = 0

  constructor(entry: string, args: readonly string[]) {
    super()
    this.#child = fork(entry, args, {
      // Only the runtime's own flags: the core must not inherit the hook on `electron`.
      execArgv: ['--import', register],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child.on('message', (wire) => this.#receive(wire as Wire))
    this.#child.on('exit', (code) => {
      for (const port of this.#ports.values()) port.closed()
      this.#ports.clear()
      this.emit('exit', code ?? 1)
    })
    onTest((message) => {
      if (message.kind === 'crash-core') this.#child.kill('SIGKILL')
    })
  }

  postMessage(...[data, transfer]: Parameters<Electron.UtilityProcess['postMessage']>): void {
    const ports = (transfer ?? []).map((port) => this.#send(port as unknown as StandinPort))
    this.#say({ kind: 'message', data, ports })
  }

  kill(): boolean {
    return this.#child.kill()
  }

  #say(wire: Wire): void {
    // A child that is just ending is told apart by its exit, not by this write.
    if (this.#child.connected) this.#child.send(wire, () => undefined)
  }

  #send(port: StandinPort): number {
    const number = ++this.#lastPort
    const there = port.carry({
      send: (data) => this.#say({ kind: 'port', port: number, data }),
      close: () => this.#say({ kind: 'port-closed', port: number }),
    })
    this.#ports.set(number, there)
    return number
  }

  #receive(wire: Wire): void {
    switch (wire.kind) {
      case 'message':
        return void this.emit('message', wire.data)
      case 'port':
        return this.#ports.get(wire.port)?.message(wire.data)
      case 'port-closed':
        this.#ports.get(wire.port)?.closed()
        return void this.#ports.delete(wire.port)
    }
  }
}

export const utilityProcess = {
  fork(
    ...[entry, args = [], options]: Parameters<typeof Electron.utilityProcess.fork>
  ): StandinUtility {
    if (options?.serviceName !== 'console-core') throw new Error('only the core process is known')
    return new StandinUtility(entry, args)
  },
}
