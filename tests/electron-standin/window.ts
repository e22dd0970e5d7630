/** `BrowserWindow`, one Chromium page each. */
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { StandinContents } from './contents.ts'
import { notImplemented, onTest } from './control.ts'

type Members = Pick<
  Electron.BrowserWindow,
  'loadURL' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'destroy' | 'isDestroyed'
>
type Options = NonNullable<ConstructorParameters<typeof Electron.BrowserWindow>[0]>

const windows = new Set<StandinWindow>()
/** A hidden window that opens later must not cover it: Chromium draws only the page in front. */
let inFront: StandinContents | undefined

function checkedPreload({ webPreferences = {} }: Options): string {
  const { sandbox, contextIsolation, nodeIntegration, webviewTag, preload } = webPreferences
  if (!sandbox || !contextIsolation || nodeIntegration !== false || webviewTag !== false) {
    return notImplemented('windows without sandbox and isolation')
  }
  return preload ?? notImplemented('windows without a preload')
}

export class StandinWindow extends EventEmitter implements Members {
  readonly webContents: StandinContents
  #destroyed = false

  constructor(options: Options) {
    super()
    this.webContents = new StandinContents(checkedPreload(options))
    windows.add(this)
    this.webContents.once('standin-loaded', () => {
      this.emit('ready-to-show')
      if (inFront !== this.webContents) void inFront?.bringToFront()
    })
    app.emit('web-contents-created', {}, this.webContents)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url)
  }
  show(): void {
    inFront = this.webContents
    void inFront.bringToFront()
  }
  focus(): void {
    app.lastFocused = this.webContents.getURL()
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  isDestroyed(): boolean {
    return this.#destroyed
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this)
    if (inFront === this.webContents) inFront = undefined
    void this.#close()
  }
  async #close(): Promise<void> {
    await this.webContents.closePage()
    this.emit('closed')
    if (windows.size === 0) app.emit('window-all-closed')
  }
  /** What the cross in the corner does. */
  askToClose(): void {
    let prevented = false
    this.emit('close', { preventDefault: () => void (prevented = true) })
    if (!prevented) this.destroy()
  }
}

onTest((message) => {
  if (message.kind !== 'close-window') return
  for (const window of windows) if (window.webContents.getURL() === message.url) window.askToClose()
})
