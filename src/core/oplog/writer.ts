/** The one road into the log: a transaction, the clock, the own chain, and who is told after. */
import { DatabaseError, type Database } from '../kernel/database.ts'
import { hlcWallMs } from '../kernel/hlc.ts'
import { accept, refuse, type Result } from '../kernel/result.ts'
import type { Crypto, World } from '../kernel/world.ts'
import { decodeEnvelope, encodeEnvelope, type Envelope } from './envelope.ts'
import type { FactReader } from './fact-reader.ts'
import { checkpointed } from './log-facts.ts'
import type { LogProblem, Strategy } from './log-options.ts'
import type { Guard, Projector } from './project.ts'
import type { RecordKeys } from './record-keys.ts'
import type { Projection } from './registry.ts'
import { chainStart, type Head, type OpStore } from './store.ts'
import type { Actor, AppendRefusal, Changed, Fact, FactDraft, OpRef, WireOp } from './types.ts'

/** What one transaction adds. */
export interface Batch {
  readonly ops: WireOp[]
  /** To be projected at its end. */
  readonly facts: Fact[]
  /** Ops that ask for a checkpoint: all but checkpoints, or consoles would answer each other for ever. */
  news: number
}

interface Committed<T> {
  readonly value: T
  readonly batch: Batch
  readonly changed: Changed
}

export interface WriterParts {
  readonly db: Database
  readonly world: World
  readonly store: OpStore
  readonly reader: FactReader
  readonly projector: Projector
  readonly strategy: Strategy
  readonly recordKeys: RecordKeys | undefined
  readonly problem: (problem: LogProblem) => void
  /** Runs after each commit. */
  readonly committed: (done: Committed<unknown>) => void
}

export class LogWriter {
  #origin = ''
  #head: Head = chainStart
  #hlc: bigint
  #stopped = false
  /** Found inside a transaction, told after it. */
  readonly #problems: LogProblem[] = []
  readonly #parts: WriterParts

  constructor(parts: WriterParts, lastHlc: bigint) {
    this.#parts = parts
    this.#hlc = lastHlc
  }

  get origin(): string {
    return this.#origin
  }

  get head(): Head {
    return this.#head
  }

  get hlc(): bigint {
    return this.#hlc
  }

  get stopped(): boolean {
    return this.#stopped
  }

  /** From here on own ops go into this chain. */
  begin(origin: string): void {
    this.#origin = origin
    this.#head = this.#parts.store.head(origin)
  }

