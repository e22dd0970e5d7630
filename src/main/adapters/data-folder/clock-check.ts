/** Whether the wall clock can be right. A wrong clock is an alarm, never a refusal. */
import { hlcFromBytes, unpackHlc } from '../../../core/kernel/hlc.ts'
import type { EpochMs } from '../../../core/kernel/world.ts'

export type ClockVerdict =
  | { readonly kind: 'plausible' }
  /** Before this program was written: a dead clock battery gives 1970 or 2000. */
  | { readonly kind: 'too-early'; readonly now: EpochMs }
  | { readonly kind: 'too-late'; readonly now: EpochMs }
  /** The log has newer entries than the clock says it is. */
  | { readonly kind: 'behind-log'; readonly now: EpochMs; readonly newest: EpochMs }
  /** Nobody wrote for so long that a wrong clock is likelier than a long rest. */
  | { readonly kind: 'far-ahead-of-log'; readonly now: EpochMs; readonly newest: EpochMs }

const earliest = Date.UTC(2026, 0, 1)
const latest = Date.UTC(2075, 0, 1)
const behindMs = 2 * 60_000
const aheadMs = 400 * 86_400_000

/** `newestStamp`: the 8 bytes of the log's newest stamp. */
export function judgeClock(now: EpochMs, newestStamp: Uint8Array | undefined): ClockVerdict {
  if (now < earliest) return { kind: 'too-early', now }
  if (now > latest) return { kind: 'too-late', now }
  if (newestStamp === undefined) return { kind: 'plausible' }
  const newest = unpackHlc(hlcFromBytes(newestStamp)).ms
  if (now < newest - behindMs) return { kind: 'behind-log', now, newest }
  if (now > newest + aheadMs) return { kind: 'far-ahead-of-log', now, newest }
  return { kind: 'plausible' }
}
