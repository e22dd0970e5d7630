/** A database whose n-th call fails as a full or broken disk makes it fail. */
import { DatabaseError, type Database, type Statement } from '../../src/core/kernel/database.ts'

export type InjectedReason = 'full' | 'io' | 'busy'

export interface FailingDatabase extends Database {
  /** Calls since the last `arm`. */
  readonly calls: number
  /** Whether the armed failure has happened. */
  readonly failed: boolean
  /** The n-th call from now on (1 is the next one) fails; so does every one after it if `stays`. */
  arm(failAt: number, reason: InjectedReason, stays?: boolean): void
  disarm(): void
}

/**
 * Counts statements, `exec`, savepoints and commits. Like SQLite on a full disk, an injected `full` rolls
 * the transaction back by itself before it is told.
 */
export function failingDatabase(db: Database): FailingDatabase {
  let calls = 0
  let failed = false
  let armed:
    | { readonly at: number; readonly reason: InjectedReason; readonly stays: boolean }
    | undefined

  function count(): void {
    calls++
    if (armed === undefined || calls < armed.at || (calls > armed.at && !armed.stays)) return
    failed = true
    if (armed.reason === 'full' && db.inTransaction) db.exec('rollback')
    throw new DatabaseError(armed.reason, new Error(`injected at call ${calls}`))
  }

  function counted<Row>(statement: Statement<Row>): Statement<Row> {
    const first = <T>(call: () => T): T => {
      count()
      return call()
    }
    return {
      run: (...values) => first(() => statement.run(...values)),
      get: (...values) => first(() => statement.get(...values)),
      all: (...values) => first(() => statement.all(...values)),
      iterate: (...values) => first(() => statement.iterate(...values)),
    }
  }

  return {
    get calls() {
      return calls
    },
    get failed() {
      return failed
    },
    arm(failAt, reason, stays = false) {
      calls = 0
      failed = false
      armed = { at: failAt, reason, stays }
    },
    disarm: () => void (armed = undefined),
    prepare: <Row>(sql: string, options?: { readonly bigints?: boolean }) =>
      counted(db.prepare<Row>(sql, options)),
    exec(sql) {
      count()
      db.exec(sql)
    },
    transaction: <T>(work: () => T): T =>
      db.transaction(() => {
        const value = work()
        // The commit is the last call that can fail.
        count()
        return value
      }),
    savepoint: <T>(work: () => T): T => {
      count()
      return db.savepoint(() => {
        const value = work()
        count()
        return value
      })
    },
    get inTransaction() {
      return db.inTransaction
    },
    tables: db.tables,
    close: () => db.close(),
  }
}
