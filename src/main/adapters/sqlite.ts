/** The only file that names the SQLite driver. */
import BetterSqlite3 from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import {
  DatabaseError,
  type Database,
  type DatabaseErrorReason,
  type Statement,
} from '../../core/kernel/database.ts'

export interface OpenOptions {
  /** FULL for whatever was acknowledged; NORMAL only for rings that may be lost. */
  readonly synchronous: 'FULL' | 'NORMAL'
  readonly readonly?: boolean | undefined
}

const reasonOfCode: readonly (readonly [RegExp, DatabaseErrorReason])[] = [
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_READONLY/, 'read-only'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'corrupt'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(IOERR|CANTOPEN|PERM)/, 'io'],
  [/^SQLITE_CONSTRAINT/, 'constraint'],
]

/** Names what an SQLite failure means; a code nobody listed is our own mistake. */
export function classify(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasonOfCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'our-mistake'
  return new DatabaseError(reason, error)
}

function classified<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof BetterSqlite3.SqliteError ? classify(error) : error
  }
}

function* classifiedRows<Row>(rows: IterableIterator<unknown>): IterableIterator<Row> {
  try {
    for (const row of rows) yield row as Row
  } catch (error) {
    throw error instanceof BetterSqlite3.SqliteError ? classify(error) : error
  }
}

function wrapStatement<Row>(raw: BetterSqlite3.Statement): Statement<Row> {
  return {
    run: (...values) => classified(() => raw.run(...values)),
    get: (...values) => classified(() => raw.get(...values) as Row | undefined),
    all: (...values) => classified(() => raw.all(...values) as Row[]),
    iterate: (...values) => classifiedRows<Row>(raw.iterate(...values)),
  }
}

function setUp(raw: BetterSqlite3.Database, options: OpenOptions): void {
  raw.pragma('busy_timeout = 5000')
  raw.pragma('foreign_keys = ON')
  raw.pragma('trusted_schema = OFF')
  if (options.readonly) return
  raw.pragma('journal_mode = WAL')
  // The driver is compiled with NORMAL in WAL mode, which loses acknowledged commits in a power cut.
  raw.pragma(`synchronous = ${options.synchronous}`)
  const level = raw.pragma('synchronous', { simple: true })
  const wanted = options.synchronous === 'FULL' ? 2 : 1
  if (level !== wanted) throw new Error(`synchronous is ${String(level)}, wanted ${wanted}`)
  if (raw.pragma('journal_mode', { simple: true }) !== 'wal') throw new Error('journal is not WAL')
}

/**
 * Opens or creates one database file (`:memory:` for tests).
 * @throws DatabaseError, classified, from here and from every method.
 */
export function openDatabase(path: string, options: OpenOptions): Database {
  return classified(() => {
    const raw = new BetterSqlite3(path, { readonly: options.readonly ?? false })
    try {
      if (path !== ':memory:') setUp(raw, options)
    } catch (error) {
      raw.close()
      throw error
    }
    return wrap(raw)
  })
}

/**
 * Holds `path` for this process alone, by the operating system's file locks: the hold ends with
 * the process, however it ends. `undefined` when another process (or this one) holds it.
 * The file must not be opened in any other way: closing it would drop the lock (POSIX).
 * @throws DatabaseError where the file cannot be made.
 */
export function holdFile(path: string): (() => void) | undefined {
  return classified(() => {
    const raw = new BetterSqlite3(path, { timeout: 0 })
    try {
      // With the journal in memory the lock needs no free space (OFF is refused in defensive mode).
      raw.pragma('journal_mode = memory')
      raw.exec('begin exclusive')
    } catch (error) {
      raw.close()
      if (classify(error).reason === 'busy') return undefined
      throw error
    }
    return () => void raw.close()
  })
}

/** Texts differ with the length of their lists: more than this are not met twice. */
const mostKept = 500

/** What Drizzle uses of a prepared statement. */
type DrizzleStatement = Pick<BetterSqlite3.Statement, 'run' | 'all' | 'get'> & {
  raw(): Pick<BetterSqlite3.Statement, 'all' | 'get'>
}

/** Rows as lists is a state of the driver's statement: of one that is shared it is said each time. */
function sharedStatement(statement: BetterSqlite3.Statement): DrizzleStatement {
  const rows = (asLists: boolean) => (statement.reader ? statement.raw(asLists) : statement)
  const lists: Pick<BetterSqlite3.Statement, 'all' | 'get'> = {
    all: (...values) => rows(true).all(...values),
    get: (...values) => rows(true).get(...values),
  }
  return {
    run: (...values) => statement.run(...values),
    all: (...values) => rows(false).all(...values),
    get: (...values) => rows(false).get(...values),
    raw: () => lists,
  }
}

/**
 * Drizzle prepares a statement anew for each call, which costs more than running it; here equal
 * texts share one.
 */
function sharingStatements(raw: BetterSqlite3.Database): BetterSqlite3.Database {
  const kept = new Map<string, DrizzleStatement>()
  const prepare = (sql: string): DrizzleStatement => {
    const known = kept.get(sql)
    if (known) return known
    if (kept.size >= mostKept) kept.clear()
    const made = sharedStatement(raw.prepare(sql))
    kept.set(sql, made)
    return made
  }
  // Drizzle asks a database for nothing else; its own transactions are not used here.
  return { prepare } as unknown as BetterSqlite3.Database
}

function wrap(raw: BetterSqlite3.Database): Database {
  const statements = new Map<string, Statement<never>>()
  const begin = raw.prepare('begin immediate')
  const commit = raw.prepare('commit')
  const rollback = raw.prepare('rollback')
  const database: Database = {
    prepare<Row>(sql: string, { bigints = false } = {}): Statement<Row> {
      const key = bigints ? `bigints ${sql}` : sql
      const known = statements.get(key)
      if (known) return known
      const made = classified(() => wrapStatement<Row>(raw.prepare(sql).safeIntegers(bigints)))
      statements.set(key, made as unknown as Statement<never>)
      return made
    },
    exec: (sql) => void classified(() => raw.exec(sql)),
    transaction<T>(work: () => T): T {
      if (raw.inTransaction) throw new Error('transaction inside a transaction')
      return classified(() => {
        begin.run()
        try {
          const value = work()
          commit.run()
          return value
        } catch (error) {
          // A full disk may already have rolled back by itself.
          if (raw.inTransaction) rollback.run()
          throw error
        }
      })
    },
    savepoint<T>(work: () => T): T {
      if (!raw.inTransaction) throw new Error('savepoint outside a transaction')
      const run = (sql: string) => database.prepare(sql).run()
      return classified(() => {
        run('savepoint part')
        try {
          const value = work()
          run('release part')
          return value
        } catch (error) {
          if (raw.inTransaction) {
            run('rollback to part')
            run('release part')
          }
          throw error
        }
      })
    },
    get inTransaction() {
      return raw.inTransaction
    },
    tables: drizzle({ client: sharingStatements(raw) }),
    close() {
      statements.clear()
      raw.close()
    },
  }
  connections.set(database, raw)
  return database
}

const connections = new WeakMap<Database, BetterSqlite3.Database>()

/** The whole file as bytes, as it is on disk after the last commit. */
export function imageOf(database: Database): Uint8Array {
  const raw = connections.get(database)
  if (!raw) throw new Error('not a database of this adapter')
  return classified(() => raw.serialize())
}

/** A database in memory that begins as `image`. */
export function openImage(image: Uint8Array): Database {
  return classified(() => wrap(new BetterSqlite3(Buffer.from(image))))
}
