/** A terminal repeats what was not acknowledged in time; it is acknowledged again, and not told again. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { createRepeatWatch } from '../../../core/gateway/repeat-watch.ts'
import type { Message } from './header.ts'

const repeatMs = 5 * 60_000
const maxRemembered = 64

/** FNV-1a. */
function digest(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

export type IsRepeat = (message: Message) => boolean

export function repeatedMessages(io: DriverIo): IsRepeat {
  const repeats = createRepeatWatch(io, { withinMs: repeatMs, most: maxRemembered, since: 'last' })
  // The words, too: a terminal that was switched off counts from the beginning again.
  return ({ header, body }) =>
    repeats.isRepeat(`${header.messageId} ${header.serial} ${header.index ?? 0} ${digest(body)}`)
}
