/**
 * The op log of one console: an append-only, hash-chained list of facts per incarnation, and
 * the projections made from it, in one database.
 */
import { bumpHlcEpoch, hlcFromBytes, mergeHlc, tickHlc, unpackHlc } from '../kernel/hlc.ts'
import { newOrigin } from '../kernel/id.ts'
import { DatabaseError, type Database } from '../kernel/database.ts'
import { accept, refuse, type Result } from '../kernel/result.ts'
import type { CancelTimer, Random, World } from '../kernel/world.ts'
import { announcer } from './announce.ts'
import { composeCheckpoint } from './checkpoint.ts'
import { decodeEnvelope, decodeStored, encodeEnvelope, sameBytes, type Envelope } from './envelope.ts'
import { factReader } from './fact-reader.ts'
import { booted, checkpointed, clockEpochRaised, logFacts, type BootBody } from './log-facts.ts'
import { factsOfEntity, projector, refreshProjections } from './project.ts'
import type { FactKind, Projection } from './registry.ts'
import type { RecordKeys } from './record-keys.ts'
import { migrateLog } from './schema.ts'
import { chainStart, opStore, type Head } from './store.ts'
import type {
  Actor,
  AppendRefusal,
  Changed,
  Fact,
  FactDraft,
  OpLog,
  OpRef,
  OpStatus,
  ReceiveReport,
  Recorded,
  VersionVector,
  WireOp,
} from './types.ts'
import { impliedHoldings, holds, missingRanges } from './vector.ts'

export interface OpLogOptions {
  readonly db: Database
  readonly world: World
  /** Every kind a module writes or reads; kinds of projections are added by themselves. */
  readonly factKinds: readonly FactKind[]
  readonly projections: readonly Projection[]
  readonly console: { readonly consoleId: string; readonly site: string }
  /** Why this incarnation began: `start`, `restored` … Kept in the boot op. */
  readonly reason: string
  /** On the log's own ops; the data folder's status. */
  readonly status?: OpStatus | undefined
  /** Without it a draft with a sealed part is our mistake. */
  readonly recordKeys?: RecordKeys | undefined
  /** What nobody is waiting for an answer to. Default: thrown out of a timer, so it is seen. */
  readonly onProblem?: ((problem: LogProblem) => void) | undefined
  readonly strategy?: Partial<Strategy> | undefined
}

export type LogProblem =
  /** The file is damaged: nothing is appended or received any more. */
  | { readonly kind: 'stopped'; readonly error: unknown }
  /** A projection could not take a received fact; it is kept and tried again at the next start. */
  | { readonly kind: 'projection-failed'; readonly projection: string; readonly ops: readonly OpRef[]; readonly error: unknown }
  | { readonly kind: 'listener-failed'; readonly error: unknown }
  | { readonly kind: 'fork'; readonly op: OpRef; readonly via: string }

/** Decisions of the protocol, replaceable only so that tests can plant bugs in them. */
export interface Strategy {
  readonly incarnation: (random: Random, db: Database) => string
  readonly tick: typeof tickHlc
  readonly merge: typeof mergeHlc
  /** Whether a received op is projected; `linked` is false for an op beyond a gap. */
  readonly projects: (linked: boolean) => boolean
}

const realStrategy: Strategy = {
  incarnation: newOrigin,
  tick: tickHlc,
  merge: mergeHlc,
  projects: () => true,
}

export interface ConsoleLog extends OpLog {
  /** The sealed part of a fact; `undefined` when there is none or its key was erased. */
  unseal(fact: Fact): Uint8Array | undefined
  /** A supervisor leaves a wrong time behind: later writes win over everything stamped before. */
  raiseClockEpoch(who: Actor): Result<Recorded, AppendRefusal>
  /** `island`: stored and projected, but not yet linked to its chain (未核验). */
  holding(ref: OpRef): 'linked' | 'island' | 'absent'
  /** The bytes of one op, readable here or not. */
  op(ref: OpRef): WireOp | undefined
  /** Writes a last checkpoint and stops the timers. The database is the caller's to close. */
  close(): void
}

const checkpointEveryOps = 64
const checkpointEveryMs = 60_000
/** Ops per transaction when receiving. */
const receiveBatch = 1000

interface Batch {
  readonly ops: WireOp[]
  readonly facts: Fact[]
  news: number
}

interface Committed<T> {
  readonly value: T
  readonly batch: Batch
  readonly changed: Changed
}

