/** Projections and full-text indexes against ones just made from the log. */
import { createHash, type Hash } from 'node:crypto'
import type { Database, SqlValue } from '../../../core/kernel/database.ts'
import type { Projection } from '../../../core/oplog/registry.ts'
import type { Finding } from './finding.ts'

interface Named {
  readonly name: string
  readonly sql: string
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function feed(hash: Hash, value: unknown): void {
  const bytes =
    value instanceof Uint8Array
      ? value
      : Buffer.from(typeof value === 'bigint' ? value.toString() : JSON.stringify(value))
  const kind = value instanceof Uint8Array ? 'x' : typeof value
  hash.update(`${kind}${bytes.length}:`).update(bytes)
}

function digest(db: Database, sql: string): string {
  const hash = createHash('sha256')
  for (const row of db.prepare<Record<string, SqlValue>>(sql, { bigints: true }).iterate()) {
    for (const value of Object.values(row)) feed(hash, value)
  }
  return hash.digest('hex')
}

/** Tables that are neither the log's, nor virtual, nor the inside of a virtual one. */
function plainTables(reference: Database): readonly string[] {
  const log = new Set(['meta', 'origin', 'op', 'head', 'checkpoint', 'op_side', 'quarantine'])
  return reference
    .prepare<{ name: string }>(
      "select name from pragma_table_list where schema = 'main' and type = 'table'",
    )
    .all()
    .map((row) => row.name)
    .filter((name) => !log.has(name) && !name.startsWith('sqlite_'))
    .sort()
}

function fullTextTables(reference: Database): readonly Named[] {
  return reference
    .prepare<Named>(
      "select name, sql from sqlite_schema where type = 'table' and sql like 'create virtual table%using fts5%'",
    )
    .all()
}

function columnsOf(
  reference: Database,
  table: string,
  left: ReadonlySet<string>,
): readonly string[] {
  return reference
    .prepare<{ name: string }>('select name from pragma_table_info(?)')
    .all(table)
    .map((row) => row.name)
    .filter((name) => !left.has(name))
}

/** Columns that tell how facts arrived cannot be made again. */
function arrivalColumns(projections: readonly Projection[]): ReadonlySet<string> {
  return new Set(projections.flatMap((projection) => projection.arrivalColumns ?? []))
}

export function checkTables(
  db: Database,
  rebuilt: Database,
  projections: readonly Projection[],
): Finding[] {
  const left = arrivalColumns(projections)
  return plainTables(rebuilt).flatMap((table): Finding[] => {
    const columns = columnsOf(rebuilt, table, left).map(quote).join(', ')
    const sql = `select ${columns} from ${quote(table)} order by ${columns}`
    if (digest(db, sql) === digest(rebuilt, sql)) return []
    return [{ area: 'projection', detail: `table ${table} differs from one rebuilt` }]
  })
}

/** How an index is merged and buffered changes while it is used; its answers do not. */
const tuning = "'automerge', 'crisismerge', 'usermerge', 'deletemerge', 'hashsize', 'pgsz'"

/** Every term at every place in every document, and every document's length. */
function fullTextDigest(db: Database, table: string): string {
  const vocabulary = quote(`verify_${table}`)
  db.exec(
    `create virtual table if not exists temp.${vocabulary} using fts5vocab(main, ${quote(table)}, instance)`,
  )
  try {
    // One row per term instead of one per place: a million lines have eighty million places.
    const terms = digest(
      db,
      `select term, group_concat(doc || ':' || col || ':' || offset, ' ')
       from temp.${vocabulary} group by term`,
    )
    const sizes = digest(db, `select id, sz from ${quote(`${table}_docsize`)} order by id`)
    const settings = digest(
      db,
      `select k, v from ${quote(`${table}_config`)} where k not in (${tuning}) order by k`,
    )
    return `${terms} ${sizes} ${settings}`
  } finally {
    db.exec(`drop table temp.${vocabulary}`)
  }
}

/**
 * The first term that a search does not find as often as it occurs. Reading all terms in a row
 * does not use the tree above them; a wrong separator in it sends a search to the wrong leaf,
 * and SQLite's own check accepts one that is too low.
 */
function unreachableTerm(db: Database, rebuilt: Database, table: string): string | undefined {
  const vocabulary = quote(`terms_${table}`)
  rebuilt.exec(
    `create virtual table temp.${vocabulary} using fts5vocab(main, ${quote(table)}, row)`,
  )
  try {
    const find = db.prepare<{ n: number }>(
      `select count(*) n from ${quote(table)} where ${quote(table)} match ?`,
    )
    const terms = rebuilt.prepare<{ term: string; doc: number }>(
      `select term, doc from temp.${vocabulary}`,
    )
    for (const { term, doc } of terms.iterate()) {
      if (find.get(`"${term.replaceAll('"', '""')}"`)?.n !== doc) return term
    }
    return undefined
  } finally {
    rebuilt.exec(`drop table temp.${vocabulary}`)
  }
}

export function checkFullText(db: Database, rebuilt: Database): Finding[] {
  return fullTextTables(rebuilt).flatMap(({ name }): Finding[] => {
    if (fullTextDigest(db, name) !== fullTextDigest(rebuilt, name)) {
      return [{ area: 'projection', detail: `search index ${name} differs from one rebuilt` }]
    }
    const term = unreachableTerm(db, rebuilt, name)
    return term === undefined
      ? []
      : [{ area: 'projection', detail: `search index ${name} does not find "${term}"` }]
  })
}
