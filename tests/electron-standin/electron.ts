/**
 * The bundle the shell gets as `electron`, handed over with one cast. A name that is not here
 * fails at import; a member that is not here fails by name when it is used.
 */
import type * as Real from 'electron'
import { app as standinApp } from './app.ts'
import { only } from './control.ts'
import * as desktop from './desktop.ts'
import { ipcMain as standinIpcMain } from './ipc-main.ts'
import { StandinChannel } from './ports.ts'
import { protocol as standinProtocol, session as standinSession } from './session.ts'
import { utilityProcess as standinUtility } from './utility.ts'
import { StandinWindow } from './window.ts'

type Used = Pick<
  typeof Real,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>

const bundle = {
  app: only('app', standinApp),
  BrowserWindow: StandinWindow,
  dialog: only('dialog', desktop.dialog),
  ipcMain: only('ipcMain', standinIpcMain),
  Menu: only('Menu', desktop.Menu),
  MessageChannelMain: StandinChannel,
  powerSaveBlocker: only('powerSaveBlocker', desktop.powerSaveBlocker),
  protocol: only('protocol', standinProtocol),
  session: only('session', standinSession),
  shell: only('shell', desktop.shell),
  utilityProcess: only('utilityProcess', standinUtility),
} as unknown as Used

export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  utilityProcess,
} = bundle
