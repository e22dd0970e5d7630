/** One AT device on one line: a command at a time, its answers, and what the device says by itself. */
import type { DriverIo, FrameRecord } from '../../../core/gateway/driver.ts'
import { createLineReader, fromLatin1, type Framed } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { AtCommand, AtNote, AtResult, Urc } from './command.ts'
import { atFramer, isBareLineEnd, lineText } from './framer.ts'
import { readFinal } from './results.ts'
import { answersTo, isEcho, type Pending } from './sorting.ts'

export interface AtChannelOptions {
  readonly maxLine?: number | undefined
  /** Written behind a command; CR for modems, CR LF where a device wants both. */
  readonly lineEnd?: string | undefined
  /** Beginnings of lines the device says by itself; what an `any` command does not take for its answer. */
  readonly urcs: readonly string[]
  /** The next line belongs to this one (`+CMT:` and its PDU). */
  hasBody?(line: string): boolean
  /** Whether a line can be the body of that header; by default one without a name of its own. */
  isBody?(line: string, header: string): boolean
  onUrc(urc: Urc): void
  /** The device repeats what it is told: it was not told `ATE0` since it was switched on. */
  onEcho?(): void
  /** How an unsolicited line is shown; by default as unknown. */
  describe?(urc: Urc): AtNote
}

export interface AtChannel {
  onBytes(bytes: Uint8Array): void
  send(command: AtCommand, done: (result: AtResult) => void): void
  /** Nothing is in flight and nothing waits. */
  readonly idle: boolean
  /** Monotonic time of the last bytes. */
  readonly lastBytesMono: number
  /** Gives up everything in flight and waiting; `escape` leaves a prompt the device may be stuck in. */
  reset(escape: boolean): void
  /** May be called twice. */
  close(): void
}

const escapeSign = '\u001b'
const ctrlZ = '\u001a'
/** More than a multi-part text and a start-up together. */
const maxWaiting = 64
/** Answers in many lines (a list of stored messages) are cut here. */
const maxLines = 600
/** The body stands right behind its header. */
const bodyWithinMs = 2000
/** After a command nobody answered, a late answer must not be taken for the next one's. */
const quietAfterTimeoutMs = 500
const promptWithinMs = 10_000

