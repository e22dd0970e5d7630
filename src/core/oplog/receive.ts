/** Ops from elsewhere: checked at the door, stored even where they cannot be read yet. */
import { accept, refuse, type Result } from '../kernel/result.ts'
import type { Clock } from '../kernel/world.ts'
import { decodeEnvelope, sameBytes } from './envelope.ts'
import type { FactReader } from './fact-reader.ts'
import { checkpointed } from './log-facts.ts'
import type { LogProblem, Strategy } from './log-options.ts'
import type { OpStore } from './store.ts'
import type { AppendRefusal, OpRef, ReceiveReport, WireOp } from './types.ts'
import type { Batch, LogWriter } from './writer.ts'

/** Ops per transaction. */
const opsPerCommit = 1000

export interface ReceiverParts {
  readonly writer: LogWriter
  readonly store: OpStore
  readonly reader: FactReader
  readonly clock: Clock
  readonly strategy: Strategy
  readonly problem: (problem: LogProblem) => void
}

interface Tally {
  stored: number
  duplicates: number
  readonly forks: OpRef[]
  /** Those not set aside before. */
  readonly newForks: OpRef[]
  readonly rejected: { readonly ref: OpRef; readonly reason: string }[]
}

/**
 * Takes ops in any order, any number of times. What is stored when a later part is refused
 * stays stored: the sender offers only the rest again.
 */
export function receiveOps(
  parts: ReceiverParts,
  ops: Iterable<WireOp>,
  via: string,
): Result<ReceiveReport, AppendRefusal> {
  const { writer, problem } = parts
  if (writer.stopped) return refuse('stopped', undefined)
  const total = emptyTally()
  for (const chunk of chunks(ops, opsPerCommit)) {
    const done = writer.write((batch) => {
      const tally = emptyTally()
      for (const op of chunk) receiveOne(parts, op, via, batch, tally)
      return tally
    })
    if (!done.ok) return done
    for (const op of done.value.newForks) problem({ kind: 'fork', op, via })
    add(total, done.value)
  }
  const { stored, duplicates, forks, rejected } = total
  return accept({ stored, duplicates, forks, rejected })
}

function receiveOne(
  parts: ReceiverParts,
  op: WireOp,
  via: string,
  batch: Batch,
  tally: Tally,
): void {
  const { writer, store, reader, clock, strategy } = parts
  const ref = { origin: op.origin, seq: op.seq }
  const decoded = decodeEnvelope(op.bytes)
  if (!decoded.ok) return void tally.rejected.push({ ref, reason: decoded.data.reason })
  const envelope = decoded.value
  if (envelope.origin !== op.origin || envelope.seq !== op.seq) {
    return void tally.rejected.push({ ref, reason: 'named differently outside' })
  }
  const known = store.bytesOf(op.origin, op.seq)
  if (known && sameBytes(known, op.bytes)) return void (tally.duplicates += 1)
  if (known || op.origin === writer.origin) {
    // Nobody but this process writes its origin: a stranger's op there is a fork as well.
    if (store.quarantine(op, clock.nowMs(), via)) tally.newForks.push(ref)
    return void tally.forks.push(ref)
  }
  const head = store.insert(envelope, op.bytes, store.head(op.origin))
  const fact = reader.read(envelope)
  store.markReceived(envelope, fact.ok, clock.nowMs(), via)
  writer.saw(envelope.hlc)
  batch.ops.push({ ...ref, bytes: op.bytes })
  if (fact.ok && strategy.projects(op.seq <= head.seq)) batch.facts.push(fact.value)
  if (envelope.kind !== checkpointed.kind) batch.news += 1
  tally.stored += 1
}

function emptyTally(): Tally {
  return { stored: 0, duplicates: 0, forks: [], newForks: [], rejected: [] }
}

function add(total: Tally, part: Tally): void {
  total.stored += part.stored
  total.duplicates += part.duplicates
  total.forks.push(...part.forks)
  total.rejected.push(...part.rejected)
}

function* chunks<T>(values: Iterable<T>, size: number): IterableIterator<readonly T[]> {
  let chunk: T[] = []
  for (const value of values) {
    chunk.push(value)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
