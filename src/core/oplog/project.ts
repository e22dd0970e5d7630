/**
 * Keeps projections equal to the log: folds what changed, rebuilds what was redefined.
 * Everything here runs inside the caller's transaction.
 */
import type { Database } from '../kernel/database.ts'
import { decodeStored } from './envelope.ts'
import type { FactReader } from './fact-reader.ts'
import type { Projection } from './registry.ts'
import { createTableSql, dropTableSql } from './table-sql.ts'
import type { Fact } from './types.ts'

interface OpRow {
  readonly origin: string
  readonly seq: number
  readonly hlc: Uint8Array
  readonly kind: string
  readonly entity: string
  readonly bytes: Uint8Array
}

const pageSize = 4000

function createSql(projection: Projection): readonly string[] {
  return [...projection.tables.flatMap(createTableSql), ...(projection.extra?.create ?? [])]
}

function dropSql(projection: Projection): readonly string[] {
  return [...(projection.extra?.drop ?? []), ...projection.tables.map(dropTableSql)]
}

/** Two definitions with the same signature make the same rows from the same log. */
function signature(projection: Projection): string {
  const kinds = projection.kinds.map((kind) => `${kind.kind}@${kind.version}`).sort()
  return `${projection.version} ${kinds.join(' ')}`
}

function handles(projection: Projection, kind: string): boolean {
  return projection.kinds.some((known) => known.kind === kind)
}

/**
 * Facts of one entity in (hlc, origin, seq) order; unreadable ones are left out.
 * @param known facts of the same entity that are read already
 */
export function factsOfEntity(
  db: Database,
  reader: FactReader,
  entity: string,
  known: readonly Fact[] = [],
): Fact[] {
  const rows = db
    .prepare<Pick<OpRow, 'origin' | 'seq' | 'bytes'>>(
      'select origin, seq, bytes from op where entity = ? order by hlc, origin, seq',
    )
    .all(entity)
  return rows.flatMap(({ origin, seq, bytes }) => {
    const read = known.find(({ ref }) => ref.seq === seq && ref.origin === origin)
    if (read) return [read]
    const fact = reader.read(decodeStored(bytes))
    return fact.ok ? [fact.value] : []
  })
}

/** Runs one projection step and says whether it was done. */
type RunStep = (step: () => void, projection: Projection, facts: readonly Fact[]) => boolean

/** What is done about a projection that throws. */
export interface Guard {
  /**
   * Many steps at once; `false`: one of them threw and all are undone. A savepoint around each
   * single one makes the text index write a segment per line: a bulk takes three times as long.
   */
  together(steps: () => void): boolean
  /** Then the same steps again, one by one. */
  readonly each: RunStep
}

const unguarded: RunStep = (step) => {
  step()
  return true
}

function guarded<T>(work: (run: RunStep) => T, guard: Guard | undefined): T {
  if (!guard) return work(unguarded)
  const done: T[] = []
  if (guard.together(() => void done.push(work(unguarded)))) {
    const [value] = done
    return value as T
  }
  return work(guard.each)
}

/** The facts of an entity that this projection knows. */
function factsFor(projection: Projection, facts: readonly Fact[]): readonly Fact[] {
  return facts.filter((fact) => handles(projection, fact.kind))
}

function* opsOfKinds(source: Database, kinds: readonly string[]): IterableIterator<OpRow> {
  const page = source.prepare<OpRow>(
    `select origin, seq, hlc, kind, entity, bytes from op
     where (entity, hlc, origin, seq) > (?, ?, ?, ?) and kind in (${kinds.map(() => '?').join(', ')})
     order by entity, hlc, origin, seq limit ${pageSize}`,
  )
  let last: readonly [string, Uint8Array, string, number] = ['', new Uint8Array(), '', 0]
  for (;;) {
    // A page at a time: the driver cannot write while a statement is still being read.
    const rows = page.all(...last, ...kinds)
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < pageSize) return
    last = [end.entity, end.hlc, end.origin, end.seq]
  }
}

/** Replays the log of `source` into freshly made tables of `target`. */
function replay(
  source: Database,
  target: Database,
  reader: FactReader,
  projections: readonly Projection[],
  run: RunStep = unguarded,
): void {
  const kinds = [...new Set(projections.flatMap((each) => each.kinds.map((kind) => kind.kind)))]
  if (kinds.length === 0) return
  let entity = ''
  let facts: Fact[] = []
  const finish = () => {
    const [ofEntity, name] = [facts, entity]
    facts = []
    for (const projection of projections) {
      const { fold } = projection
      const own = fold ? factsFor(projection, ofEntity) : []
      if (fold && own.length > 0) run(() => fold(target, name, own), projection, own)
    }
  }
  const folded = new Set(
    projections.flatMap((each) => (each.fold ? each.kinds.map((kind) => kind.kind) : [])),
  )
  for (const row of opsOfKinds(source, kinds)) {
    if (row.entity !== entity) {
      finish()
      entity = row.entity
    }
    const fact = reader.read(decodeStored(row.bytes))
    if (!fact.ok) continue
    if (folded.has(row.kind)) facts.push(fact.value)
    for (const projection of projections) {
      const { apply } = projection
      if (!apply || !handles(projection, row.kind)) continue
      run(() => apply(target, fact.value), projection, [fact.value])
    }
  }
  finish()
}

