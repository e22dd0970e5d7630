import type { EpochMs } from '../kernel/world.ts'
import type { FrameRecord } from './driver.ts'
import { exportLine } from './frame-export.ts'

export interface RingEntry {
  /** Counts from 1 over the life of the ring, so a reader sees what was pushed out. */
  readonly seq: number
  readonly at: EpochMs
  readonly frame: FrameRecord
}

export interface FrameRing {
  push(frame: FrameRecord, at: EpochMs): RingEntry
  /** Oldest first, newest last; `after` leaves out everything up to that `seq`. */
  entries(after?: number): readonly RingEntry[]
  /** One line per frame: time (UTC), direction, channel, outcome, kind, hex, decoded as JSON. */
  exportLines(): string[]
  readonly bytes: number
}

export interface RingBound {
  readonly maxCount: number
  readonly maxBytes: number
}

/** What an entry costs besides its bytes; keeps a ring of tiny frames inside the bound too. */
const entryCost = 128

const costOf = (entry: RingEntry): number => entry.frame.bytes.length + entryCost

/** The last frames of one gateway, bounded by count and by bytes. */
export function createFrameRing(
  bound: RingBound = { maxCount: 500, maxBytes: 256 * 1024 },
): FrameRing {
  const held: RingEntry[] = []
  let bytes = 0
  let seq = 0
  function fits(): boolean {
    return held.length <= bound.maxCount && bytes <= bound.maxBytes
  }
  return {
    get bytes() {
      return bytes
    },
    push(frame, at) {
      seq += 1
      const room = Math.max(0, bound.maxBytes - entryCost)
      const kept =
        frame.bytes.length > room ? { ...frame, bytes: frame.bytes.slice(0, room) } : frame
      const entry: RingEntry = { seq, at, frame: kept }
      held.push(entry)
      bytes += costOf(entry)
      while (!fits() && held.length > 1) {
        const oldest = held.shift()
        if (oldest !== undefined) bytes -= costOf(oldest)
      }
      return entry
    },
    entries: (after = 0) => held.filter((entry) => entry.seq > after),
    exportLines: () => held.map(exportLine),
  }
}
