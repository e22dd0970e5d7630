/** The desktop shell: it hosts the core and shows its pages, and decides nothing else. */
import './runtime-guard.ts'
import { join } from 'node:path'
import { app, dialog, Menu, powerSaveBlocker, session } from 'electron'
import { superviseCore } from './electron/core-supervisor.ts'
import { guardAllContents, guardSession } from './electron/guards.ts'
import { registerPageScheme, servePages } from './electron/page-protocol.ts'
import { handOverPorts } from './electron/port-handover.ts'
import { readShellFlags } from './electron/shell-flags.ts'
import { openWindows, type Windows } from './electron/windows.ts'

const title = '石城县应急指挥调度台'
const here = import.meta.dirname
const flags = readShellFlags(process.argv.slice(1))

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

app.enableSandbox()
registerPageScheme()
// One instance per data folder: the lock lies where the shell keeps its own things.
app.setPath('userData', join(flags.dataDir, 'shell'))
if (app.requestSingleInstanceLock()) void app.whenReady().then(openConsole)
else app.exit(0)
