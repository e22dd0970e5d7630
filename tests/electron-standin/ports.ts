/** `MessageChannelMain`, with ends that can move to the core process or into a page. */
import { EventEmitter } from 'node:events'

type Members = Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>

/** Where an end went: it is reached through these, and answers through what `carry` returns. */
export interface Carrier {
  send(data: unknown): void
  close(): void
}

export class StandinPort extends EventEmitter implements Members {
  peer: StandinPort | undefined
  #queue: unknown[] | undefined = []
  #carrier: Carrier | undefined
  #closed = false

  postMessage(...[data, transfer]: Parameters<Electron.MessagePortMain['postMessage']>): void {
    if (transfer && transfer.length > 0)
      throw new Error('ports inside port messages are not implemented')
    if (this.#carrier) throw new Error('this port was transferred')
    this.peer?.receive(data)
  }

  start(): void {
    const queued = this.#queue ?? []
    this.#queue = undefined
    for (const data of queued) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.peer?.remoteClosed()
  }

  receive(data: unknown): void {
    if (this.#closed) return
    if (this.#carrier) this.#carrier.send(data)
    else if (this.#queue) this.#queue.push(data)
    else this.emit('message', { data, ports: [] })
  }

  remoteClosed(): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#carrier) this.#carrier.close()
    else this.emit('close')
  }

  /** Moves this end elsewhere; what is said there goes to `fromThere`. */
  carry(carrier: Carrier): { message(data: unknown): void; closed(): void } {
    this.#carrier = carrier
    for (const data of this.#queue ?? []) carrier.send(data)
    this.#queue = undefined
    return { message: (data) => this.peer?.receive(data), closed: () => this.close() }
  }
}

export class StandinChannel implements Record<'port1' | 'port2', StandinPort> {
  readonly port1 = new StandinPort()
  readonly port2 = new StandinPort()
  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}
