/** `--import` of the core process: gives it `process.parentPort` as Electron would. */
import { EventEmitter } from 'node:events'
import type { Wire } from './utility-wire.ts'

class ChildPort extends EventEmitter {
  readonly #number: number
  #queue: unknown[] | undefined = []
  constructor(number: number) {
    super()
    this.#number = number
  }
  postMessage(data: unknown): void {
    say({ kind: 'port', port: this.#number, data })
  }
  start(): void {
    const queued = this.#queue ?? []
    this.#queue = undefined
    for (const data of queued) this.emit('message', { data, ports: [] })
  }
  close(): void {
    ports.delete(this.#number)
    say({ kind: 'port-closed', port: this.#number })
  }
  receive(data: unknown): void {
    if (this.#queue) this.#queue.push(data)
    else this.emit('message', { data, ports: [] })
  }
}

const ports = new Map<number, ChildPort>()
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => say({ kind: 'message', data, ports: [] }),
})

function say(wire: Wire): void {
  // The shell may be going away at this very moment; `disconnect` ends this process then.
  if (process.connected) process.send?.(wire, () => undefined)
}

function receive(wire: Wire): void {
  if (wire.kind === 'message') {
    const given = wire.ports.map((number) => {
      const port = new ChildPort(number)
      ports.set(number, port)
      return port
    })
    parentPort.emit('message', { data: wire.data, ports: given })
  } else if (wire.kind === 'port') ports.get(wire.port)?.receive(wire.data)
  else {
    ports.get(wire.port)?.emit('close')
    ports.delete(wire.port)
  }
}

Object.assign(process, { parentPort })
process.on('message', (wire) => receive(wire as Wire))
// A shell that was killed takes its core with it, as Electron does.
process.on('disconnect', () => process.exit(1))
