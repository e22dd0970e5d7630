/** Messages of any kind that come in pieces (protocol id 8C). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { Transfer } from './sds-pdu.ts'

const piecesWithinMs = 120_000
const maxUnfinished = 32
const maxBytes = 4096

export interface PieceBox {
  /** The whole message, with its protocol id in front, once all pieces are there. */
  take(from: string, piece: NonNullable<Transfer['piece']>): Uint8Array | undefined
  close(): void
}

interface Unfinished {
  readonly pieces: Map<number, Uint8Array>
  readonly cancel: CancelTimer
}

export function createPieceBox(io: DriverIo): PieceBox {
  const unfinished = new Map<string, Unfinished>()

  function drop(key: string): void {
    unfinished.get(key)?.cancel()
    unfinished.delete(key)
  }
  return {
    take(from, { part, bytes }) {
      const { ref, total, seq } = part
      if (total === 0 || seq === 0 || seq > total) return undefined
      const key = `${from} ${ref} ${total}`
      let one = unfinished.get(key)
      if (!one) {
        const oldest = unfinished.size >= maxUnfinished ? unfinished.keys().next().value : undefined
        if (oldest !== undefined) drop(oldest)
        one = { pieces: new Map(), cancel: io.timers.after(piecesWithinMs, () => drop(key)) }
        unfinished.set(key, one)
      }
      one.pieces.set(seq, bytes)
      if (one.pieces.size < total) return undefined
      const all = Array.from({ length: total }, (_, at) => [...(one.pieces.get(at + 1) ?? [])])
      drop(key)
      const whole = Uint8Array.from(all.flat())
      return whole.length <= maxBytes ? whole : undefined
    },
    close() {
      for (const key of unfinished.keys()) drop(key)
    },
  }
}
