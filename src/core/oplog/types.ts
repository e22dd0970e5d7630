/**
 * The op log's vocabulary. One op is one fact in one deterministic CBOR array; those bytes
 * are what is hashed, signed, sent and archived, and are never encoded again.
 */
import type { Result, Refusal } from '../kernel/result.ts'
import type { EpochMs } from '../kernel/world.ts'

/** Actual work, an exercise, or a technical test. In the op itself: a drill can never be re-labelled. */
export type OpStatus = 'actual' | 'exercise' | 'test'

/** Names one op everywhere and for ever. */
export interface OpRef {
  readonly origin: string
  readonly seq: number
}

/** What a command hands to the log. */
export interface FactDraft<Body = unknown> {
  /** Past tense, without version: `incident.opened`. Version and schema come from the registry. */
  readonly kind: string
  /** The id of the thing the fact is about. */
  readonly entity: string
  readonly body: Body
  /**
   * For a field write: the op whose value it replaces, `undefined` when it saw none. A person's
   * decision between conflicting writes names them all.
   */
  readonly base?: OpRef | readonly OpRef[] | undefined
  /** Personal data, encrypted under a per-record key kept outside the log. */
  readonly sealed?: { readonly record: string; readonly plain: Uint8Array } | undefined
}

/** Who writes: on every op. */
export interface Actor {
  /** Person id, or `system` for what the console itself noticed. */
  readonly actor: string
  /** The seat the words were typed at, or the gateway's id. */
  readonly seat: string
  readonly status: OpStatus
}

/** One decoded fact, after upcasting to the newest version this console knows. */
export interface Fact<Body = unknown> {
  readonly ref: OpRef
  readonly hlc: bigint
  readonly kind: string
  readonly version: number
  readonly entity: string
  readonly actor: string
  readonly seat: string
  readonly status: OpStatus
  /** The ops whose value this one replaces; empty when it saw none. */
  readonly base: readonly OpRef[]
  readonly sealed?: { readonly record: string; readonly cipher: Uint8Array } | undefined
  readonly body: Body
}

/** An op as it travels: the receiver computes the chain hash itself. */
export interface WireOp extends OpRef {
  readonly bytes: Uint8Array
}

/** Highest contiguous seq per origin, and what is held beyond a gap. */
export type VersionVector = ReadonlyMap<string, OriginHolding>

export interface OriginHolding {
  readonly upTo: number
  /** Inclusive ranges beyond the first gap, ascending. */
  readonly islands: readonly (readonly [number, number])[]
}

export interface Recorded {
  readonly refs: readonly OpRef[]
  readonly hlc: bigint
  /** Wall clock of the commit. */
  readonly storedAt: EpochMs
}

export type AppendRefusal =
  | Refusal<'disk-full', { readonly freeBytes?: number | undefined }>
  | Refusal<'read-only', undefined>
  | Refusal<'corrupt', undefined>
  | Refusal<'stopped', undefined>

/** After each commit, per topic: which entities changed. Topic = projection name. */
export type Changed = ReadonlyMap<string, ReadonlySet<string>>

export interface ReceiveReport {
  readonly stored: number
  readonly duplicates: number
  /** Same (origin, seq), other bytes: kept out of the log, quarantined. */
  readonly forks: readonly OpRef[]
  /** Not one op of ours, or not canonical: refused, with the reason. */
  readonly rejected: readonly { readonly ref: OpRef; readonly reason: string }[]
}

/** The end of one origin's chain: whoever holds it can prove every op before it. */
export interface ChainHead extends OpRef {
  readonly hash: Uint8Array
}

export interface OpLog {
  /** This process's incarnation. */
  readonly origin: string
  /** The end of this incarnation's own chain, for what is printed or handed out. */
  head(): ChainHead
  /**
   * Appends, projects and indexes in one transaction; returns after the commit.
   * `drafts` may also be a function run inside the transaction, for what must be read and
   * written at once (the next number of the day).
   */
  append(
    who: Actor,
    drafts: readonly FactDraft[] | (() => readonly FactDraft[]),
  ): Result<Recorded, AppendRefusal>
  receive(ops: Iterable<WireOp>, via: string): Result<ReceiveReport, AppendRefusal>
  versionVector(): VersionVector
  /** Everything the holder of `theirs` lacks, in origin and seq order, islands included. */
  missingFor(theirs: VersionVector): IterableIterator<WireOp>
  fact(ref: OpRef): Fact | undefined
  factsOf(entity: string): readonly Fact[]
  /** Listeners run after the commit, never inside the transaction. */
  onChanged(listener: (changed: Changed) => void): () => void
  /**
   * Committed ops, own and received, in commit order, for the second-disk segments. The boot op
   * is committed before anybody can listen: a holder first takes what `missingFor` says it lacks.
   */
  onCommitted(listener: (ops: readonly WireOp[]) => void): () => void
  /** Signs the heads if anything is new. */
  checkpoint(): void
}
