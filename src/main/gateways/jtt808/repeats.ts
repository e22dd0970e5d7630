/** A terminal repeats what was not acknowledged in time; it is acknowledged again, and not told again. */
import type { Message } from './header.ts'

const repeatMs = 5 * 60_000
const maxRemembered = 64

export interface RepeatWatch {
  isRepeat(message: Message, monotonicMs: number): boolean
}

/** FNV-1a. */
function digest(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

export function repeatWatch(): RepeatWatch {
  /** Oldest first. */
  const seen = new Map<string, number>()
  return {
    isRepeat({ header, body }, now) {
      // The words, too: a terminal that was switched off counts from the beginning again.
      const key = `${header.messageId} ${header.serial} ${header.index ?? 0} ${digest(body)}`
      const last = seen.get(key)
      seen.delete(key)
      seen.set(key, now)
      const oldest = seen.size > maxRemembered ? seen.keys().next().value : undefined
      if (oldest !== undefined) seen.delete(oldest)
      return last !== undefined && now - last < repeatMs
    },
  }
}
