/**
 * The log as this console knew it at a past moment: the ops it held then, in a database of their
 * own, folded by the projections that fold the live tables. Moving on folds only what came since.
 */
import type { Database } from '../kernel/database.ts'
import { hlcFromBytes, hlcWallMs } from '../kernel/hlc.ts'
import type { Clock, EpochMs } from '../kernel/world.ts'
import { decodeStored } from './envelope.ts'
import type { FactReader } from './fact-reader.ts'
import { projector, rebuildProjections, type Guard } from './project.ts'
import type { Projection } from './registry.ts'
import { migrateLog } from './schema.ts'
import type { Fact } from './types.ts'

export interface PastOptions {
  readonly source: Database
  /** An empty database, closed when the past is left or read backwards. */
  readonly newScratch: () => Database
  readonly clock: Clock
  readonly reader: FactReader
  /** All of them: what is asked of the tables may join any. */
  readonly projections: readonly Projection[]
  readonly scope: PastScope
}

/** What of the log is asked about: the log book is by far its longest part. */
export type PastScope =
  | { readonly kinds: ReadonlySet<string> }
  /** Asked again when the log has grown. */
  | { readonly entities: () => readonly string[] }

export interface PastState {
  readonly db: Database
  /** Ops folded of each kind: equal counts at two moments mean that nothing of it changed. */
  readonly counts: ReadonlyMap<string, number>
}

export interface Past {
  /** Known then: own ops stamped until `at`, others' received until `at`. */
  at(at: EpochMs): PastState
  close(): void
}

interface KnownOp {
  readonly origin: string
  readonly seq: number
  readonly kind: string
  readonly knownAt: EpochMs
  readonly hlc: bigint
}

interface IndexRow {
  readonly origin: string
  readonly seq: number
  readonly hlc: Uint8Array
  readonly kind: string
  readonly stored: number | null
}

interface Fold {
  readonly db: Database
  readonly counts: Map<string, number>
  /** How many ops of the timeline are in it. */
  length: number
}

function byKnown(one: KnownOp, other: KnownOp): number {
  if (one.knownAt !== other.knownAt) return one.knownAt - other.knownAt
  if (one.hlc !== other.hlc) return one.hlc < other.hlc ? -1 : 1
  if (one.origin !== other.origin) return one.origin < other.origin ? -1 : 1
  return one.seq - other.seq
}

const columns = 'origin, seq, hlc, kind, side.recv_at stored'

function knownOp({ origin, seq, kind, hlc, stored }: IndexRow): KnownOp {
  const stamp = hlcFromBytes(hlc)
  return { origin, seq, kind, hlc: stamp, knownAt: stored ?? hlcWallMs(stamp) }
}

/** In one statement: the log book's many lines are passed over without becoming objects. */
function opsOfKinds(source: Database, kinds: ReadonlySet<string>): KnownOp[] {
  const marks = Array.from(kinds, () => '?').join(', ')
  return source
    .prepare<IndexRow>(
      `select ${columns} from op left join op_side side using (origin, seq) where kind in (${marks})`,
    )
    .all(...kinds)
    .map(knownOp)
}

function opsOfEntities(source: Database, entities: readonly string[]): KnownOp[] {
  const of = source.prepare<IndexRow>(
    `select ${columns} from op left join op_side side using (origin, seq) where entity = ?`,
  )
  return entities.flatMap((entity) => of.all(entity).map(knownOp))
}

/** Every op that is asked about, in the order in which this console came to know it. */
function timelineOf({ source, scope }: PastOptions): KnownOp[] {
  const known =
    'kinds' in scope ? opsOfKinds(source, scope.kinds) : opsOfEntities(source, scope.entities())
  return known.sort(byKnown)
}

/** Rises with every op; cheap, it never reads the ops themselves. */
function lengthOf(source: Database): number {
  const row = source
    .prepare<{ linked: number; islands: number }>(
      `select (select total(seq) from head) linked,
              (select count(*) from op where hash is null) islands`,
    )
    .get()
  return (row?.linked ?? 0) + (row?.islands ?? 0)
}

/** The first index whose op came after `at`. */
function endAt(timeline: readonly KnownOp[], at: EpochMs): number {
  let [low, high] = [0, timeline.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((timeline[middle]?.knownAt ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  return low
}

function beginsWith(timeline: readonly KnownOp[], start: readonly KnownOp[]): boolean {
  return start.every(({ origin, seq }, index) => {
    const now = timeline[index]
    return now?.origin === origin && now.seq === seq
  })
}

/** As the live log: what a projection cannot take stays out of its tables and stops nothing. */
function lenient(db: Database): Guard {
  const attempt = (step: () => void): boolean => {
    try {
      db.savepoint(step)
      return true
    } catch {
      // Told as a problem when it happened; the picture shows what the screen showed.
      return false
    }
  }
  return { together: attempt, each: (step) => attempt(step) }
}

export function openPast(options: PastOptions): Past {
  const { source, newScratch, reader, projections, clock } = options
  let timeline: readonly KnownOp[] = []
  let loaded = { at: Number.NEGATIVE_INFINITY, length: -1 }
  let fold: Fold | undefined

  function load(at: EpochMs): void {
    // What came since has a later time; only a moment as late as that can need it.
    if (at < loaded.at) return
    const length = lengthOf(source)
    if (length === loaded.length) return
    loaded = { at: clock.nowMs(), length }
    const before = timeline
    timeline = timelineOf(options)
    // What is folded stays where it is still how the log begins: usually only the end has grown.
    if (fold && !beginsWith(timeline, before.slice(0, fold.length))) leave()
  }
  function leave(): void {
    fold?.db.close()
    fold = undefined
  }
  function copy(into: Fold, end: number): Fact[] {
    const read = source.prepare<{
      bytes: Uint8Array
      hlc: Uint8Array
      kver: number
      entity: string
    }>('select bytes, hlc, kver, entity from op where origin = ? and seq = ?')
    const write = into.db.prepare(
      'insert into op (origin, seq, hlc, kind, kver, entity, bytes) values (?, ?, ?, ?, ?, ?, ?)',
    )
    const facts: Fact[] = []
    for (const { origin, seq, kind } of timeline.slice(into.length, end)) {
      const op = read.get(origin, seq)
      if (!op) continue
      write.run(origin, seq, op.hlc, kind, op.kver, op.entity, op.bytes)
      into.counts.set(kind, (into.counts.get(kind) ?? 0) + 1)
      const fact = reader.read(decodeStored(op.bytes))
      if (fact.ok) facts.push(fact.value)
    }
    into.length = end
    return facts
  }
  function begin(end: number): Fold {
    const db = newScratch()
    migrateLog(db)
    const begun: Fold = { db, counts: new Map(), length: 0 }
    db.transaction(() => void copy(begun, end))
    rebuildProjections(db, reader, projections, lenient(db))
    return begun
  }
  function goOn(from: Fold, end: number): void {
    const { db } = from
    db.transaction(() => {
      const facts = copy(from, end)
      projector(db, reader, projections).project(facts, lenient(db))
    })
  }
  return {
    at(at) {
      load(at)
      const end = endAt(timeline, at)
      if (fold && fold.length > end) leave()
      if (!fold) fold = begin(end)
      else if (fold.length < end) goOn(fold, end)
      return { db: fold.db, counts: fold.counts }
    },
    close: leave,
  }
}
