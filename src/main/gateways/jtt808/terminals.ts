/** The terminals that have been here, whether connected now or not. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import { alarmWatch, type AlarmWatch } from './alarms.ts'
import type { Identity } from './header.ts'
import { repeatedMessages, type IsRepeat } from './repeats.ts'
import type { Jtt808Settings } from './settings.ts'

type How = Extract<GatewayEvent, { kind: 'radioPresence' }>['how']

/** Times of positions that were told: a point that comes again in a batch is known by its second. */
const maxTimes = 256
const maxTerminals = 10_000

export interface Terminal {
  readonly number: string
  /** Of the connection it has now. */
  identity: Identity
  channel: number | undefined
  /** What was told last. */
  online: boolean
  /** Of the platform's next message to it. */
  serial: number
  /** Of the report that brought the SOS that stands. */
  sosSerial: number | undefined
  clockWrong: boolean
  readonly alarms: AlarmWatch
  readonly isRepeat: IsRepeat
  readonly times: Set<number>
}

export interface TerminalBook {
  get(number: string): Terminal | undefined
  /** The terminal of this identity, new or known. */
  meet(number: string, identity: Identity): Terminal
  tell(terminal: Terminal, online: boolean, how: How): void
  readonly connected: number
}

export function noteTime({ times }: Terminal, at: number): boolean {
  if (times.has(at)) return false
  times.add(at)
  forgetOldest(times, maxTimes)
  return true
}

export function nextSerial(counted: { serial: number }): number {
  const { serial } = counted
  counted.serial = (serial + 1) & 0xffff
  return serial
}

export function terminalBook(settings: Jtt808Settings, io: DriverIo): TerminalBook {
  /** The one met longest ago first. */
  const held = new Map<string, Terminal>()

  function forgetOne(): void {
    for (const terminal of held.values()) {
      if (terminal.channel !== undefined || terminal.online) continue
      held.delete(terminal.number)
      return
    }
  }
  return {
    get: (number) => held.get(number),
    meet(number, identity) {
      const known = held.get(number)
      const terminal: Terminal = known ?? {
        number,
        identity,
        channel: undefined,
        online: false,
        serial: 0,
        sosSerial: undefined,
        clockWrong: false,
        alarms: alarmWatch(io, number, settings.ignoreAlarms),
        isRepeat: repeatedMessages(io),
        times: new Set(),
      }
      terminal.identity = identity
      held.delete(number)
      held.set(number, terminal)
      if (held.size > maxTerminals) forgetOne()
      return terminal
    },
    tell(terminal, online, how) {
      terminal.online = online
      io.emit({ kind: 'radioPresence', radio: terminal.number, online, how })
    },
    get connected() {
      let count = 0
      for (const { channel } of held.values()) if (channel !== undefined) count += 1
      return count
    },
  }
}
