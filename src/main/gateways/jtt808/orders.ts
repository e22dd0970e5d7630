/** Commands to terminals: sent with one serial, repeated with the same, ended once (reference §2.5.4). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayCommand } from '../../../core/gateway/events.ts'
import { bytes16be, bytes32be } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { GeneralAnswer } from './bodies.ts'
import { causeOfResult } from './causes.ts'
import { toGbk } from '../gbk.ts'
import { encodeMessage, numberOf } from './header.ts'
import type { Jtt808Settings, TerminalSettings } from './settings.ts'
import { nextSerial, type Terminal, type TerminalBook } from './terminals.ts'

const maxOpen = 8
/** After a confirmation by 8001 the terminal says nothing but with its next report. */
const sosFallsWithinMs = 90_000

export const jtt808Commands = ['sendText', 'locate', 'check', 'ackEmergency'] as const

interface Request {
  readonly messageId: number
  readonly body: readonly number[]
  /** Answered by a message of its own instead of 0001. */
  readonly answeredBy?: 0x0201 | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

interface Open {
  readonly command: string
  readonly terminal: Terminal
  readonly request: Request
  cancel: CancelTimer
}

export interface OrderDesk {
  begin(command: string, order: GatewayCommand): void
  onAnswer(terminal: Terminal, answer: GeneralAnswer): void
  onPosition(terminal: Terminal, replySerial: number): void
  /** A report of now came: an SOS that a person confirmed may be over. */
  onReport(terminal: Terminal): void
  /** Its connection is gone, or another has taken its place. */
  onLost(terminal: Terminal): void
  close(): void
}

function textFlags(layout: '2013' | '2019', urgent: boolean): number {
  const show = 0x0c
  if (layout === '2013') return show | (urgent ? 1 : 0)
  return show | (urgent ? 2 : 3)
}

export function orderDesk(
  settings: Jtt808Settings,
  listed: TerminalSettings,
  terminals: TerminalBook,
  io: DriverIo,
  send: (channel: number, bytes: Uint8Array) => void,
): OrderDesk {
  /** `number serial` → what waits for an answer. */
  const open = new Map<string, Open>()
  const waitingForFall = new Map<Terminal, { command: string; cancel: CancelTimer }>()

  const say = (command: string, result: CommandResult): void =>
    io.emit({ kind: 'commandResult', command, result })
  const refuse = (command: string, cause: string, detail?: string): void =>
    say(command, { kind: 'refused', cause, ...(detail === undefined ? {} : { detail }) })

  function end(key: string, result: CommandResult): void {
    const one = open.get(key)
    if (one === undefined) return
    open.delete(key)
    one.cancel()
    say(one.command, result)
  }
  function transmit(
    key: string,
    one: Open,
    bytes: Uint8Array,
    attempt: number,
    waitS: number,
  ): void {
    const { channel } = one.terminal
    if (channel === undefined) return
    if (attempt > 1) say(one.command, { kind: 'retrying', attempt })
    send(channel, bytes)
    one.cancel = io.timers.after(waitS * 1000, () => {
      if (attempt >= settings.tries) return end(key, { kind: 'timed-out' })
      transmit(key, one, bytes, attempt + 1, waitS * (attempt + 1))
    })
  }
  function ask(command: string, terminal: Terminal, request: Request): void {
    const prefix = `${terminal.number} `
    const count = [...open.keys()].filter((key) => key.startsWith(prefix)).length
    if (count >= maxOpen) return refuse(command, 'too-many-open')
    const serial = nextSerial(terminal)
    const key = `${prefix}${serial}`
    const one: Open = { command, terminal, request, cancel: () => {} }
    open.set(key, one)
    const bytes = encodeMessage(terminal.identity, request.messageId, serial, request.body)
    transmit(key, one, bytes, 1, settings.firstTryS)
    say(command, { kind: 'accepted', ref: String(serial) })
  }
  function sendText(
    command: string,
    terminal: Terminal,
    { group, body, urgent = false }: Extract<GatewayCommand, { kind: 'sendText' }>,
  ): void {
    if (group) return refuse(command, 'no-groups')
    if (body.trim() === '') return refuse(command, 'text-empty')
    if (body.length > settings.maxTextLength) return refuse(command, 'text-too-long')
    const text = toGbk(body)
    if (!text.ok) return refuse(command, 'text-unencodable', text.lacks)
    const { version2019 } = terminal.identity
    const flags = textFlags(
      listed(terminal.number)?.textFlags ?? (version2019 ? '2019' : '2013'),
      urgent,
    )
    // 2019: a notice, not a service.
    const head = version2019 ? [flags, 1] : [flags]
    ask(command, terminal, {
      messageId: 0x8300,
      body: [...head, ...text.bytes],
      // It took the text; that the driver read it is not known.
      detail: { takenBy: 'terminal' },
    })
  }
  function locate(command: string, terminal: Terminal, intervalS: number | undefined): void {
    if (intervalS === undefined)
      return ask(command, terminal, { messageId: 0x8201, body: [], answeredBy: 0x0201 })
    const forS = intervalS === 0 ? 0 : settings.trackForS
    const body = [...bytes16be(Math.min(intervalS, 0xffff)), ...bytes32be(forS)]
    ask(command, terminal, { messageId: 0x8202, body })
  }
  function ackEmergency(command: string, terminal: Terminal): void {
    const serial = terminal.sosSerial
    if (settings.confirmAlarmBy === '8203') {
      // Without a known report: all of this kind.
      const body = [...bytes16be(serial ?? 0), ...bytes32be(1)]
      return ask(command, terminal, { messageId: 0x8203, body })
    }
    if (serial === undefined || terminal.channel === undefined)
      return refuse(command, 'no-open-alarm')
    const body = [...bytes16be(serial), ...bytes16be(0x0200), 4]
    send(terminal.channel, encodeMessage(terminal.identity, 0x8001, nextSerial(terminal), body))
    say(command, { kind: 'accepted' })
    fallen(terminal, { kind: 'timed-out' })
    const cancel = io.timers.after(sosFallsWithinMs, () => fallen(terminal, { kind: 'timed-out' }))
    waitingForFall.set(terminal, { command, cancel })
  }
  function fallen(terminal: Terminal, result: CommandResult): void {
    const waiting = waitingForFall.get(terminal)
    if (waiting === undefined) return
    waitingForFall.delete(terminal)
    waiting.cancel()
    say(waiting.command, result)
  }
  function withTerminal(command: string, number: string, run: (terminal: Terminal) => void): void {
    if (!/^[0-9A-F]{1,20}$/i.test(number)) return refuse(command, 'bad-number')
    const terminal = terminals.get(numberOf(number))
    if (terminal?.channel === undefined) return refuse(command, 'offline')
    run(terminal)
  }
  function check(command: string, number: string): void {
    const terminal = terminals.get(numberOf(number))
    if (terminal?.channel === undefined)
      return say(command, { kind: 'confirmed', detail: { online: false } })
    const detail = { online: true }
    ask(command, terminal, { messageId: 0x8201, body: [], answeredBy: 0x0201, detail })
  }
  function endAll(of: (one: Open) => boolean): void {
    const result = { kind: 'unknown', cause: 'connection-lost' } as const
    for (const [key, one] of open) if (of(one)) end(key, result)
  }
  return {
    begin(command, order) {
      if (order.kind === 'check') check(command, order.radio)
      else if (order.kind === 'sendText')
        withTerminal(command, order.to, (to) => sendText(command, to, order))
      else if (order.kind === 'locate')
        withTerminal(command, order.radio, (to) => locate(command, to, order.intervalS))
      else if (order.kind === 'ackEmergency')
        withTerminal(command, order.radio, (to) => ackEmergency(command, to))
      else refuse(command, 'unsupported')
    },
    onAnswer(terminal, { replySerial, replyId, result }) {
      const key = `${terminal.number} ${replySerial}`
      const one = open.get(key)
      // The answer names what it answers; another number is an answer to something older.
      if (one?.request.messageId !== replyId) return
      if (result !== 0) return end(key, { kind: 'refused', cause: causeOfResult(result) })
      // Some terminals acknowledge a question before they answer it.
      if (one.request.answeredBy !== undefined) return
      end(key, { kind: 'confirmed', detail: one.request.detail })
    },
    onPosition(terminal, replySerial) {
      const key = `${terminal.number} ${replySerial}`
      const one = open.get(key)
      if (one?.request.answeredBy === 0x0201)
        end(key, { kind: 'confirmed', detail: one.request.detail })
    },
    onReport(terminal) {
      if (!terminal.alarms.sos) fallen(terminal, { kind: 'confirmed' })
    },
    onLost(terminal) {
      endAll((one) => one.terminal === terminal)
      fallen(terminal, { kind: 'unknown', cause: 'connection-lost' })
    },
    close() {
      endAll(() => true)
      for (const terminal of waitingForFall.keys())
        fallen(terminal, { kind: 'unknown', cause: 'connection-lost' })
    },
  }
}
