import type { Clock, Timers } from '../../../core/kernel/world.ts'
import type { FieldAction, Scenario } from './scenario.ts'

export interface EndWorld {
  readonly clock: Clock
  readonly timers: Timers
}

/** What an end of a protocol is plugged into. */
export interface EndPort {
  write(bytes: Uint8Array, channel?: number, address?: string): void
  onConnected(connected: boolean): void
  /** Counted: a text, a report, an order; not the packets that carry it. */
  onMessage(direction: 'in' | 'out'): void
  /** One English line for whoever watches. */
  log(line: string): void
}

export type PhoneCall = Scenario['phoneCalls'][number]

/** The gateway's side of a protocol. */
export interface End {
  roadUp(): void
  roadDown(): void
  onBytes(bytes: Uint8Array, channel: number, address?: string): void
  /** On a road where each terminal has its own connection. */
  onPeer?(channel: number, state: string): void
  /** Absent where it does nothing but what its scenario says. */
  perform?(action: FieldAction): void
  ring?(call: Omit<PhoneCall, 'atS'>): void
  /** Says good-bye where the protocol has a word for it. */
  stop(): void
}

/** Words of one byte per letter, as every line of an AT device is. */
export const fromLetters = (text: string): Buffer => Buffer.from(text, 'latin1')
