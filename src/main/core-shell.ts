/** What the core process does for its shell: start, seats, requests, an orderly end. */
import { join } from 'node:path'
import { breadcrumbFile, openBreadcrumb } from './breadcrumb.ts'
import { startConsole, type ConsoleOptions, type RunningConsole } from './console.ts'
import type { FromCore, FromRequest, PlainRequest, ToCore } from './core-messages.ts'
import type { SeatPort } from './adapters/seats.ts'
import { StartRefused } from './start-refused.ts'

/** Electron's MessagePortMain, as far as it is used here. */
export interface ShellPort extends SeatPort {
  start(): void
  close(): void
}

/** `process.parentPort`. */
export interface ParentPort {
  on(
    event: 'message',
    listener: (event: { data: unknown; ports: readonly ShellPort[] }) => void,
  ): unknown
  postMessage(message: unknown): void
}

export function serveShell(parent: ParentPort): void {
  let running: RunningConsole | undefined
  const choosers = new Map<number, (path: string | undefined) => void>()
  let asks = 0
  const say = (message: FromCore) => parent.postMessage(message)
  async function begin(order: ToCore & { kind: 'start' }): Promise<void> {
    try {
      running = await start(order, {
        ringBell: () => say({ kind: 'bell' }),
        choosePath: (what) =>
          new Promise((resolve) => {
            const ask = ++asks
            choosers.set(ask, resolve)
            say({ kind: 'choose', ask, what })
          }),
      })
      say({ kind: 'ready' })
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error
      say({ kind: 'refused', sentence: error.message })
    }
  }
  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as ToCore
    switch (message.kind) {
      case 'start':
        return void begin(message)
      case 'seat':
        if (!port || !running) return port?.close()
        running.seats.attachPort(port, running.seats.open(message.id, message.name))
        return port.start()
      case 'request':
        if (!port || !running) return port?.close()
        return void answer(running, message.request, port)
      case 'concerns':
        return say({ kind: 'concerns', ask: message.ask, sentences: running?.concerns() ?? [] })
      case 'chosen':
        choosers.get(message.ask)?.(message.path)
        return void choosers.delete(message.ask)
      case 'stop':
        return void (running?.close() ?? Promise.resolve()).then(() => process.exit(0))
    }
  })
}

async function start(
  order: ToCore & { kind: 'start' },
  shell: Required<Pick<ConsoleOptions, 'ringBell' | 'choosePath'>>,
): Promise<RunningConsole> {
  const named = (kind: string) =>
    order.without.filter((part) => part.startsWith(kind)).map((part) => part.slice(kind.length))
  let breadcrumb: ReturnType<typeof openBreadcrumb> | undefined
  const running = await startConsole({
    dataDir: order.dataDir,
    secondDisk: order.secondDisk,
    demo: order.demo,
    practice: order.practice,
    ...shell,
    without: { gateways: named('gateway:'), projections: named('projection:') },
    onActive: (part) => {
      breadcrumb ??= openBreadcrumb(join(order.dataDir, breadcrumbFile))
      breadcrumb.mark(part)
    },
  })
  return running
}

async function answer(
  running: RunningConsole,
  plain: PlainRequest,
  port: ShellPort,
): Promise<void> {
  const say = (message: FromRequest) => port.postMessage(message)
  const { method, url, headers, body } = plain
  const request = new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
  const response = await running.handle(request)
  const reader = response.body?.getReader()
  port.on('message', () => {
    void (reader?.read() ?? Promise.resolve({ value: undefined })).then(
      ({ value }) => say({ kind: 'chunk', bytes: value }),
      () => port.close(),
    )
  })
  port.on('close', () => void reader?.cancel().catch(() => undefined))
  port.start()
  say({ kind: 'head', status: response.status, headers: [...response.headers] })
}