  nextStamp(): bigint {
    const { strategy, world } = this.#parts
    return strategy.tick(this.#hlc, world.clock.nowMs())
  }

  /** Own stamps stay above everything seen. */
  saw(hlc: bigint): void {
    this.#hlc = this.#parts.strategy.merge(this.#hlc, hlc)
  }

  /**
   * One transaction; what was held in memory goes back to what it was when it fails.
   * @throws whatever `work` or the database throws.
   */
  commit<T>(work: (batch: Batch) => T): T {
    const { db, projector, problem, committed } = this.#parts
    const before = { head: this.#head, hlc: this.#hlc }
    const batch: Batch = { ops: [], facts: [], news: 0 }
    let done: Committed<T>
    try {
      done = db.transaction(() => ({
        value: work(batch),
        batch,
        changed: projector.project(batch.facts, this.keepGoing),
      }))
    } catch (error) {
      this.#head = before.head
      this.#hlc = before.hlc
      this.#problems.length = 0
      throw error
    }
    for (const each of this.#problems.splice(0)) problem(each)
    committed(done)
    return done.value
  }

  /** The same, with what the disk does as a refusal. @throws our own mistakes. */
  write<T>(work: (batch: Batch) => T): Result<T, AppendRefusal> {
    if (this.#stopped) return refuse('stopped', undefined)
    try {
      return accept(this.commit(work))
    } catch (error) {
      return this.#refusalOf(error)
    }
  }

  #refusalOf(error: unknown): AppendRefusal {
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
        this.#stopped = true
        this.#parts.problem({ kind: 'stopped', error })
        return refuse('corrupt', undefined)
      case 'constraint':
      case 'our-mistake':
        throw error
    }
  }

  /**
   * A bug in a projection must not keep a fact out of the log, be it from elsewhere or typed here
   * (one odd fact would stop every later word on the same entity). It is kept, told as a problem,
   * and projected when a later version can.
   */
  readonly keepGoing: Guard = {
    together: (steps) => this.#attempt(steps) === undefined,
    each: (step, projection, facts) => {
      const failed = this.#attempt(step)
      if (!failed) return true
      for (const { ref } of facts) this.#parts.store.markUnapplied(ref.origin, ref.seq)
      this.#problems.push(failureOf(projection, facts, failed.error))
      return false
    },
  }

  /** Undoes what `step` wrote when it throws. @throws what the disk or the file does. */
  #attempt(step: () => void): { readonly error: unknown } | undefined {
    try {
      this.#parts.db.savepoint(step)
      return undefined
    } catch (error) {
      if (isOfTheFile(error)) throw error
      return { error }
    }
  }

  /** Appends one own op inside the transaction. */
  put(batch: Batch, who: Actor, draft: FactDraft, hlc: bigint = this.nextStamp()): OpRef {
    const { reader, store, recordKeys, world } = this.#parts
    const { version, body } = reader.prepare(draft.kind, draft.body)
    const ref = { origin: this.#origin, seq: this.#head.seq + 1 }
    const bytes = encodeEnvelope({
      ...ref,
      hlc,
      kind: draft.kind,
      version,
      actor: who.actor,
      seat: who.seat,
      status: who.status,
      entity: draft.entity,
      base: refsOf(draft.base),
      body,
      sealed: sealedPart(draft, recordKeys, world.crypto),
    })
    const { envelope, fact } = readBack(reader, draft, bytes)
    this.#head = store.insert(envelope, bytes, this.#head)
    // A clock elsewhere is ahead and pulls our stamps with it: when it was stored is kept beside.
    const now = world.clock.nowMs()
    if (hlcWallMs(hlc) > now) store.markStored(envelope, now)
    this.#hlc = hlc
    batch.ops.push({ ...ref, bytes })
    batch.facts.push(fact)
    if (draft.kind !== checkpointed.kind) batch.news += 1
    return ref
  }
}

/** What will be read for ever is what is projected now, so a replay gives the same rows. */
function readBack(
  reader: FactReader,
  draft: FactDraft,
  bytes: Uint8Array,
): { envelope: Envelope; fact: Fact } {
  const decoded = decodeEnvelope(bytes)
  if (!decoded.ok) throw new Error(`${draft.kind} cannot be written: ${decoded.data.reason}`)
  const fact = reader.read(decoded.value)
  if (!fact.ok) throw new Error(`${draft.kind} cannot be read back: ${fact.data.reason}`)
  return { envelope: decoded.value, fact: fact.value }
}

function sealedPart(
  draft: FactDraft,
  keys: RecordKeys | undefined,
  crypto: Crypto,
): Envelope['sealed'] {
  if (!draft.sealed) return undefined
  if (!keys) throw new Error('a sealed part needs a store of record keys')
  const { record, plain } = draft.sealed
  return { record, cipher: crypto.seal(keys.get(record) ?? keys.create(record), plain) }
}

function refsOf(base: FactDraft['base']): readonly OpRef[] {
  if (!base) return []
  return 'origin' in base ? [base] : base
}

function failureOf(projection: Projection, facts: readonly Fact[], error: unknown): LogProblem {
  const ops = facts.map((fact) => fact.ref)
  return { kind: 'projection-failed', projection: projection.name, ops, error }
}

/** The disk or the file, as opposed to a bug of a projection. */
function isOfTheFile(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  return error.reason !== 'constraint' && error.reason !== 'our-mistake'
}
