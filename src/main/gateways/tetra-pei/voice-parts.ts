/** What the voice of a terminal is made of: a call being set up, a pressed key, and what it needs. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { AtChannel } from '../at/index.ts'
import type { CallBook } from './calls.ts'
import type { CallLine } from './lines.ts'
import type { PeiSettings } from './settings.ts'

export type CallType = 'private' | 'group' | 'all'

export interface SetUp {
  readonly command: string | undefined
  readonly type: CallType
  readonly target: string
  instance: number | undefined
  cancel: CancelTimer
}

/** A pressed key that waits for the air. */
export interface Demand {
  readonly command: string
  asked: number | undefined
  cancel: CancelTimer
  cancelAsk: CancelTimer
}

export interface Voice {
  /** The cause where it is refused at once. */
  call(command: string, type: CallType, target: string): string | undefined
  press(command: string): string | undefined
  release(command: string): string | undefined
  hangup(command: string): string | undefined
  onLine(line: CallLine): void
  /** The line that lets go of a key still held, for the moment the port closes. */
  letGo(): string | undefined
  /** Calls and keys are gone as far as we know. */
  forget(cause: string): void
  close(): void
}

export interface VoiceParts {
  readonly settings: PeiSettings
  readonly io: DriverIo
  readonly at: AtChannel
  readonly calls: CallBook
  ownNumber(): string | undefined
  selectedGroup(): string | undefined
  /** A subscriber as the console names it. */
  number(digits: string): string | undefined
  breakCause(): string
}
