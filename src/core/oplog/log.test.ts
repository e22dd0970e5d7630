import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openTestLog, testActor } from '../../../tests/support/console-log.ts'
import { fakeWorld } from '../../../tests/support/fake-world.ts'
import { openDatabase } from '../../main/adapters/sqlite.ts'
import { factKind, type Projection } from './registry.ts'
import type { Changed, WireOp } from './types.ts'

const noteWritten = factKind('note.written', 1, z.object({ text: z.string() }))
const noteAmended = factKind('note.amended', 1, z.object({ text: z.string() }))

const notes = sqliteTable('note', { id: text('id').primaryKey(), text: text('text').notNull(), count: integer('count').notNull() })

const noteProjection: Projection = {
  name: 'notes',
  version: 1,
  tables: [notes],
  kinds: [noteWritten, noteAmended],
  fold(db, entity, facts) {
    const last = facts.at(-1)?.body as { text: string }
    db.prepare('insert or replace into note (id, text, count) values (?, ?, ?)').run(entity, last.text, facts.length)
  },
}

const rows = (test: { db: ReturnType<typeof openDatabase> }) => test.db.prepare('select * from note order by id').all()
const note = (entity: string, words: string) => ({ kind: 'note.written', entity, body: { text: words } })

it('records a fact, projects it, and says which entities changed after the commit', () => {
  const test = openTestLog([noteProjection])
  const heard: Changed[] = []
  const committed: (readonly WireOp[])[] = []
  test.log.onChanged((changed) => {
    expect(test.db.inTransaction).toBe(false)
    heard.push(changed)
  })
  test.log.onCommitted((ops) => committed.push(ops))
  const done = test.write([note('a', '一'), note('b', '二')])
  expect(done.refs).toEqual([
    { origin: test.log.origin, seq: 2 },
    { origin: test.log.origin, seq: 3 },
  ])
  expect(rows(test)).toEqual([
    { id: 'a', text: '一', count: 1 },
    { id: 'b', text: '二', count: 1 },
  ])
  expect(heard).toEqual([new Map([['notes', new Set(['a', 'b'])]])])
  expect(committed.map((ops) => ops.map((op) => op.seq))).toEqual([[2, 3]])
})

it('runs a draft function inside the transaction, so that a number is taken once', () => {
  const test = openTestLog([noteProjection])
  const nextNumber = () => {
    expect(test.db.inTransaction).toBe(true)
    const count = test.db.prepare<{ n: number }>('select count(*) n from note').get()?.n ?? 0
    return [note(`n${count + 1}`, '编号')]
  }
  test.write(nextNumber)
  test.write(nextNumber)
  expect(rows(test)).toMatchObject([{ id: 'n1' }, { id: 'n2' }])
})

it('begins a new incarnation at every start and names the one before', () => {
  const test = openTestLog([noteProjection])
  test.write([note('a', '一')])
  const again = test.reopen({ reason: 'restored' })
  expect(again.log.origin).not.toBe(test.log.origin)
  const boot = again.log.fact({ origin: again.log.origin, seq: 1 })
  expect(boot?.body).toMatchObject({ console: 'console-1', site: '中', reason: 'restored', prev: { origin: test.log.origin, seq: 2 } })
  expect([...again.log.versionVector().keys()]).toEqual([again.log.origin])
})

it('brings two consoles to the same rows whatever arrives first', () => {
  const a = openTestLog([noteProjection])
  const b = openTestLog([noteProjection], [], { world: fakeWorld({ seed: 2 }), console: { consoleId: 'console-2', site: '车' } })
  a.write([note('x', '甲')])
  a.write([note('x', '乙')])
  b.write([note('x', '丙')])
  const toB = [...a.log.missingFor(b.log.versionVector())]
  expect(b.log.receive(toB.toReversed(), 'test')).toMatchObject({ ok: true, value: { stored: 3, duplicates: 0 } })
  expect(b.log.receive(toB, 'test')).toMatchObject({ ok: true, value: { stored: 0, duplicates: 3 } })
  a.log.receive(b.log.missingFor(a.log.versionVector()), 'test')
  expect(rows(a)).toEqual(rows(b))
  expect([...a.log.missingFor(b.log.versionVector())]).toEqual([])
  expect(a.log.versionVector()).toEqual(b.log.versionVector())
  expect([a.problems, b.problems]).toEqual([[], []])
})

it('refuses an update or a removal of an op at the database itself', () => {
  const test = openTestLog([noteProjection])
  expect(() => test.db.exec('delete from op')).toThrow('constraint')
  expect(() => test.db.exec("update op set entity = 'other'")).toThrow('constraint')
  expect(() => test.db.exec("update op set hash = x'00'")).toThrow('constraint')
})

it('fails loudly on a local fact of an unknown kind or with a wrong body, and writes nothing', () => {
  const test = openTestLog([noteProjection])
  const before = test.log.versionVector()
  expect(() => test.log.append(testActor, [{ kind: 'note.burnt', entity: 'a', body: {} }])).toThrow('unknown fact kind')
  expect(() => test.log.append(testActor, [note('a', '一'), { kind: 'note.written', entity: 'a', body: { text: 3 } }])).toThrow()
  expect(test.log.versionVector()).toEqual(before)
  expect(test.write([note('a', '一')]).refs).toEqual([{ origin: test.log.origin, seq: 2 }])
})
