import type { FrameRecord } from '../../../core/gateway/driver.ts'
import type { AtFailure } from './results.ts'

/** How a line is shown in the ring of frames. */
export type AtNote = Pick<FrameRecord, 'decoded'> & {
  readonly kind?: string | undefined
  readonly outcome?: FrameRecord['outcome'] | undefined
}

export interface AtCommand {
  /** `AT+CSQ`, without a line end. */
  readonly text: string
  readonly timeoutMs: number
  /**
   * Its information lines: those that begin with one of these, or `any` line that does not look
   * unsolicited. By default none: what comes is unsolicited.
   */
  readonly answers?: readonly string[] | 'any' | undefined
  /** Refines `answers`, where a line of the same name may come on its own (`+CREG:`). */
  readonly accepts?: ((line: string) => boolean) | undefined
  /** An information line may be followed by lines without a name that belong to it (`+CMGR:` and its PDU). */
  readonly continues?: boolean | undefined
  /** Sent with Ctrl-Z once the device shows its prompt. */
  readonly body?: string | undefined
  /** The device shows no prompt: the text goes right behind the command's line. */
  readonly bodyAtOnce?: boolean | undefined
  /** How long the prompt may take. */
  readonly promptMs?: number | undefined
  /** It sets up a call: `NO CARRIER`, `BUSY` … are its end. */
  readonly call?: boolean | undefined
  /** Goes before everything that waits, except what is as urgent and came first. */
  readonly urgent?: boolean | undefined
  /** What the ring says of an information line. */
  readonly note?: ((line: string) => AtNote | undefined) | undefined
}

export type AtResult =
  /** Information lines in their order, without line ends. */
  | { readonly kind: 'ok' | 'connect'; readonly lines: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: AtFailure; readonly lines: readonly string[] }
  /** `bodySent`: the text had been given to the device, so that it may have acted on it. */
  | { readonly kind: 'timed-out'; readonly bodySent: boolean; readonly lines: readonly string[] }
  /** The line was closed or begun anew; `begun`: the command was in flight, not waiting. */
  | { readonly kind: 'cancelled'; readonly begun: boolean; readonly bodySent: boolean }
  /** Too many commands wait already. */
  | { readonly kind: 'overrun' }

/** Something the device said on its own. */
export interface Urc {
  readonly text: string
  /** The line that belongs to it, for those announced by `hasBody`; absent when it never came. */
  readonly body?: string | undefined
}
