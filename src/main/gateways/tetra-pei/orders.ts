/** Operator commands → messages and AT commands. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayCommand } from '../../../core/gateway/events.ts'
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { AtChannel } from '../at/index.ts'
import { atOutcome } from './at-outcome.ts'
import { isDialable } from './identity.ts'
import type { OwnState } from './own-state.ts'
import type { PresenceBook } from '../../../core/gateway/presence-book.ts'
import { encodeStatus } from './sds-encode.ts'
import type { SdsSender } from './sds-sender.ts'
import { filled, type PeiSettings } from './settings.ts'
import { isReservedStatus } from './status-value.ts'
import type { TextEnd, TextsOut } from './texts-out.ts'
import type { Voice } from './voice-parts.ts'

export const peiCommandKinds = [
  'sendText',
  'sendStatus',
  'check',
  'call',
  'ptt',
  'hangup',
  'selectGroup',
  'inspect',
] as const satisfies readonly GatewayCommand['kind'][]

/** What leaves by radio; a terminal outside of its net cannot. */
const onAirKinds: ReadonlySet<GatewayCommand['kind']> = new Set([
  'sendText',
  'sendStatus',
  'check',
  'locate',
  'call',
  'ptt',
])
/** Delivery states that say: the radio is not there. */
const absent: ReadonlySet<string> = new Set(['sds-75', 'sds-90', 'sds-72'])
const predefined = 0x1_0000

export interface Orders {
  command(id: string, command: GatewayCommand): void
  /** A report of this radio came; `true` when an order waited for it. */
  located(radio: string, valid: boolean): boolean
  close(): void
}

export interface OrderParts {
  readonly settings: PeiSettings
  readonly io: DriverIo
  readonly at: AtChannel
  readonly sender: SdsSender
  readonly texts: TextsOut
  readonly voice: Voice
  readonly own: OwnState
  readonly presence: PresenceBook
  readonly isUp: () => boolean
  readonly breakCause: () => string
}

