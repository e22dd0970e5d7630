import type { Result } from '../kernel/result.ts'
import type { AppendRefusal, OpLog, ReceiveReport, WireOp } from '../oplog/types.ts'
import { decodeHello, encodeHello, type BadHello } from './hello.ts'

/** The part of a log two consoles need to become equal. */
export type Exchanging = Pick<OpLog, 'versionVector' | 'missingFor' | 'receive'>

/**
 * One side of the exchange, without a transport: say what is held, answer the other side's
 * hello with what it lacks, take what comes. Any part may be lost, repeated or reordered; the
 * next round sends what is still missing.
 */
export interface Exchange {
  hello(): Uint8Array
  answer(hello: Uint8Array): Result<IterableIterator<WireOp>, BadHello>
  take(ops: Iterable<WireOp>, via: string): Result<ReceiveReport, AppendRefusal>
}

export function exchange(log: Exchanging): Exchange {
  return {
    hello: () => encodeHello(log.versionVector()),
    answer(hello) {
      const theirs = decodeHello(hello)
      return theirs.ok ? { ok: true, value: log.missingFor(theirs.value) } : theirs
    },
    take: (ops, via) => log.receive(ops, via),
  }
}
