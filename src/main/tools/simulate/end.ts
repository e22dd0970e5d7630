import type { Hdap } from './wire/hdap.ts'

/** What an end of a protocol is plugged into: the road on one side, the field on the other. */
export interface EndPort {
  write(bytes: Uint8Array, channel: number): void
  /** A console is connected. */
  onUp(): void
  onDown(): void
  onMessage(message: Hdap): void
}

/** The gateway's side of a protocol. */
export interface End {
  roadUp(): void
  roadDown(): void
  onBytes(bytes: Uint8Array, channel: number): void
  send(message: Hdap): void
  /** Says good-bye where the protocol has a word for it. */
  stop(): void
}
