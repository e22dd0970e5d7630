import type { Driver, DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import { createLineReader, fromLatin1, type Framed } from '../../../core/gateway/frame-kit.ts'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { atFramer, isBareLineEnd, lineText, ringTracker, type RingNews } from '../at/index.ts'
import { maxLine, readLine, type ModemLine } from './codec.ts'
import { callerIdDetection } from './detection.ts'
import { callerIdSettings, type CallerIdSettings } from './settings.ts'

/** V.253; Rockwell and Conexant; telephones over a network. */
const switches = { vcid: 'AT+VCID=1', cid: 'AT#CID=1', clip: 'AT+CLIP=1' } as const
const answerWithinMs = 3000
const askAgainMs = 10_000
const quietEnoughMs = 8000

type Step =
  /** Asked for no echo: is there anybody? */
  | { readonly kind: 'hello' }
  | { readonly kind: 'switching'; readonly left: readonly string[] }
  | { readonly kind: 'ready' }
  | { readonly kind: 'unable' }

/** What a line says of a call; `undefined` for answers to the session's own words. */
function ringNews(line: ModemLine): RingNews | undefined {
  switch (line.kind) {
    case 'ring':
    case 'hung-up':
      return { kind: line.kind }
    case 'number':
    case 'clip':
      return { ...line, kind: 'number' }
    case 'name':
      return line
    case 'date':
    case 'time':
      return { kind: 'sign' }
    case 'ok':
    case 'refused':
    case 'other':
      return undefined
    default:
      return assertNever(line)
  }
}

function callerIdSession(settings: CallerIdSettings, io: DriverIo): DriverSession {
  const ring = ringTracker(io, settings.endAfterMs)
  const reader = createLineReader(atFramer({ maxLine, prompt: false }), io.timers, onFramed)
  let step: Step = { kind: 'hello' }
  let cancel: CancelTimer = () => {}
  let closed = false
  let lastBytesMono = io.monotonicMs()

  function later(delayMs: number, run: () => void): void {
    cancel()
    cancel = io.timers.after(delayMs, run)
  }
  function say(command: string): void {
    const bytes = fromLatin1(`${command}\r`)
    io.record({ direction: 'out', bytes, channel: 0, outcome: 'ok', kind: `at/${command}` })
    io.write(bytes)
  }
  function hello(): void {
    step = { kind: 'hello' }
    say('ATE0')
    later(answerWithinMs, hello)
  }
  function switchOn(left: readonly string[]): void {
    const [command, ...rest] = left
    if (command === undefined) {
      step = { kind: 'unable' }
      io.emit({ kind: 'session', status: { kind: 'rejected', reason: 'no-caller-display' } })
      later(askAgainMs, hello)
      return
    }
    step = { kind: 'switching', left: rest }
    say(command)
    later(answerWithinMs, () => switchOn(rest))
  }
  function ready(): void {
    if (step.kind !== 'ready') io.emit({ kind: 'session', status: { kind: 'ready' } })
    step = { kind: 'ready' }
    later(askAgainMs, ask)
  }
  /** A sign of life, never while it rings: what a modem is told then may cost the number. */
  function ask(): void {
    const quiet = io.monotonicMs() - lastBytesMono >= quietEnoughMs
    if (quiet && !ring.ringing) say('AT')
    later(askAgainMs, ask)
  }
  function onAnswer(ok: boolean): void {
    if (step.kind === 'hello') {
      const { setup } = settings
      switchOn(setup === 'auto' ? Object.values(switches) : [switches[setup]])
    } else if (step.kind === 'switching') {
      if (ok) ready()
      else switchOn(step.left)
    }
  }
  function take(line: ModemLine): void {
    if (line.kind === 'ok' || line.kind === 'refused') return onAnswer(line.kind === 'ok')
    const news = ringNews(line)
    if (news) ring.take(news)
  }
  function onFramed(framed: Framed): void {
    if (isBareLineEnd(framed)) return
    const line = framed.kind === 'frame' ? readLine(lineText(framed.bytes)) : undefined
    const outcome = framed.kind !== 'frame' ? framed.kind : line ? 'ok' : 'unknown'
    const kind = line ? `at/${line.kind}` : framed.kind === 'noise' ? 'noise' : 'at/line'
    const decoded = line && { ...line }
    io.record({ direction: 'in', bytes: framed.bytes, channel: 0, outcome, kind, decoded })
    if (line) take(line)
  }
  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'waiting-for-modem' } })
      hello()
    },
    onBytes(bytes) {
      if (closed) return
      lastBytesMono = io.monotonicMs()
      reader.push(bytes)
    },
    command: (command) =>
      io.emit({
        kind: 'commandResult',
        command,
        result: { kind: 'refused', cause: 'unsupported' },
      }),
    close() {
      closed = true
      cancel()
      reader.close()
      ring.close()
    },
  }
}

/** A modem on the duty telephone's line that tells who is calling. */
export const callerId: Driver<CallerIdSettings> = {
  id: 'caller-id',
  title: '来电显示调制解调器 (AT+VCID / CLIP)',
  links: ['serial', 'tcp', 'memory'],
  defaultBaud: 115200,
  purpose: 'phone',
  means: 'landline',
  settings: callerIdSettings,
  commands: [],
  causes: {
    unsupported: '来电显示设备不接受命令',
    'waiting-for-modem': '等待调制解调器应答',
    'no-caller-display': '调制解调器不支持来电显示',
  },
  detection: callerIdDetection,
  heartbeatMs: 25_000,
  session: callerIdSession,
}