/**
 * Opens the log in `db`, rebuilds projections that were redefined, applies what an older version
 * could not read, and writes the boot op of this incarnation.
 * @throws DatabaseError when the file cannot be read or written.
 */
export function openOpLog(options: OpLogOptions): ConsoleLog {
  const { db, world, projections } = options
  const { crypto, clock } = world
  const strategy = { ...realStrategy, ...options.strategy }
  const status = options.status ?? 'actual'
  const reader = factReader([
    ...new Set([...logFacts, ...options.factKinds, ...projections.flatMap((each) => each.kinds)]),
  ])
  migrateLog(db)
  const store = opStore(db, crypto)
  const project = projector(db, reader, projections)
  const problem =
    options.onProblem ??
    ((each: LogProblem) =>
      void world.timers.after(0, () => {
        throw new Error(each.kind, { cause: each })
      }))
  const { announce, onChanged, onCommitted } = announcer((error) =>
    problem({ kind: 'listener-failed', error }),
  )

  const key = crypto.newSigningKey()
  const maxHlc = store.maxHlc()
  let origin = ''
  let state: { hlc: bigint; head: Head } = { hlc: maxHlc ? hlcFromBytes(maxHlc) : 0n, head: chainStart }
  let newOps = 0
  let stopped = false
  let timer: CancelTimer | undefined
  /** Found inside a transaction, told after it. */
  const problems: LogProblem[] = []

  function classify(error: unknown): AppendRefusal {
    if (!(error instanceof DatabaseError)) throw error
    switch (error.reason) {
      case 'full':
        return refuse('disk-full', {})
      case 'read-only':
      case 'io':
      case 'busy':
        // The file takes no writes just now, whatever the cause; the caller may try again.
        return refuse('read-only', undefined)
      case 'corrupt':
        stopped = true
        timer?.()
        problem({ kind: 'stopped', error })
        return refuse('corrupt', undefined)
      case 'constraint':
      case 'our-mistake':
        throw error
    }
  }

  /** One transaction; what was held in memory goes back to what it was when it fails. */
  function commit<T>(work: (batch: Batch) => T, guarded: boolean): Committed<T> {
    const before = state
    const batch: Batch = { ops: [], facts: [], news: 0 }
    try {
      return db.transaction(() => {
        const value = work(batch)
        const changed = project.project(batch.facts, guarded ? keepGoing : undefined)
        return { value, batch, changed }
      })
    } catch (error) {
      state = before
      problems.length = 0
      throw error
    }
  }

  function tell({ batch, changed }: Committed<unknown>): void {
    newOps += batch.news
    scheduleCheckpoint()
    for (const each of problems.splice(0)) problem(each)
    announce({ ops: batch.ops, changed })
  }

  function write<T>(work: (batch: Batch) => T, guarded: boolean): Result<T, AppendRefusal> {
    if (stopped) return refuse('stopped', undefined)
    let done: Committed<T>
    try {
      done = commit(work, guarded)
    } catch (error) {
      return classify(error)
    }
    tell(done)
    return accept(done.value)
  }

  /** A bug in one projection must not keep facts of others out of the log. */
  function keepGoing(step: () => void, projection: Projection, facts: readonly Fact[]): boolean {
    try {
      db.savepoint(step)
      return true
    } catch (error) {
      if (isOfTheFile(error)) throw error
      const ops = facts.map((fact) => fact.ref)
      for (const ref of ops) store.markUnapplied(ref.origin, ref.seq)
      problems.push({ kind: 'projection-failed', projection: projection.name, ops, error })
      return false
    }
  }

  function seal(draft: FactDraft): Envelope['sealed'] {
    if (!draft.sealed) return undefined
    const keys = options.recordKeys
    if (!keys) throw new Error('a sealed part needs a store of record keys')
    const { record, plain } = draft.sealed
    return { record, cipher: crypto.seal(keys.get(record) ?? keys.create(record), plain) }
  }

  /** Appends one own op inside the transaction. */
  function put(batch: Batch, who: Actor, draft: FactDraft, hlc: bigint): OpRef {
    const { version, body } = reader.prepare(draft.kind, draft.body)
    const seq = state.head.seq + 1
    const bytes = encodeEnvelope({
      origin,
      seq,
      hlc,
      kind: draft.kind,
      version,
      actor: who.actor,
      seat: who.seat,
      status: who.status,
      entity: draft.entity,
      base: refsOf(draft.base),
      body,
      sealed: seal(draft),
    })
    // Read back what will be read for ever: the projection sees exactly that, here and on replay.
    const decoded = decodeEnvelope(bytes)
    if (!decoded.ok) throw new Error(`${draft.kind} cannot be written: ${decoded.data.reason}`)
    const fact = reader.read(decoded.value)
    if (!fact.ok) throw new Error(`${draft.kind} cannot be read back: ${fact.data.reason}`)
    const head = store.insert(decoded.value, bytes, state.head)
    state = { hlc, head }
    batch.ops.push({ origin, seq, bytes })
    batch.facts.push(fact.value)
    if (draft.kind !== checkpointed.kind) batch.news += 1
    return { origin, seq }
  }

  function recorded(done: Result<Omit<Recorded, 'storedAt'>, AppendRefusal>): Result<Recorded, AppendRefusal> {
    return done.ok ? accept({ ...done.value, storedAt: clock.nowMs() }) : done
  }

  function append(who: Actor, drafts: readonly FactDraft[] | (() => readonly FactDraft[])) {
    const done = write((batch) => {
      const list = typeof drafts === 'function' ? drafts() : drafts
      const refs = list.map((draft) =>
        put(batch, who, draft, strategy.tick(state.hlc, clock.nowMs())),
      )
      return { refs, hlc: state.hlc }
    }, false)
    return recorded(done)
  }

  const system = (): Actor => ({ actor: 'system', seat: 'console', status })

  function boot(): void {
    origin = strategy.incarnation(world.random, db)
    state = { ...state, head: store.head(origin) }
    const previous = db.prepare<{ v: string }>("select v from meta where k = 'own'").get()
    const last = previous ? (JSON.parse(previous.v) as { console: string; origin: string }) : undefined
    // A copied database continues another console's work, but does not end its incarnation.
    const prev = last && last.console === options.console.consoleId ? store.head(last.origin) : chainStart
    const body: BootBody = {
      console: options.console.consoleId,
      site: options.console.site,
      reason: options.reason,
      alg: 'sha256+ed25519',
      publicKey: key.publicKey,
      prev: last && prev.seq > 0 ? { origin: last.origin, seq: prev.seq, hash: prev.hash } : null,
    }
    const own = JSON.stringify({ console: options.console.consoleId, origin })
    const done = commit((batch) => {
      put(batch, system(), { kind: booted.kind, entity: origin, body }, strategy.tick(state.hlc, clock.nowMs()))
      db.prepare("insert or replace into meta (k, v) values ('own', ?)").run(own)
    }, false)
    tell(done)
  }

  /** Facts of kinds this version has learnt, or whose projection failed before. */
  function applyWaiting(rebuilt: ReadonlySet<string>): void {
    // A projection that was just rebuilt has read them from the log already.
    const late = projections.filter((each) => !rebuilt.has(each.name))
    const readable = store.waiting().flatMap((envelope) => {
      const fact = reader.read(envelope)
      return fact.ok ? [fact.value] : []
    })
    if (readable.length === 0) return
    db.transaction(() => {
      for (const { ref } of readable) store.markApplied(ref.origin, ref.seq)
      projector(db, reader, late).project(readable, keepGoing)
    })
  }

  function receiveOne(op: WireOp, via: string, batch: Batch, report: MutableReport): void {
    const ref = { origin: op.origin, seq: op.seq }
    const decoded = decodeEnvelope(op.bytes)
    if (!decoded.ok) return void report.rejected.push({ ref, reason: decoded.data.reason })
    const envelope = decoded.value
    if (envelope.origin !== op.origin || envelope.seq !== op.seq) {
      return void report.rejected.push({ ref, reason: 'named differently outside' })
    }
    const known = store.bytesOf(op.origin, op.seq)
    if (known && sameBytes(known, op.bytes)) return void (report.duplicates += 1)
    if (known || op.origin === origin) {
      // Nobody but this process writes its origin: a stranger's op there is a fork as well.
      if (store.quarantine(op, clock.nowMs(), via)) report.newForks.push(ref)
      return void report.forks.push(ref)
    }
    const before = store.head(op.origin)
    const after = store.insert(envelope, op.bytes, before)
    const fact = reader.read(envelope)
    store.markReceived(envelope, fact.ok, clock.nowMs(), via)
    state = { ...state, hlc: strategy.merge(state.hlc, envelope.hlc) }
    batch.ops.push({ ...ref, bytes: op.bytes })
    if (fact.ok && strategy.projects(after.seq >= op.seq)) batch.facts.push(fact.value)
    if (envelope.kind !== checkpointed.kind) batch.news += 1
    report.stored += 1
  }

  function receive(ops: Iterable<WireOp>, via: string): Result<ReceiveReport, AppendRefusal> {
    if (stopped) return refuse('stopped', undefined)
    const total = emptyReport()
    for (const chunk of chunks(ops, receiveBatch)) {
      const report = emptyReport()
      const done = write((batch) => {
        for (const op of chunk) receiveOne(op, via, batch, report)
      }, true)
      if (!done.ok) return done
      for (const op of report.newForks) problem({ kind: 'fork', op, via })
      addReport(total, report)
    }
    return accept(total)
  }

  function versionVector(): VersionVector {
    const vector = new Map<string, { upTo: number; islands: readonly (readonly [number, number])[] }>()
    for (const [name, { upTo, islands, ended }] of store.holdings()) {
      if (!ended || name === origin) vector.set(name, { upTo, islands })
    }
    return vector
  }

  function* missingFor(theirs: VersionVector): IterableIterator<WireOp> {
    const implied = impliedHoldings(theirs, store.successions())
    for (const [name, mine] of store.holdings()) {
      for (const range of missingRanges(mine, implied(name))) yield* store.range(name, range)
    }
  }

  function checkpoint(): void {
    timer?.()
    timer = undefined
    if (newOps === 0 || stopped) return
    const done = write((batch) => {
      const body = composeCheckpoint(db, store, crypto, key, origin, state.head.seq + 1)
      put(batch, system(), { kind: checkpointed.kind, entity: origin, body }, strategy.tick(state.hlc, clock.nowMs()))
    }, false)
    // A full disk is told to whoever appends; the next op asks for a checkpoint again.
    if (done.ok) newOps = 0
  }

  function scheduleCheckpoint(): void {
    if (newOps === 0) return
    if (newOps >= checkpointEveryOps && timer) {
      timer()
      timer = undefined
    }
    timer ??= world.timers.after(newOps >= checkpointEveryOps ? 0 : checkpointEveryMs, checkpoint)
  }

  function raiseClockEpoch(who: Actor) {
    const done = write((batch) => {
      const hlc = bumpHlcEpoch(state.hlc, clock.nowMs())
      const body = { epoch: unpackHlc(hlc).epoch }
      return { refs: [put(batch, who, { kind: clockEpochRaised.kind, entity: 'clock', body }, hlc)], hlc }
    }, false)
    return recorded(done)
  }

  applyWaiting(new Set(refreshProjections(db, reader, projections, keepGoing)))
  boot()

  return {
    origin,
    append,
    receive,
    versionVector,
    missingFor,
    fact(ref) {
      const bytes = store.bytesOf(ref.origin, ref.seq)
      const fact = bytes ? reader.read(decodeStored(bytes)) : undefined
      return fact?.ok ? fact.value : undefined
    },
    factsOf: (entity) => factsOfEntity(db, reader, entity),
    onChanged,
    onCommitted,
    checkpoint,
    unseal(fact) {
      const secret = fact.sealed && options.recordKeys?.get(fact.sealed.record)
      return secret && fact.sealed ? crypto.unseal(secret, fact.sealed.cipher) : undefined
    },
    raiseClockEpoch,
    holding(ref) {
      if (!store.bytesOf(ref.origin, ref.seq)) return 'absent'
      return holds({ upTo: store.head(ref.origin).seq, islands: [] }, ref.seq) ? 'linked' : 'island'
    },
    op(ref) {
      const bytes = store.bytesOf(ref.origin, ref.seq)
      return bytes && { origin: ref.origin, seq: ref.seq, bytes }
    },
    close() {
      checkpoint()
      timer?.()
      timer = undefined
    },
  }
}

/** The disk or the file, as opposed to a bug of a projection. */
function isOfTheFile(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  return error.reason !== 'constraint' && error.reason !== 'our-mistake'
}

interface MutableReport {
  stored: number
  duplicates: number
  readonly forks: OpRef[]
  /** Those not set aside before. */
  readonly newForks: OpRef[]
  readonly rejected: { readonly ref: OpRef; readonly reason: string }[]
}

function emptyReport(): MutableReport {
  return { stored: 0, duplicates: 0, forks: [], newForks: [], rejected: [] }
}

function addReport(total: MutableReport, part: MutableReport): void {
  total.stored += part.stored
  total.duplicates += part.duplicates
  total.forks.push(...part.forks)
  total.rejected.push(...part.rejected)
}

function refsOf(base: FactDraft['base']): readonly OpRef[] {
  if (!base) return []
  return 'origin' in base ? [base] : base
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
