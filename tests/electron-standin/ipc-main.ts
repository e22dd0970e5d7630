import { EventEmitter } from 'node:events'

/** `on` is all the shell uses: one message without content. */
export const ipcMain = new EventEmitter()
