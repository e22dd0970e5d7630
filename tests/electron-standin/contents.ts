/** `WebContents` on one Chromium page: the preload's world, ports, and guarded navigation. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import { openPage } from './browser.ts'
import { notImplemented } from './control.ts'
import { ipcMain } from './ipc-main.ts'
import type { StandinPort } from './ports.ts'
import {
  bindingName,
  worldName,
  worldSource,
  type FromWorld,
  type Packed,
} from './preload-world.ts'
import { toBrowser, toShell } from './urls.ts'

type Members = Pick<Electron.WebContents, 'reload' | 'setWindowOpenHandler' | 'getURL'>
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]
interface Prevention {
  readonly url: string
  readonly prevented: boolean
  preventDefault(): void
}

function prevention(url: string): Prevention {
  let prevented = false
  return {
    url,
    get prevented() {
      return prevented
    },
    preventDefault: () => void (prevented = true),
  }
}

function pack(data: unknown): Packed {
  if (typeof data === 'string') return { text: data }
  if (data instanceof Uint8Array) return { base64: Buffer.from(data).toString('base64') }
  return notImplemented(`port messages of type ${typeof data}`)
}

const unpack = (data: Packed) =>
  'text' in data ? data.text : new Uint8Array(Buffer.from(data.base64, 'base64'))

const all = new Map<Page, StandinContents>()
export const contentsOf = (page: Page): StandinContents | undefined => all.get(page)

export class StandinContents extends EventEmitter implements Members {
  readonly #preload: string
  readonly #ports = new Map<number, { message(data: unknown): void; closed(): void }>()
  readonly #ownLoads = new Set<string>()
  #page: Promise<{ page: Page; cdp: CDPSession }>
  #url = ''
  #context: number | undefined
  #lastPort = 0
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(preload: string) {
    super()
    this.#preload = readFileSync(preload, 'utf8')
    this.#page = this.#open()
  }

  getURL(): string {
    return this.#url
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  reload(): void {
    this.#page = this.#page.then(async ({ page }) => {
      // A page that crashed stays dead for Playwright: the window gets another one.
      await page.close().catch(() => undefined)
      return this.#open()
    })
    void this.load(this.#url)
  }

  async load(url: string): Promise<void> {
    this.#url = url
    const { page } = await this.#page
    this.#ownLoads.add(toBrowser(url))
    await page.goto(toBrowser(url))
    this.emit('standin-loaded')
  }

  async bringToFront(): Promise<void> {
    const { page } = await this.#page
    // It may have been closed meanwhile.
    await page.bringToFront().catch(() => undefined)
  }

  async closePage(): Promise<void> {
    const { page } = await this.#page
    await page.close().catch(() => undefined)
  }

  /** Whether a main or sub frame may go there; the shell's own loads need not ask. */
  mayNavigate(browserUrl: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#ownLoads.delete(browserUrl)) return true
    const event = prevention(toShell(browserUrl))
    this.emit('will-frame-navigate', event)
    if (isMainFrame && !event.prevented) this.emit('will-navigate', event)
    return !event.prevented
  }

  async #open(): Promise<{ page: Page; cdp: CDPSession }> {
    const page = await openPage()
    all.set(page, this)
    page.on('close', () => this.#gone(page))
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    const cdp = await page.context().newCDPSession(page)
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { name, id } = context
      if (name !== worldName) return
      this.#portsGone()
      this.#context = id
    })
    cdp.on('Runtime.bindingCalled', ({ payload }) =>
      this.#fromWorld(page, JSON.parse(payload) as FromWorld),
    )
    cdp.on('Page.windowOpen', ({ url }) => this.#windowOpen(url))
    cdp.on('Page.frameRequestedNavigation', ({ url }) => this.#otherScheme(url))
    await cdp.send('Page.enable')
    await cdp.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName })
    await cdp.send('Runtime.enable')
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: worldSource(this.#preload),
      worldName,
    })
    return { page, cdp }
  }

  /** Schemes that never reach the network would pass the route unseen. */
  #otherScheme(url: string): void {
    if (/^https?:/.test(url)) return
    if (this.mayNavigate(url, true)) notImplemented(`a navigation to ${url}`)
  }

  #windowOpen(url: string): void {
    const answer = this.#openHandler({ url: toShell(url) } as Parameters<OpenHandler>[0])
    if (answer.action !== 'deny') notImplemented('windows opened by a page')
  }

  #gone(page: Page): void {
    all.delete(page)
    this.#portsGone()
    this.emit('standin-page-closed', page)
  }

  #portsGone(): void {
    this.#context = undefined
    for (const port of this.#ports.values()) port.closed()
    this.#ports.clear()
  }

  #fromWorld(page: Page, message: FromWorld): void {
    switch (message.kind) {
      case 'ipc':
        return void ipcMain.emit(message.channel, { senderFrame: this.#frame(page), ports: [] })
      case 'port':
        return this.#ports.get(message.port)?.message(unpack(message.data))
      case 'port-closed':
        this.#ports.get(message.port)?.closed()
        return void this.#ports.delete(message.port)
    }
  }

  #frame(
    page: Page,
  ): Pick<Electron.WebFrameMain, 'url' | 'parent' | 'isDestroyed' | 'postMessage'> {
    const inContext = this.#context
    return {
      url: toShell(page.url()),
      parent: null,
      isDestroyed: () => inContext === undefined || this.#context !== inContext,
      postMessage: (channel, message, ports = []) => {
        if (message !== null) notImplemented('messages with content')
        const numbers = ports.map((port) => this.#send(port as unknown as StandinPort))
        void this.#inWorld('deliver', channel, numbers)
      },
    }
  }

  #send(port: StandinPort): number {
    const number = ++this.#lastPort
    const there = port.carry({
      send: (data) => void this.#inWorld('port', number, pack(data)),
      close: () => void this.#inWorld('portClosed', number),
    })
    this.#ports.set(number, there)
    return number
  }

  async #inWorld(method: string, ...args: readonly unknown[]): Promise<void> {
    const contextId = this.#context
    if (contextId === undefined) return
    const { cdp } = await this.#page
    const expression = `globalThis.__world.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
    // The page may be gone by now; its ports are closed by its own event.
    await cdp.send('Runtime.evaluate', { contextId, expression }).catch(() => undefined)
  }
}