export function createOrders(parts: OrderParts): Orders {
  const { settings, io, at, sender, texts, voice, own, presence } = parts
  /** Orders that wait for something: how to end them. */
  const open = new Map<string, CancelTimer>()
  const locates = new Map<string, string>()

  function tell(command: string, result: CommandResult): void {
    io.emit({ kind: 'commandResult', command, result })
  }
  const refuse = (command: string, cause: string): void => tell(command, { kind: 'refused', cause })
  function begin(command: string, timeoutMs: number): void {
    const cancel = io.timers.after(timeoutMs, () => end(command, { kind: 'timed-out' }))
    open.set(command, cancel)
  }
  function end(command: string, result: CommandResult): void {
    const cancel = open.get(command)
    if (!cancel) return
    cancel()
    open.delete(command)
    tell(command, result)
  }
  /** As receipts and reports will name the radio. */
  const short = (digits: string): string => own.number(digits) ?? digits
  const endOf = (text: TextEnd): CommandResult =>
    text.kind === 'delivered'
      ? { kind: 'confirmed' }
      : text.kind === 'failed'
        ? { kind: 'refused', cause: text.cause }
        : text

  function sendText(id: string, command: Extract<GatewayCommand, { kind: 'sendText' }>) {
    const { to, group, body, urgent } = command
    return texts.send({
      to,
      group,
      body,
      urgent,
      timeoutMs: settings.textTimeoutS * 1000,
      onTaken: (ref) => tell(id, { kind: 'accepted', ref }),
      onEnd: (text) => tell(id, endOf(text)),
    })
  }
  /** The radio shows a short text; its receipt is the proof. */
  function check(id: string, radio: string) {
    return texts.send({
      to: radio,
      group: false,
      body: settings.checkText,
      timeoutMs: settings.checkTimeoutS * 1000,
      onTaken: () => tell(id, { kind: 'accepted' }),
      onEnd(text) {
        const away = text.kind === 'failed' && absent.has(text.cause)
        if (text.kind !== 'delivered' && !away) return tell(id, endOf(text))
        presence.set(radio, !away, 'checked')
        tell(id, { kind: 'confirmed', detail: { online: !away } })
      },
    })
  }
  function sendOnce(
    id: string,
    order: { to: string; service: 'text' | 'status'; pdu: Uint8Array },
    isDone: (stage: 'taken' | 'on-air') => boolean,
  ): string | undefined {
    const sent = sender.send(order, {
      taken() {
        if (!open.has(id)) return
        if (isDone('taken')) end(id, { kind: 'confirmed' })
        else tell(id, { kind: 'accepted' })
      },
      onAir(ok) {
        if (!ok) end(id, { kind: 'refused', cause: 'sent-failed' })
        else if (isDone('on-air')) end(id, { kind: 'confirmed' })
      },
      failed: (cause) => end(id, { kind: 'refused', cause }),
      doubtful: (cause) => end(id, { kind: 'unknown', cause }),
    })
    return sent ? undefined : 'queue-full'
  }
  function sendStatus(id: string, to: string, code: number) {
    const value = code >= predefined ? code - predefined : code + settings.statusBase
    if (!Number.isInteger(code) || code < 0 || value > 0xffff) return 'status-range'
    if (isReservedStatus(value)) return 'status-reserved'
    begin(id, settings.textTimeoutS * 1000)
    const order = { to, service: 'status', pdu: encodeStatus(value) } as const
    const cause = sendOnce(id, order, (stage) => stage === 'on-air' || !settings.reportsSending)
    if (cause !== undefined) end(id, { kind: 'refused', cause })
    return undefined
  }
  function locate(id: string, radio: string, intervalS: number | undefined) {
    const pdu = fromHex(settings.locateRequest ?? '')
    if (settings.locateRequest === undefined || !pdu) return 'not-in-profile'
    if (intervalS !== undefined) return 'unsupported'
    begin(id, settings.locateTimeoutS * 1000)
    locates.set(radio, id)
    const cause = sendOnce(id, { to: radio, service: 'text', pdu }, () => false)
    if (cause !== undefined) end(id, { kind: 'refused', cause })
    return undefined
  }
  function selectGroup(id: string, group: string) {
    const text = filled(settings.commands.selectGroup, { group })
    if (text === undefined) return 'not-in-profile'
    at.send({ text, timeoutMs: settings.commandTimeoutS * 1000 }, (result) => {
      if (result.kind === 'ok') own.chose(group)
      tell(id, atOutcome(result, parts.breakCause()))
    })
    return undefined
  }
  function inspect(id: string) {
    const { registration, signal, battery, currentGroup, ownPosition } = settings.commands
    const questions = [registration, signal, battery, currentGroup, ownPosition].filter(
      (text) => text !== '',
    )
    let left = questions.length
    let answered = false
    if (left === 0) return 'not-in-profile'
    for (const text of questions) {
      at.send({ text, timeoutMs: settings.commandTimeoutS * 1000 }, (result) => {
        left -= 1
        // A terminal without a battery says ERROR: that is an answer, too.
        if (result.kind === 'ok' || result.kind === 'failed') answered = true
        if (left > 0) return
        own.tell()
        tell(id, answered ? { kind: 'confirmed' } : { kind: 'timed-out' })
      })
    }
    return undefined
  }
  function run(id: string, command: GatewayCommand): string | undefined {
    switch (command.kind) {
      case 'sendText':
        return isDialable(command.to)
          ? sendText(id, { ...command, to: short(command.to) })
          : 'bad-number'
      case 'sendStatus':
        return isDialable(command.to)
          ? sendStatus(id, short(command.to), command.code)
          : 'bad-number'
      case 'check':
        return isDialable(command.radio) ? check(id, short(command.radio)) : 'bad-number'
      case 'locate':
        return isDialable(command.radio)
          ? locate(id, short(command.radio), command.intervalS)
          : 'bad-number'
      case 'call':
        return voice.call(id, command.type, command.target)
      case 'ptt':
        return command.pressed ? voice.press(id) : voice.release(id)
      case 'hangup':
        return voice.hangup(id)
      case 'selectGroup':
        return isDialable(command.group) ? selectGroup(id, command.group) : 'bad-number'
      case 'inspect':
        return inspect(id)
      case 'stun':
      case 'revive':
      case 'monitor':
      case 'ackEmergency':
      case 'selectChannel':
      case 'queryStation':
      case 'setStationClock':
      case 'placeObject':
        return 'unsupported'
    }
  }

  return {
    command(id, command) {
      if (!parts.isUp()) return refuse(id, 'not-connected')
      const away = own.net === 'searching' || own.net === 'denied'
      // A released key is released wherever the terminal is.
      const isRelease = command.kind === 'ptt' && !command.pressed
      if (away && !isRelease && onAirKinds.has(command.kind)) return refuse(id, 'not-registered')
      const cause = run(id, command)
      if (cause !== undefined) refuse(id, cause)
    },
    located(radio, valid) {
      const id = locates.get(radio)
      locates.delete(radio)
      if (id === undefined || !open.has(id)) return false
      end(
        id,
        valid ? { kind: 'confirmed', detail: { valid } } : { kind: 'refused', cause: 'no-fix' },
      )
      return true
    },
    close() {
      for (const id of open.keys()) end(id, { kind: 'timed-out' })
    },
  }
}
