import { access, constants } from 'node:fs/promises'
import type { SerialPort } from 'serialport'
import type { Link, LinkDownReason, LinkEvents, LinkSettings } from '../../../core/gateway/link.ts'
import { downReasonOf } from './down-reason.ts'
import { startLinkLife } from './link-life.ts'
import { currentPath } from './serial-ports.ts'

type SerialSettings = Extract<LinkSettings, { kind: 'serial' }>

/** A line that takes nothing (flow control, dead adapter) may hold this much before writes fail. */
const maxWaitingBytes = 64 * 1024
const lookForPortEveryMs = 500

/** `undefined` when this user may use the port, else why not. Windows device names are no files. */
async function portProblem(path: string): Promise<ReturnType<typeof downReasonOf> | undefined> {
  if (process.platform === 'win32') return undefined
  try {
    await access(path, constants.R_OK | constants.W_OK)
    return undefined
  } catch (error) {
    return downReasonOf(error)
  }
}

/**
 * serialport reports a failed open as a sentence without a code. The file check before has
 * answered "missing" and "not allowed", so only the lock is left to be told from the rest.
 */
function openFailure(error: Error): LinkDownReason {
  if (/cannot lock|busy|access denied/i.test(error.message)) return 'busy'
  if (/no such file|file not found/i.test(error.message)) return 'not-found'
  return 'io-error'
}

/** 8N1, locked against other programs, found again by identity under another path. */
export function serialLink(settings: SerialSettings, events: LinkEvents): Link {
  const life = startLinkLife(events)
  let port: SerialPort | undefined
  let watch: NodeJS.Timeout | undefined

  async function release(): Promise<void> {
    clearInterval(watch)
    const held = port
    port = undefined
    if (held?.isOpen) await new Promise<void>((done) => held.close(() => done()))
  }
  function fail(reason: LinkDownReason, detail: string): void {
    if (life.down(reason, detail)) void release()
  }
  /** The hang-up event is missing with some adapters; a path that is gone says the same. */
  function watchPath(path: string): void {
    if (process.platform === 'win32') return
    watch = setInterval(() => {
      access(path).catch(() => fail('vanished', `${path} is gone`))
    }, lookForPortEveryMs)
  }
  async function open(): Promise<void> {
    const path = await currentPath(settings.path, settings.identity)
    const problem = await portProblem(path)
    if (problem !== undefined) return fail(problem.reason, problem.detail)
    const { SerialPort } = await import('serialport')
    if (life.stage === 'over') return
    const opened = new SerialPort({ path, baudRate: settings.baud, lock: true, autoOpen: false })
    opened.on('data', (bytes: Buffer) => life.bytes(new Uint8Array(bytes), 0))
    opened.on('error', (error) => fail('io-error', error.message))
    opened.on('close', () => fail('vanished', `${path} was closed by the other end or unplugged`))
    opened.open((error) => {
      if (error) return fail(openFailure(error), error.message)
      port = opened
      if (life.stage === 'over') return void release()
      watchPath(path)
      life.opened()
    })
  }
  return {
    describe: `串口 ${settings.path} ${settings.baud}`,
    open() {
      if (life.stage !== 'new') return
      life.opening()
      open().catch((error: unknown) => fail('io-error', downReasonOf(error).detail))
    },
    write(bytes) {
      const held = port
      if (held === undefined || life.stage !== 'open') return Promise.resolve(false)
      if (held.writableLength > maxWaitingBytes) return Promise.resolve(false)
      return new Promise((done) => held.write(Buffer.from(bytes), (error) => done(!error)))
    },
    async close() {
      life.closed()
      await release()
    },
  }
}
