/** The desktop shell: it hosts the core and shows its pages, and decides nothing else. */
import './runtime-guard.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, Menu, powerSaveBlocker, session, shell } from 'electron'
import { choosePath } from './electron/choose-path.ts'
import { superviseCore } from './electron/core-supervisor.ts'
import { guardAllContents, guardSession } from './electron/guards.ts'
import { registerPageScheme, servePages } from './electron/page-protocol.ts'
import { handOverPorts } from './electron/port-handover.ts'
import { readShellFlags } from './electron/shell-flags.ts'
import { openWindows, type Windows } from './electron/windows.ts'

const here = import.meta.dirname
const flags = readShellFlags(process.argv.slice(1))
const title = `${flags.practice ? '【练习 · 不是实战】' : ''}石城县应急指挥调度台`

const refused = (what: string, url: string) => {
  process.stderr.write(`refused ${what}: ${url.slice(0, 200)}\n`)
}

function openConsole(): void {
  Menu.setApplicationMenu(null)
  powerSaveBlocker.start('prevent-app-suspension')
  const core = superviseCore(join(here, 'core-process.js'), flags, {
    onRefused(sentence) {
      dialog.showErrorBox(title, sentence)
      app.exit(1)
    },
    onBell: () => shell.beep(),
    onChoose: choosePath,
  })
  guardSession(session.defaultSession, refused)
  servePages(session.defaultSession, join(here, '../renderer'), core)
  handOverPorts(core, refused)
  let windows: Windows | undefined
  guardAllContents((panel) => windows?.openPanel(panel), refused)
  windows = openWindows({
    preload: join(here, '../preload/index.cjs'),
    title,
    concerns: () => core.concerns(),
  })
  app.on('second-instance', () => windows?.raise())
  app.on('activate', () => windows?.raise())
  app.on('window-all-closed', () => void core.stop().then(() => app.exit(0)))
}

/** Where the shell keeps its own things, and the lock of one instance per data folder. */
function takeOwnPlace(): boolean {
  const place = join(flags.dataDir, 'shell')
  try {
    mkdirSync(place, { recursive: true })
    app.setPath('userData', place)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const sentence = `数据目录 ${flags.dataDir} 不能写入（${code}），控制台没有启动。请检查目录权限和磁盘。`
    dialog.showErrorBox(title, sentence)
    return false
  }
}

app.enableSandbox()
registerPageScheme()
if (!takeOwnPlace()) app.exit(1)
else if (app.requestSingleInstanceLock()) void app.whenReady().then(openConsole)
else app.exit(0)
