/**
 * The op log of one console: an append-only, hash-chained list of facts per incarnation, and
 * the projections made from it, in one database.
 */
import type { Database } from '../kernel/database.ts'
import { bumpHlcEpoch, hlcFromBytes, unpackHlc } from '../kernel/hlc.ts'
import { accept, type Result } from '../kernel/result.ts'
import type { SigningKey } from '../kernel/world.ts'
import { announcer, type Announcer } from './announce.ts'
import { CheckpointTimer } from './checkpoint-timer.ts'
import { composeCheckpoint } from './checkpoint.ts'
import { decodeStored } from './envelope.ts'
import { factReader, type FactReader } from './fact-reader.ts'
import { bootBodyFor, noteOwn } from './incarnation.ts'
import { booted, checkpointed, clockEpochRaised, logFacts } from './log-facts.ts'
import {
  problemReporter,
  realStrategy,
  type ConsoleLog,
  type LogProblem,
  type OpLogOptions,
  type Strategy,
} from './log-options.ts'
import { factsOfEntity, projector, refreshProjections } from './project.ts'
import { receiveOps } from './receive.ts'
import { migrateLog } from './schema.ts'
import { opStore, type OpStore } from './store.ts'
import type {
  Actor,
  AppendRefusal,
  Fact,
  FactDraft,
  OriginHolding,
  Recorded,
  VersionVector,
  WireOp,
} from './types.ts'
import { impliedHoldings, missingRanges } from './vector.ts'
import { LogWriter } from './writer.ts'

export type { ConsoleLog, LogProblem, OpLogOptions, Strategy } from './log-options.ts'

/** Everything the log's functions share. */
interface Parts {
  readonly options: OpLogOptions
  readonly db: Database
  readonly store: OpStore
  readonly reader: FactReader
  readonly writer: LogWriter
  readonly strategy: Strategy
  readonly key: SigningKey
  readonly timer: CheckpointTimer
  readonly listeners: Announcer
  readonly problem: (problem: LogProblem) => void
}

/**
 * Opens the log in `db`, rebuilds projections that were redefined, applies what an older version
 * could not read, and writes the boot op of this incarnation.
 * @throws DatabaseError when the file cannot be read or written.
 */
export function openOpLog(options: OpLogOptions): ConsoleLog {
  migrateLog(options.db)
  const parts = assemble(options)
  catchUp(parts)
  boot(parts)
  return consoleLog(parts)
}

function assemble(options: OpLogOptions): Parts {
  const { db, world, projections } = options
  const kinds = [...options.factKinds, ...projections.flatMap((each) => each.kinds)]
  const reader = factReader([...new Set([...logFacts, ...kinds])])
  const store = opStore(db, world.crypto)
  const strategy = { ...realStrategy, ...options.strategy }
  const problem = problemReporter(options)
  const listeners = announcer((error) => problem({ kind: 'listener-failed', error }))
  const maxHlc = store.maxHlc()
  const timer = new CheckpointTimer(world.timers, () => checkpoint(parts))
  const writer = new LogWriter(
    {
      db,
      world,
      store,
      reader,
      projector: projector(db, reader, projections),
      strategy,
      recordKeys: options.recordKeys,
      problem(each) {
        if (each.kind === 'stopped') timer.stop()
        problem(each)
      },
      committed({ batch, changed }) {
        timer.note(batch.news)
        listeners.announce({ ops: batch.ops, changed })
      },
    },
    maxHlc ? hlcFromBytes(maxHlc) : 0n,
  )
  const key = world.crypto.newSigningKey()
  const parts: Parts = {
    options,
    db,
    store,
    reader,
    writer,
    strategy,
    key,
    timer,
    listeners,
    problem,
  }
  return parts
}

/** Rebuilds what was redefined and applies facts that were unreadable or failed before. */
function catchUp({ options, db, store, reader, writer }: Parts): void {
  const rebuilt = new Set(refreshProjections(db, reader, options.projections, writer.keepGoing))
  // A projection that was just rebuilt has read them from the log already.
  const others = options.projections.filter((each) => !rebuilt.has(each.name))
  const readable = store.waiting().flatMap((envelope) => {
    const fact = reader.read(envelope)
    return fact.ok ? [fact.value] : []
  })
  if (readable.length === 0) return
  writer.commit(() => {
    for (const { ref } of readable) store.markApplied(ref.origin, ref.seq)
    projector(db, reader, others).project(readable, writer.keepGoing)
  })
}

function system({ options }: Parts): Actor {
  return { actor: 'system', seat: 'console', status: options.status ?? 'actual' }
}