const nameOf = (line: string): string => /^[+^*%#$][A-Z0-9]+/.exec(line)?.[0] ?? 'line'

export function atChannel(io: DriverIo, options: AtChannelOptions): AtChannel {
  const { maxLine = 1024, lineEnd = '\r' } = options
  const reader = createLineReader(atFramer({ maxLine, prompt: true }), io.timers, onFramed)
  let waiting: { command: AtCommand; done: (result: AtResult) => void }[] = []
  let pending: (Pending & { done(result: AtResult): void }) | undefined
  let header: { text: string; bytes: Uint8Array } | undefined
  let cancelPending: CancelTimer = () => {}
  let cancelBody: CancelTimer = () => {}
  let cancelQuiet: CancelTimer | undefined
  let lastBytesMono = io.monotonicMs()
  let closed = false

  function write(text: string, kind: string): void {
    const bytes = fromLatin1(text)
    io.record({ direction: 'out', bytes, channel: 0, outcome: 'ok', kind })
    io.write(bytes)
  }
  function record(bytes: Uint8Array, text: string, note: AtNote): void {
    const { kind = `at/${nameOf(text)}`, outcome = 'ok', decoded = { text } } = note
    io.record({ direction: 'in', bytes, channel: 0, outcome, kind, decoded })
  }

  function next(): void {
    if (pending || cancelQuiet || closed) return
    const first = waiting.shift()
    if (!first) return
    const { command, done } = first
    const atOnce = command.bodyAtOnce === true && command.body !== undefined
    pending = { command, lines: [], bodySent: atOnce, done }
    const promptMs = command.promptMs ?? promptWithinMs
    const waitMs = command.body === undefined || atOnce ? command.timeoutMs : promptMs
    cancelPending = io.timers.after(waitMs, timedOut)
    const behind = atOnce ? `\r\n${command.body}${ctrlZ}` : lineEnd
    write(`${command.text}${behind}`, `at/${command.text}`)
  }
  function end(result: AtResult): void {
    cancelPending()
    const ended = pending
    pending = undefined
    ended?.done(result)
    next()
  }
  function timedOut(): void {
    if (!pending) return
    const { lines, bodySent, command } = pending
    if (command.body !== undefined) write(escapeSign, 'at/escape')
    cancelQuiet = io.timers.after(quietAfterTimeoutMs, () => {
      cancelQuiet = undefined
      next()
    })
    end({ kind: 'timed-out', bodySent, lines })
  }
  function onPrompt(bytes: Uint8Array): void {
    record(bytes, '>', { kind: 'at/prompt' })
    if (pending?.command.body === undefined || pending.bodySent) {
      // Left over from before: nothing of ours waits for it.
      if (!pending?.bodySent) write(escapeSign, 'at/escape')
      return
    }
    pending.bodySent = true
    cancelPending()
    cancelPending = io.timers.after(pending.command.timeoutMs, timedOut)
    write(`${pending.command.body}${ctrlZ}`, 'at/body')
  }

  function unsolicited(urc: Urc, bytes: Uint8Array): void {
    record(bytes, urc.text, options.describe?.(urc) ?? { outcome: 'unknown' })
    options.onUrc(urc)
  }
  function closeHeader(body?: { text: string; bytes: Uint8Array }): void {
    cancelBody()
    const open = header
    header = undefined
    if (!open) return
    const bytes = body ? Uint8Array.from([...open.bytes, ...body.bytes]) : open.bytes
    unsolicited({ text: open.text, body: body?.text }, bytes)
  }
  function canBeBody(line: string, of: string): boolean {
    if (options.isBody) return options.isBody(line, of)
    return nameOf(line) === 'line' && readFinal(line, true) === undefined && line !== 'RING'
  }
  function onLine(text: string, bytes: Uint8Array): void {
    if (header) {
      const isBody = canBeBody(text, header.text)
      closeHeader(isBody ? { text, bytes } : undefined)
      if (isBody) return
    }
    if (pending && isEcho(text, pending)) {
      record(bytes, text, { kind: 'at/echo' })
      return options.onEcho?.()
    }
    const final = readFinal(text, pending?.command.call ?? false)
    if (final) {
      record(bytes, text, { kind: `at/${final.kind}` })
      // Without a command in flight: a late answer to one that was given up.
      if (pending) end({ ...final, lines: pending.lines })
      return
    }
    if (pending && answersTo(text, pending, options.urcs)) {
      record(bytes, text, pending.command.note?.(text) ?? {})
      if (pending.lines.length < maxLines) pending.lines.push(text)
      return
    }
    if (options.hasBody?.(text)) {
      header = { text, bytes }
      cancelBody = io.timers.after(bodyWithinMs, () => closeHeader())
      return
    }
    unsolicited({ text }, bytes)
  }
  function onFramed(framed: Framed): void {
    if (isBareLineEnd(framed)) return
    const { kind, bytes } = framed
    const text = lineText(bytes)
    // Some devices leave the blank behind their prompt out.
    if (text === '>' && kind !== 'damaged') return onPrompt(bytes)
    if (kind === 'frame' && text !== '') return onLine(text, bytes)
    const outcome: FrameRecord['outcome'] = kind === 'damaged' ? 'damaged' : 'noise'
    io.record({ direction: 'in', bytes, channel: 0, outcome, kind: 'at/noise', decoded: undefined })
  }
  function giveUp(): void {
    cancelPending()
    cancelBody()
    cancelQuiet?.()
    cancelQuiet = undefined
    header = undefined
    const [ended, dropped] = [pending, waiting]
    pending = undefined
    waiting = []
    ended?.done({ kind: 'cancelled', begun: true, bodySent: ended.bodySent })
    for (const { done } of dropped) done({ kind: 'cancelled', begun: false, bodySent: false })
  }

  return {
    get idle() {
      return pending === undefined && waiting.length === 0
    },
    get lastBytesMono() {
      return lastBytesMono
    },
    onBytes(bytes) {
      if (closed) return
      lastBytesMono = io.monotonicMs()
      reader.push(bytes)
    },
    send(command, done) {
      if (closed) return done({ kind: 'cancelled', begun: false, bodySent: false })
      if (waiting.length >= maxWaiting) return done({ kind: 'overrun' })
      const place = waiting.findIndex((one) => one.command.urgent !== true)
      if (command.urgent && place !== -1) waiting.splice(place, 0, { command, done })
      else waiting.push({ command, done })
      next()
    },
    reset(escape) {
      giveUp()
      if (escape && !closed) write(escapeSign, 'at/escape')
    },
    close() {
      if (closed) return
      closed = true
      giveUp()
      reader.close()
    },
  }
}
