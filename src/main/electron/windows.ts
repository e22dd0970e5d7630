/** The windows: one main window, torn-off panels, and what happens when one crashes or closes. */
import { BrowserWindow, dialog } from 'electron'
import { mainPage, pageOrigin, recorderPage, type PanelId } from './page-url.ts'
import { planReload } from './restart-policy.ts'

export interface Windows {
  openPanel(panel: PanelId): void
  /** Brings the main window to the front; opens it where there is none. */
  raise(): void
}

export interface WindowOptions {
  readonly preload: string
  readonly title: string
  /** Sentences to show before the main window closes. */
  readonly concerns: () => Promise<readonly string[]>
}

/** Surface colour of the dark theme, so that nothing flashes white at night. */
const nightColour = '#0d1117'

function newWindow(
  options: WindowOptions,
  url: string,
  size: { width: number; height: number },
  shown = true,
): BrowserWindow {
  const window = new BrowserWindow({
    ...size,
    show: false,
    title: options.title,
    backgroundColor: nightColour,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Alarms sound without a click, also in a window that is behind another.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  })
  if (shown) window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window)
  window.loadURL(url).catch((error: unknown) => {
    // The console ended while it loaded; a page that cannot load is seen empty, and retried by hand.
    process.stderr.write(`not loaded: ${url}: ${String(error).slice(0, 200)}\n`)
  })
  return window
}

function reloadAfterCrash(window: BrowserWindow): void {
  const times: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    times.push(performance.now())
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, planReload(times))
  })
}

async function mayClose(window: BrowserWindow, sentences: readonly string[]): Promise<boolean> {
  if (sentences.length === 0) return true
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '关闭调度台',
    message: '还有未处理的事项，确定要关闭吗？',
    detail: sentences.join('\n'),
    buttons: ['返回', '仍然关闭'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}

function askBeforeClosing(window: BrowserWindow, concerns: WindowOptions['concerns']): void {
  let asking = false
  const ask = async () => {
    asking = true
    const agreed = await mayClose(window, await concerns())
    asking = false
    if (agreed) window.destroy()
  }
  window.on('close', (event) => {
    event.preventDefault()
    if (!asking) void ask()
  })
}

export function openWindows(options: WindowOptions): Windows {
  let main: BrowserWindow | undefined
  let recorder: BrowserWindow | undefined
  const panels = new Map<PanelId, BrowserWindow>()
  const toFront = (window: BrowserWindow) => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  const openMain = () => {
    main = newWindow(options, mainPage, { width: 1600, height: 960 })
    recorder ??= newWindow(options, recorderPage, { width: 600, height: 400 }, false)
    askBeforeClosing(main, options.concerns)
    main.on('closed', () => {
      main = undefined
      for (const panel of panels.values()) panel.destroy()
      // Never seen, it would keep the console from ending.
      recorder?.destroy()
      recorder = undefined
    })
  }
  openMain()
  return {
    openPanel(id) {
      const known = panels.get(id)
      if (known) return toFront(known)
      const window = newWindow(options, `${pageOrigin}/panel/${id}`, { width: 1000, height: 720 })
      panels.set(id, window)
      window.on('closed', () => panels.delete(id))
    },
    raise() {
      if (main) toFront(main)
      else openMain()
    },
  }
}
