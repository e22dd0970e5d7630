import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { openTestLog, type TestLog } from '../../../tests/support/console-log.ts'
import { fakeWorld } from '../../../tests/support/fake-world.ts'
import { note, noteProjection, noteWritten } from '../../../tests/support/note-module.ts'
import { openDatabase } from '../../main/adapters/sqlite.ts'
import { projectionDigest } from './digest.ts'
import { factReader } from './fact-reader.ts'
import { rebuildInto } from './project.ts'
import type { LogProblem } from './log.ts'
import type { Projection } from './registry.ts'

const words = sqliteTable('word', { entity: text('entity').primaryKey(), seen: integer('seen') })
/** One row per fact, whatever the order: what `apply` is for. */
const lines = sqliteTable('line', {
  ref: text('ref').primaryKey(),
  text: text('text'),
  arrival: integer('arrival'),
})

const lineProjection: Projection = {
  name: 'lines',
  version: 1,
  tables: [lines],
  extra: {
    create: ["create virtual table line_text using fts5 (txt, content='', contentless_delete=1)"],
    drop: ['drop table if exists line_text'],
  },
  kinds: [noteWritten],
  arrivalColumns: ['arrival'],
  apply(db, fact) {
    const ref = `${fact.ref.origin}/${fact.ref.seq}`
    const next = db.prepare<{ n: number }>('select count(*) n from line').get()?.n ?? 0
    db.prepare('insert into line (ref, text, arrival) values (?, ?, ?) on conflict do nothing').run(
      ref,
      (fact.body as { text: string }).text,
      next,
    )
  },
}

const counting = (version: number, calls: string[]): Projection => ({
  name: 'words',
  version,
  tables: [words],
  kinds: [noteWritten],
  fold(db, entity, facts) {
    calls.push(entity)
    db.prepare('insert or replace into word (entity, seen) values (?, ?)').run(
      entity,
      facts.length * version,
    )
  },
})

const rows = (test: TestLog, table: string) =>
  test.db.prepare(`select * from ${table} order by 1`).all()

it('rebuilds a projection whose version was raised, from all facts, and no other', () => {
  const calls: string[] = []
  const test = openTestLog([counting(1, calls), noteProjection])
  test.write([note('b', '一'), note('a', '二'), note('b', '三')])
  calls.length = 0
  test.reopen()
  expect(calls).toEqual([])
  test.reopen({ projections: [counting(2, calls), noteProjection] })
  expect(calls).toEqual(['a', 'b'])
  expect(rows(test, 'word')).toEqual([
    { entity: 'a', seen: 2 },
    { entity: 'b', seen: 4 },
  ])
})

it('removes the tables of a projection that is gone and fills them again when it returns', () => {
  const test = openTestLog([counting(1, []), lineProjection])
  test.write([note('a', '一')])
  const without = test.reopen({ projections: [noteProjection] })
  const names = () =>
    test.db
      .prepare<{ name: string }>(
        "select name from sqlite_master where name in ('word', 'line', 'line_text')",
      )
      .all()
  expect(names()).toEqual([])
  without.write([note('b', '二')])
  test.reopen({ projections: [counting(1, []), lineProjection] })
  expect(rows(test, 'word')).toHaveLength(2)
  expect(rows(test, 'line')).toHaveLength(2)
})

it('keeps the old tables when the rebuild cannot be finished', () => {
  const test = openTestLog([noteProjection])
  test.write([note('a', '一')])
  const impossible: Projection = {
    ...noteProjection,
    version: 2,
    extra: { create: ['create nonsense'], drop: [] },
  }
  expect(() => test.reopen({ projections: [impossible] })).toThrow('database')
  expect(rows(test, 'note')).toHaveLength(1)
})

it('leaves the old tables to readers until the rebuild is committed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rebuild-'))
  const path = join(folder, 'console.sqlite')
  const test = openTestLog([noteProjection], [], {
    db: openDatabase(path, { synchronous: 'FULL' }),
  })
  test.write([note('a', '一'), note('b', '二')])
  const reader = openDatabase(path, { synchronous: 'FULL', readonly: true })
  const seen: number[] = []
  const count = () => reader.prepare<{ n: number }>('select count(*) n from note').get()?.n ?? -1
  const watching: Projection = {
    ...noteProjection,
    version: 2,
    fold(db, entity, facts) {
      seen.push(count())
      if (entity === 'a') noteProjection.fold?.(db, entity, facts)
    },
  }
  test.reopen({ projections: [watching] })
  expect(seen).toEqual([2, 2])
  expect(count()).toBe(1)
  reader.close()
  test.db.close()
  rmSync(folder, { recursive: true })
})

it('does not let one faulty fold keep the console from starting', () => {
  const test = openTestLog([noteProjection])
  test.write([note('a', '一'), note('b', '二')])
  const faulty: Projection = {
    ...noteProjection,
    version: 2,
    fold(db, entity, facts) {
      if (entity === 'a') throw new Error('a bug')
      noteProjection.fold?.(db, entity, facts)
    },
  }
  const problems: LogProblem[] = []
  const again = test.reopen({
    projections: [faulty],
    onProblem: (problem) => problems.push(problem),
  })
  expect(rows(again, 'note')).toMatchObject([{ id: 'b' }])
  expect(problems).toMatchObject([{ kind: 'projection-failed', ops: [{ seq: 2 }] }])
})

it('gives the same digest whatever the order of arrival, and another one for other rows', () => {
  const projections = [noteProjection, lineProjection]
  const a = openTestLog(projections)
  a.write([note('x', '一'), note('y', '二'), note('x', '三')])
  const b = openTestLog(projections, [], { world: fakeWorld({ seed: 2 }) })
  b.log.receive([...a.log.missingFor(new Map())].toReversed(), 'test')
  const digests = (test: TestLog) =>
    projections.map((each) =>
      Buffer.from(projectionDigest(test.db, test.world.crypto, each)).toString('hex'),
    )
  expect(rows(a, 'line')).not.toEqual(rows(b, 'line'))
  expect(digests(b)).toEqual(digests(a))
  b.write([note('x', '四')])
  expect(digests(b)).not.toEqual(digests(a))
})

it('fills another database with exactly the rows it keeps', () => {
  const test = openTestLog([noteProjection, lineProjection])
  test.write(Array.from({ length: 5000 }, (_, index) => note(`n${index % 13}`, `第${index}条`)))
  const other = openDatabase(':memory:', { synchronous: 'FULL' })
  rebuildInto(test.db, other, factReader([noteWritten]), [noteProjection, lineProjection])
  expect(other.prepare('select * from note order by id').all()).toEqual(rows(test, 'note'))
  expect(other.prepare('select ref, text from line order by ref').all()).toHaveLength(5000)
})

it('refuses two projections of one name', () => {
  expect(() => openTestLog([noteProjection, noteProjection])).toThrow('share a name')
})
