/** What lines and orders mean, put together; the session around it knows when the terminal is there. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import type { AtChannel } from '../at/index.ts'
import { createCallBook, emergencyPriority } from './calls.ts'
import type { Decoded } from './decode.ts'
import { createEmergencyBook } from '../../../core/gateway/emergency-book.ts'
import { isCallLine, type CallLine, type OwnLine, type PeiLine } from './lines.ts'
import { createOrders, type Orders } from './orders.ts'
import { createOwnState, type OwnState } from './own-state.ts'
import { createPresenceBook } from '../../../core/gateway/presence-book.ts'
import { createReception } from './reception.ts'
import { createSdsSender } from './sds-sender.ts'
import type { PeiSettings } from './settings.ts'
import { createTextInbox } from './text-inbox.ts'
import { createTextsOut } from './texts-out.ts'
import { createVoice } from './voice.ts'

export interface Services {
  readonly own: OwnState
  onDecoded(decoded: Decoded): void
  command(id: string, command: GatewayCommand): void
  /** The command that lets go of a key still held. */
  letGo(): string | undefined
  /** What waits will not be sent any more. */
  stopSending(cause: string): void
  /** The terminal has forgotten everything, or is gone. */
  forget(cause: string): void
  close(): void
}

interface Status {
  isUp(): boolean
  /** Why a command in flight was given up. */
  breakCause(): string
  onOwnLine(line: OwnLine): void
}

export function createServices(
  settings: PeiSettings,
  io: DriverIo,
  at: AtChannel,
  status: Status,
): Services {
  const presence = createPresenceBook(io, { lifeMs: settings.heardValidityS * 1000 })
  const calls = createCallBook(io)
  const emergencies = createEmergencyBook(io)
  const own = createOwnState(settings, io)
  const sender = createSdsSender(settings, at, () => status.breakCause())
  const texts = createTextsOut(settings, io, sender)
  const inbox = createTextInbox(io)
  const number = (digits: string) => own.number(digits)
  const ownNumber = () => own.ownNumber
  const voice = createVoice({
    settings,
    io,
    at,
    calls,
    number,
    ownNumber,
    selectedGroup: () => own.group,
    breakCause: () => status.breakCause(),
  })
  const orders: Orders = createOrders({
    settings,
    io,
    at,
    sender,
    texts,
    voice,
    own,
    presence,
    isUp: () => status.isUp(),
    breakCause: () => status.breakCause(),
  })
  const reception = createReception({
    settings,
    io,
    sender,
    texts,
    inbox,
    presence,
    emergencies,
    number,
    ownNumber,
    located: (radio, valid) => orders.located(radio, valid),
  })

  function onLine(line: PeiLine): void {
    if (line.kind === 'sds') return
    if (line.kind === 'sent') return sender.onSent(line)
    if (isCallLine(line)) {
      hearCall(line)
      return voice.onLine(line)
    }
    if (line.kind === 'send-limits') texts.limit(line.maxBits)
    own.onLine(line)
    status.onOwnLine(line)
  }
  /** Who speaks is on line; a call of the highest priority is an emergency. */
  function hearCall(line: CallLine): void {
    const digits =
      line.kind === 'incoming-call'
        ? line.caller
        : line.kind === 'grant' && line.grant === 3
          ? line.speaker
          : undefined
    const radio = digits === undefined ? undefined : number(digits)
    if (radio === undefined) return
    presence.heard(radio)
    if (line.kind === 'incoming-call' && line.priority === emergencyPriority) {
      emergencies.raise(radio, 'emergency-call')
    }
  }

  return {
    own,
    onDecoded(decoded) {
      if (decoded.kind === 'sds') reception.onSds(decoded.sds)
      else if (decoded.kind === 'line') onLine(decoded.line)
    },
    command: (id, command) => orders.command(id, command),
    letGo: () => voice.letGo(),
    stopSending: (cause) => sender.forget(cause),
    forget(cause) {
      // The queue first: what it holds must not go out while everything else is given up.
      sender.forget(cause)
      voice.forget(cause)
      own.forget()
    },
    close() {
      voice.close()
      orders.close()
      texts.close()
      inbox.close()
      reception.close()
      presence.close()
    },
  }
}