function boot(parts: Parts): void {
  const { options, db, store, writer, strategy, key } = parts
  const body = bootBodyFor(options, store, key.publicKey)
  const origin = strategy.incarnation(options.world.random, db)
  writer.begin(origin)
  writer.commit((batch) => {
    writer.put(batch, system(parts), { kind: booted.kind, entity: origin, body })
    noteOwn(db, { console: options.console.consoleId, origin })
  })
}

function checkpoint(parts: Parts): void {
  const { options, db, store, writer, key, timer } = parts
  timer.stop()
  if (!timer.anythingNew || writer.stopped) return
  const { crypto } = options.world
  const done = writer.write((batch) => {
    const body = composeCheckpoint(db, store, crypto, key, writer.origin, writer.head.seq + 1)
    writer.put(batch, system(parts), { kind: checkpointed.kind, entity: writer.origin, body })
  })
  // A full disk is told to whoever appends; the next op asks for a checkpoint again.
  if (done.ok) timer.done()
}

function append(
  parts: Parts,
  who: Actor,
  drafts: readonly FactDraft[] | (() => readonly FactDraft[]),
): Result<Recorded, AppendRefusal> {
  const { writer } = parts
  const done = writer.write((batch) => {
    const list = typeof drafts === 'function' ? drafts() : drafts
    const refs = list.map((draft) => writer.put(batch, who, draft))
    return { refs, hlc: writer.hlc }
  })
  return recorded(parts, done)
}

function raiseClockEpoch(parts: Parts, who: Actor): Result<Recorded, AppendRefusal> {
  const { writer, options } = parts
  const done = writer.write((batch) => {
    const hlc = bumpHlcEpoch(writer.hlc, options.world.clock.nowMs())
    const body = { epoch: unpackHlc(hlc).epoch }
    const ref = writer.put(batch, who, { kind: clockEpochRaised.kind, entity: 'clock', body }, hlc)
    return { refs: [ref], hlc }
  })
  return recorded(parts, done)
}

function recorded(
  { options }: Parts,
  done: Result<Omit<Recorded, 'storedAt'>, AppendRefusal>,
): Result<Recorded, AppendRefusal> {
  return done.ok ? accept({ ...done.value, storedAt: options.world.clock.nowMs() }) : done
}

function versionVector({ store, writer }: Parts): VersionVector {
  const vector = new Map<string, OriginHolding>()
  for (const [origin, { upTo, islands, ended }] of store.holdings()) {
    if (!ended || origin === writer.origin) vector.set(origin, { upTo, islands })
  }
  return vector
}

function* missingFor({ store }: Parts, theirs: VersionVector): IterableIterator<WireOp> {
  const holdingOf = impliedHoldings(theirs, store.successions())
  for (const [origin, mine] of store.holdings()) {
    for (const range of missingRanges(mine, holdingOf(origin))) yield* store.range(origin, range)
  }
}

function unseal({ options }: Parts, { sealed }: Fact): Uint8Array | undefined {
  const key = sealed && options.recordKeys?.get(sealed.record)
  return sealed && key ? options.world.crypto.unseal(key, sealed.cipher) : undefined
}

function consoleLog(parts: Parts): ConsoleLog {
  const { db, store, reader, writer, timer, listeners } = parts
  return {
    origin: writer.origin,
    head: () => ({ origin: writer.origin, ...store.head(writer.origin) }),
    append: (who, drafts) => append(parts, who, drafts),
    receive: (ops, via) => receiveOps({ ...parts, clock: parts.options.world.clock }, ops, via),
    versionVector: () => versionVector(parts),
    missingFor: (theirs) => missingFor(parts, theirs),
    fact(ref) {
      const bytes = store.bytesOf(ref.origin, ref.seq)
      const fact = bytes && reader.read(decodeStored(bytes))
      return fact?.ok ? fact.value : undefined
    },
    factsOf: (entity) => factsOfEntity(db, reader, entity),
    onChanged: listeners.onChanged,
    onCommitted: listeners.onCommitted,
    checkpoint: () => checkpoint(parts),
    unseal: (fact) => unseal(parts, fact),
    raiseClockEpoch: (who) => raiseClockEpoch(parts, who),
    holding({ origin, seq }) {
      if (!store.bytesOf(origin, seq)) return 'absent'
      return seq <= store.head(origin).seq ? 'linked' : 'island'
    },
    op({ origin, seq }) {
      const bytes = store.bytesOf(origin, seq)
      return bytes && { origin, seq, bytes }
    },
    close() {
      checkpoint(parts)
      timer.stop()
    },
  }
}
