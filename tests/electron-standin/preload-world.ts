/**
 * Runs in an isolated world of the page before its first script, with the preload inside. It
 * is sent as text, so it uses nothing from outside itself.
 */

export const worldName = 'electron-preload'
export const bindingName = '__standin'
export const preloadMark = '/* the preload goes here */'

/** Text or bytes; anything else is not needed by a seat's channel and is refused. */
export type Packed = { readonly text: string } | { readonly base64: string }

export type FromWorld =
  | { readonly kind: 'ipc'; readonly channel: string }
  | { readonly kind: 'port'; readonly port: number; readonly data: Packed }
  | { readonly kind: 'port-closed'; readonly port: number }

export interface World {
  deliver(channel: string, ports: readonly number[]): void
  port(port: number, data: Packed): void
  portClosed(port: number): void
}

type PreloadEvent = { readonly ports: readonly MessagePort[] }

export function preloadWorld(
  scope: { __standin?: (text: string) => void; __world?: World },
  runPreload: (require: (name: string) => unknown, module: { exports: object }) => void,
): void {
  // Electron runs the preload in the top frame only.
  if (window.top !== window) return
  const binding = scope.__standin
  if (!binding) throw new Error('the binding is missing')
  const say = (message: FromWorld) => binding(JSON.stringify(message))
  const listeners = new Map<string, ((event: PreloadEvent) => void)[]>()
  const ports = new Map<number, MessagePort>()
  const pack = (data: unknown): Packed => {
    if (typeof data === 'string') return { text: data }
    if (data instanceof Uint8Array) return { base64: btoa(String.fromCharCode(...data)) }
    throw new Error('only text and bytes cross the stand-in')
  }
  const unpack = (data: Packed) =>
    'text' in data
      ? data.text
      : Uint8Array.from(atob(data.base64), (letter) => letter.charCodeAt(0))
  const open = (number: number) => {
    const { port1, port2 } = new MessageChannel()
    ports.set(number, port1)
    port1.addEventListener('message', ({ data }) =>
      say({ kind: 'port', port: number, data: pack(data) }),
    )
    port1.addEventListener('close', () => say({ kind: 'port-closed', port: number }))
    port1.start()
    return port2
  }
  scope.__world = {
    deliver(channel, numbers) {
      for (const listener of listeners.get(channel) ?? []) listener({ ports: numbers.map(open) })
    },
    port: (number, data) => ports.get(number)?.postMessage(unpack(data)),
    portClosed(number) {
      ports.get(number)?.close()
      ports.delete(number)
    },
  }
  const ipcRenderer = {
    send(channel: string, ...rest: readonly unknown[]) {
      if (rest.length > 0) throw new Error('messages with content are not implemented')
      say({ kind: 'ipc', channel })
    },
    on(channel: string, listener: (event: PreloadEvent) => void) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    },
  }
  runPreload(
    (name) => {
      if (name !== 'electron') throw new Error(`a sandboxed preload has no ${name}`)
      return { ipcRenderer }
    },
    { exports: {} },
  )
}

/** What is injected: the function above around the preload's own text. */
export function worldSource(preload: string): string {
  return `(${preloadWorld.toString()})(globalThis, (require, module) => { const exports = module.exports; ${preload}\n})`
}
