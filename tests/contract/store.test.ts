import { join } from 'node:path'
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
