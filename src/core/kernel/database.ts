/**
 * The synchronous database the core is handed. `src/main/adapters/sqlite.ts` is the only
 * implementation; the core never names the driver.
 */
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'

export type SqlValue = string | number | bigint | Uint8Array | null

export interface Statement<Row = Record<string, unknown>> {
  run(...values: readonly SqlValue[]): { readonly changes: number }
  get(...values: readonly SqlValue[]): Row | undefined
  all(...values: readonly SqlValue[]): Row[]
  iterate(...values: readonly SqlValue[]): IterableIterator<Row>
}

/** Drizzle over the same connection, for projections and local tables. */
export type Tables = BaseSQLiteDatabase<'sync', unknown>

export interface Database {
  /** Prepared once per text and cached. Integers come back as `number` unless `bigints`. */
  prepare<Row = Record<string, unknown>>(
    sql: string,
    options?: { readonly bigints?: boolean },
  ): Statement<Row>
  exec(sql: string): void
  /** `BEGIN IMMEDIATE … COMMIT`; a throw rolls back. Not re-entrant: throws inside another one. */
  transaction<T>(work: () => T): T
  /** Part of the current transaction that is undone alone when it throws. May be nested. */
  savepoint<T>(work: () => T): T
  readonly inTransaction: boolean
  readonly tables: Tables
  close(): void
}

/** What a failed statement means to the operator; thrown by every `Database` method. */
export class DatabaseError extends Error {
  readonly reason: DatabaseErrorReason
  constructor(reason: DatabaseErrorReason, cause: unknown) {
    super(`database: ${reason}`, { cause })
    this.name = 'DatabaseError'
    this.reason = reason
  }
}

export type DatabaseErrorReason =
  | 'full'
  | 'read-only'
  | 'corrupt'
  | 'busy'
  | 'io'
  | 'constraint'
  | 'our-mistake'

/** What is made once for each database: the statements of a projection that is applied all the time. */
export function perDatabase<T>(make: (tables: Tables) => T): (db: Database) => T {
  const made = new WeakMap<Database, { readonly value: T }>()
  return (db) => {
    const known = made.get(db)
    if (known) return known.value
    const value = make(db.tables)
    made.set(db, { value })
    return value
  }
}
