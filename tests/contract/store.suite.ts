/** What every `Database` must do, whatever it stands on. */
import { afterEach, expect, it } from 'vitest'
import { DatabaseError, type Database } from '../../src/core/kernel/database.ts'

export function storeSuite(name: string, open: () => Database): void {
  const opened: Database[] = []
  afterEach(() => {
    for (const db of opened.splice(0)) db.close()
  })
  const fresh = (): Database => {
    const db = open()
    opened.push(db)
    db.exec('create table t (id integer primary key, big integer, bytes blob, words text unique)')
    return db
  }
  const count = (db: Database) => db.prepare<{ n: number }>('select count(*) n from t').get()?.n
  const insert = (db: Database, words: string) =>
    db.prepare('insert into t (words) values (?)').run(words)

  it(`${name}: gives back what was written, big numbers and bytes included`, () => {
    const db = fresh()
    const big = 2n ** 62n + 1n
    const written = db
      .prepare('insert into t values (?, ?, ?, ?)')
      .run(1, big, new Uint8Array([0, 255]), '石城')
    expect(written.changes).toBe(1)
    const row = db
      .prepare<{ big: bigint; bytes: Uint8Array; words: string }>('select * from t', {
        bigints: true,
      })
      .get()
    expect(row?.big).toBe(big)
    expect([...(row?.bytes ?? [])]).toEqual([0, 255])
    expect(db.prepare('select words from t where id = ?').all(1)).toEqual([{ words: '石城' }])
    expect(db.prepare('select id from t where id = 2').get()).toBeUndefined()
  })

  it(`${name}: keeps all of a transaction or nothing of it`, () => {
    const db = fresh()
    db.transaction(() => {
      insert(db, 'a')
      insert(db, 'b')
      expect(db.inTransaction).toBe(true)
    })
    const failing = () =>
      db.transaction(() => {
        insert(db, 'c')
        throw new Error('changed my mind')
      })
    expect(failing).toThrow('changed my mind')
    expect(db.inTransaction).toBe(false)
    expect(count(db)).toBe(2)
  })

  it(`${name}: refuses a transaction inside a transaction, and undoes the outer one`, () => {
    const db = fresh()
    const nested = () =>
      db.transaction(() => {
        insert(db, 'a')
        db.transaction(() => insert(db, 'b'))
      })
    expect(nested).toThrow('transaction inside a transaction')
    expect(count(db)).toBe(0)
  })

  it(`${name}: undoes a failed part alone`, () => {
    const db = fresh()
    const part = (words: string, fails: boolean) =>
      db.savepoint(() => {
        insert(db, words)
        if (fails) throw new Error('not this part')
      })
    db.transaction(() => {
      part('kept', false)
      expect(() => part('lost', true)).toThrow('not this part')
      insert(db, 'after')
    })
    expect(
      db
        .prepare<{ words: string }>('select words from t order by id')
        .all()
        .map((row) => row.words),
    ).toEqual(['kept', 'after'])
  })

  it(`${name}: says what a failure means`, () => {
    const db = fresh()
    insert(db, 'once')
    const reasonOf = (work: () => unknown) => {
      try {
        work()
        return 'nothing failed'
      } catch (error) {
        return error instanceof DatabaseError ? error.reason : error
      }
    }
    expect(reasonOf(() => insert(db, 'once'))).toBe('constraint')
    expect(reasonOf(() => db.prepare('select nonsense from nowhere'))).toBe('our-mistake')
    expect(reasonOf(() => db.exec('not sql'))).toBe('our-mistake')
  })

  it(`${name}: reads rows one by one`, () => {
    const db = fresh()
    for (const words of ['a', 'b', 'c']) insert(db, words)
    const seen: string[] = []
    for (const row of db.prepare<{ words: string }>('select words from t order by id').iterate()) {
      seen.push(row.words)
      if (row.words === 'b') break
    }
    expect(seen).toEqual(['a', 'b'])
    insert(db, 'd')
    expect(count(db)).toBe(4)
  })
}
