import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { failingDatabase } from '../support/failing-database.ts'
import { temporaryFolder } from '../support/folder.ts'
import { storeSuite } from './store.suite.ts'

const place = temporaryFolder('store')
afterAll(place.remove)
let files = 0
const path = () => join(place.path, `${files++}.sqlite`)

storeSuite('file, FULL', () => openDatabase(path(), { synchronous: 'FULL' }))
storeSuite('file, NORMAL', () => openDatabase(path(), { synchronous: 'NORMAL' }))
storeSuite('memory', () => openDatabase(':memory:', { synchronous: 'FULL' }))
storeSuite('failing, unarmed', () =>
  failingDatabase(openDatabase(':memory:', { synchronous: 'FULL' })),
)

it.each([
  ['FULL', 2],
  ['NORMAL', 1],
] as const)('opens a file with synchronous=%s and a write-ahead log', (synchronous, level) => {
  const db = openDatabase(path(), { synchronous })
  expect(db.prepare('pragma synchronous').get()).toEqual({ synchronous: level })
  expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(db.prepare('pragma foreign_keys').get()).toEqual({ foreign_keys: 1 })
  db.close()
})

it('does not write through a read-only connection', () => {
  const file = path()
  openDatabase(file, { synchronous: 'FULL' }).close()
  const db = openDatabase(file, { synchronous: 'FULL', readonly: true })
  expect(() => db.exec('create table t (a)')).toThrow('read-only')
  db.close()
})

it('reads equal texts as rows and as lists in turn', () => {
  const db = openDatabase(':memory:', { synchronous: 'FULL' })
  const text = sql`select 1 as one, 'b' as two`
  for (let round = 0; round < 2; round++) {
    expect(db.tables.all(text)).toEqual([{ one: 1, two: 'b' }])
    expect(db.tables.values(text)).toEqual([[1, 'b']])
    expect(db.tables.get(text)).toEqual({ one: 1, two: 'b' })
  }
  db.close()
})

it('reads on after a table was dropped and made again', () => {
  const db = openDatabase(':memory:', { synchronous: 'FULL' })
  const text = sql`select a from t`
  for (let round = 0; round < 3; round++) {
    db.exec('drop table if exists t; create table t (a)')
    db.tables.run(sql`insert into t values (${round})`)
    expect(db.tables.values(text)).toEqual([[round]])
  }
  db.close()
})

it('takes more different texts than it keeps', () => {
  const db = openDatabase(':memory:', { synchronous: 'FULL' })
  for (let number = 0; number < 1200; number++) {
    expect(db.tables.values(sql.raw(`select ${number}`))).toEqual([[number]])
  }
  db.close()
})