interface ProjectionMeta {
  readonly signature: string
  /** How to get rid of the tables even after their definition is gone. */
  readonly drop: readonly string[]
}

const metaPrefix = 'projection:'

function readMeta(db: Database): Map<string, ProjectionMeta> {
  const rows = db
    .prepare<{ k: string; v: string }>("select k, v from meta where k like 'projection:%'")
    .all()
  return new Map(
    rows.map((row) => [row.k.slice(metaPrefix.length), JSON.parse(row.v) as ProjectionMeta]),
  )
}

function writeMeta(db: Database, projection: Projection): void {
  const value: ProjectionMeta = { signature: signature(projection), drop: dropSql(projection) }
  db.prepare('insert or replace into meta (k, v) values (?, ?)').run(
    metaPrefix + projection.name,
    JSON.stringify(value),
  )
}

/**
 * Drops, makes and fills the given projections in one transaction; readers see the old tables
 * until it commits.
 */
export function rebuildProjections(
  db: Database,
  reader: FactReader,
  projections: readonly Projection[],
  guard?: Guard,
): void {
  if (projections.length === 0) return
  db.transaction(() => {
    const known = readMeta(db)
    for (const projection of projections) {
      const statements = [
        ...(known.get(projection.name)?.drop ?? []),
        ...dropSql(projection),
        ...createSql(projection),
      ]
      for (const sql of statements) db.exec(sql)
      writeMeta(db, projection)
    }
    guarded((run) => replay(db, db, reader, projections, run), guard)
  })
}

/** Fills `target`, an empty database, from the log in `db`: what the projections should be. */
export function rebuildInto(
  db: Database,
  target: Database,
  reader: FactReader,
  projections: readonly Projection[],
): void {
  target.transaction(() => {
    for (const projection of projections) for (const sql of createSql(projection)) target.exec(sql)
    replay(db, target, reader, projections)
  })
}

/** Rebuilds the projections whose definition is not the one their tables were made with. */
export function refreshProjections(
  db: Database,
  reader: FactReader,
  projections: readonly Projection[],
  guard?: Guard,
): readonly string[] {
  const known = readMeta(db)
  const names = new Set(projections.map((projection) => projection.name))
  if (names.size < projections.length) throw new Error('two projections share a name')
  const gone = [...known].filter(([name]) => !names.has(name))
  if (gone.length > 0) {
    // Facts would pass by unseen; should it come back, it must be made anew.
    db.transaction(() => {
      for (const [name, meta] of gone) {
        for (const sql of meta.drop) db.exec(sql)
        db.prepare('delete from meta where k = ?').run(metaPrefix + name)
      }
    })
  }
  const changed = projections.filter((each) => known.get(each.name)?.signature !== signature(each))
  rebuildProjections(db, reader, changed, guard)
  return changed.map((projection) => projection.name)
}

export interface Projector {
  /** Brings the tables up to date with facts that are already in the log; says what it touched. */
  project(facts: readonly Fact[], guard?: Guard): Map<string, Set<string>>
}

export function projector(
  db: Database,
  reader: FactReader,
  projections: readonly Projection[],
): Projector {
  const byKind = new Map<string, Projection[]>()
  for (const projection of projections) {
    for (const kind of projection.kinds) {
      const list = byKind.get(kind.kind) ?? []
      byKind.set(kind.kind, [...list, projection])
    }
  }
  const project = (facts: readonly Fact[], run: RunStep) => {
    const touched = new Map<string, Set<string>>()
    const folds = new Map<string, Map<Projection, Fact[]>>()
    const touch = (name: string, entity: string) => {
      const entities = touched.get(name) ?? new Set()
      touched.set(name, entities.add(entity))
    }
    for (const fact of facts) {
      for (const projection of byKind.get(fact.kind) ?? []) {
        const { apply } = projection
        if (apply && run(() => apply(db, fact), projection, [fact]))
          touch(projection.name, fact.entity)
        if (!projection.fold) continue
        const ofEntity = folds.get(fact.entity) ?? new Map<Projection, Fact[]>()
        folds.set(fact.entity, ofEntity)
        const news = ofEntity.get(projection)
        if (news) news.push(fact)
        else ofEntity.set(projection, [fact])
      }
    }
    for (const [entity, wanted] of folds) {
      const all = factsOfEntity(db, reader, entity, [...wanted.values()].flat())
      for (const [projection, news] of wanted) {
        const step = () => projection.fold?.(db, entity, factsFor(projection, all))
        if (run(step, projection, news)) touch(projection.name, entity)
      }
    }
    return touched
  }
  return { project: (facts, guard) => guarded((run) => project(facts, run), guard) }
}
