/** `app`: life, paths, and one instance per user data folder. */
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { notImplemented, tellTest } from './control.ts'

type Members = Pick<
  Electron.App,
  'isPackaged' | 'enableSandbox' | 'setPath' | 'requestSingleInstanceLock' | 'whenReady' | 'exit'
>

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    // No such process: its lock is left over.
    return false
  }
}

class StandinApp extends EventEmitter implements Members {
  readonly isPackaged = false
  #userData = ''
  #lastFocused = ''

  set lastFocused(url: string) {
    this.#lastFocused = url
    tellTest({ kind: 'called', what: 'focus', with: this.#lastFocused })
  }
  enableSandbox(): void {
    tellTest({ kind: 'called', what: 'app.enableSandbox', with: '' })
  }
  setPath(...[name, path]: Parameters<Electron.App['setPath']>): void {
    if (name !== 'userData') notImplemented(`app.setPath(${name})`)
    mkdirSync(path, { recursive: true })
    this.#userData = path
  }
  requestSingleInstanceLock(): boolean {
    const lock = join(this.#userData, 'standin.lock')
    const knock = join(this.#userData, 'standin.knock')
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) {
        writeFileSync(knock, String(process.pid))
        return false
      }
      writeFileSync(lock, String(process.pid))
    }
    process.on('exit', () => rmSync(lock, { force: true }))
    watch(this.#userData, (_kind, name) => {
      // One knock is several events of the file system.
      if (name !== 'standin.knock' || !existsSync(knock)) return
      rmSync(knock, { force: true })
      this.emit('second-instance')
    }).unref()
    return true
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  exit(code = 0): void {
    process.exit(code)
  }
}

export const app = new StandinApp()
