import type { Hdap } from './wire/hdap.ts'

/** What carries HDAP messages is plugged into: the road on one side, the field on the other. */
export interface HdapPort {
  write(bytes: Uint8Array, channel: number): void
  /** A console is connected. */
  onUp(): void
  onDown(): void
  onMessage(message: Hdap): void
}

/** A packet layer under HDAP. */
export interface HdapEnd {
  roadUp(): void
  roadDown(): void
  onBytes(bytes: Uint8Array, channel: number): void
  send(message: Hdap): void
  /** Says good-bye where the protocol has a word for it. */
  stop(): void
}
