import type { Service } from './hdap.ts'
import type { SendWatch } from './reliable-sender.ts'

/** The way out. `via` is the channel a message came in by, for its answer. */
export interface Road {
  /** Bit 7 of text messages: set on HRNP, clear on HSTRP. */
  readonly bit7: boolean
  /** Call status subscriptions that make sense here (10C9). */
  readonly callReports: readonly number[]
  /** The cause when it cannot be sent, else `undefined`. */
  send(service: Service, message: Uint8Array, options: SendOptions): string | undefined
}

interface SendOptions {
  readonly watch?: SendWatch | undefined
  readonly via?: number | undefined
  readonly urgent?: boolean | undefined
}
