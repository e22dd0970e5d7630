import { expect, it } from 'vitest'
import {
  memoryRecordKeys,
  openTestLog,
  testActor,
  type TestLog,
} from '../../../tests/support/console-log.ts'
import { fakeWorld } from '../../../tests/support/fake-world.ts'
import { note, noteProjection } from '../../../tests/support/note-module.ts'
import { DatabaseError, type Database } from '../kernel/database.ts'
import { unpackHlc } from '../kernel/hlc.ts'
import { openDatabase } from '../../main/adapters/sqlite.ts'
import type { Changed, WireOp } from './types.ts'
import { verifyLog } from './verify.ts'

const rows = (test: TestLog) => test.db.prepare('select * from note order by id').all()

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
  expect(boot?.body).toMatchObject({
    console: 'console-1',
    site: '中',
    reason: 'restored',
    prev: { origin: test.log.origin, seq: 2 },
  })
  expect([...again.log.versionVector().keys()]).toEqual([again.log.origin])
})

it('brings two consoles to the same rows whatever arrives first', () => {
  const a = openTestLog([noteProjection])
  const b = openTestLog([noteProjection], [], {
    world: fakeWorld({ seed: 2 }),
    console: { consoleId: 'console-2', site: '车' },
  })
  a.write([note('x', '甲')])
  a.write([note('x', '乙')])
  b.write([note('x', '丙')])
  const toB = [...a.log.missingFor(b.log.versionVector())]
  expect(b.log.receive(toB.toReversed(), 'test')).toMatchObject({
    ok: true,
    value: { stored: 3, duplicates: 0 },
  })
  expect(b.log.receive(toB, 'test')).toMatchObject({
    ok: true,
    value: { stored: 0, duplicates: 3 },
  })
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
  expect(() => test.log.append(testActor, [{ kind: 'note.burnt', entity: 'a', body: {} }])).toThrow(
    'unknown fact kind',
  )
  expect(() =>
    test.log.append(testActor, [
      note('a', '一'),
      { kind: 'note.written', entity: 'a', body: { text: 3 } },
    ]),
  ).toThrow('expected string')
  expect(test.log.versionVector()).toEqual(before)
  expect(test.write([note('a', '一')]).refs).toEqual([{ origin: test.log.origin, seq: 2 }])
})

it('writes at the last stamp it holds when the clock went back, so that its own write wins', () => {
  const test = openTestLog([noteProjection])
  test.world.setNow(Date.UTC(2099, 0, 1))
  test.write([note('a', '早')])
  test.world.setNow(Date.UTC(1970, 0, 1))
  const again = test.reopen()
  again.write([note('a', '晚')])
  expect(rows(again)).toEqual([{ id: 'a', text: '晚', count: 2 }])
})

it('leaves a wrong time behind when a supervisor raises the clock epoch', () => {
  const test = openTestLog([noteProjection])
  test.world.setNow(Date.UTC(2099, 0, 1))
  test.write([note('a', '错')])
  test.world.setNow(Date.UTC(2026, 5, 1))
  const raised = test.log.raiseClockEpoch(testActor)
  expect(raised.ok && unpackHlc(raised.value.hlc)).toEqual({
    epoch: 1,
    ms: Date.UTC(2026, 5, 1),
    counter: 0,
  })
  const later = test.write([note('a', '对')])
  expect(unpackHlc(later.hlc)).toMatchObject({ epoch: 1, counter: 1 })
  expect(rows(test)).toMatchObject([{ text: '对' }])
})

it('does not end the incarnation of the console whose database was copied', () => {
  const test = openTestLog([noteProjection])
  const copied = test.reopen({ console: { consoleId: 'console-9', site: '车' }, reason: 'copied' })
  expect(copied.log.fact({ origin: copied.log.origin, seq: 1 })?.body).toMatchObject({ prev: null })
  expect(copied.log.versionVector().has(test.log.origin)).toBe(true)
})

it('refuses with the cause and keeps nothing when the disk is full, then goes on', () => {
  const test = openTestLog([noteProjection])
  const pages = test.db.prepare<{ page_count: number }>('pragma page_count').get()?.page_count ?? 0
  test.db.exec(`pragma max_page_count = ${pages}`)
  const full = test.log.append(testActor, [note('a', '字'.repeat(20_000))])
  expect(full).toMatchObject({ ok: false, code: 'disk-full' })
  test.db.exec('pragma max_page_count = 100000')
  expect(test.write([note('a', '一')]).refs).toEqual([{ origin: test.log.origin, seq: 2 }])
  expect(verifyLog(test.db, test.world.crypto).faults).toEqual([])
})

it('refuses with the cause when the file takes no writes', () => {
  const test = openTestLog([noteProjection])
  test.db.exec('pragma query_only = 1')
  expect(test.log.append(testActor, [note('a', '一')])).toMatchObject({
    ok: false,
    code: 'read-only',
  })
  test.db.exec('pragma query_only = 0')
  expect(test.log.append(testActor, [note('a', '一')])).toMatchObject({ ok: true })
})

it('throws the cause when even the first op of an incarnation cannot be written', () => {
  const test = openTestLog([noteProjection])
  test.db.exec('pragma query_only = 1')
  expect(() => test.reopen()).toThrow(new DatabaseError('read-only', undefined))
})

it('does not open a log that a newer program wrote', () => {
  const test = openTestLog([noteProjection])
  test.db.exec('pragma user_version = 99')
  expect(() => test.reopen()).toThrow('newer than this program')
})

it('stops loudly once the file turned out to be damaged', () => {
  const real = openDatabase(':memory:', { synchronous: 'FULL' })
  let damaged = false
  const db: Database = {
    ...real,
    transaction: (work) => {
      if (damaged) throw new DatabaseError('corrupt', new Error('malformed page'))
      return real.transaction(work)
    },
  }
  const test = openTestLog([noteProjection], [], { db })
  damaged = true
  expect(test.log.append(testActor, [note('a', '一')])).toMatchObject({
    ok: false,
    code: 'corrupt',
  })
  expect(test.problems).toMatchObject([{ kind: 'stopped' }])
  damaged = false
  expect(test.log.append(testActor, [note('a', '一')])).toMatchObject({
    ok: false,
    code: 'stopped',
  })
  expect(test.log.receive([], 'test')).toMatchObject({ ok: false, code: 'stopped' })
  expect(test.world.pendingTimers()).toBe(0)
})

it('lets what a draft function throws pass unchanged and takes no number', () => {
  const test = openTestLog([noteProjection])
  const mistake = new Error('the unit is busy')
  expect(() =>
    test.log.append(testActor, () => {
      throw mistake
    }),
  ).toThrow(mistake)
  expect(test.write([note('a', '一')]).refs).toEqual([{ origin: test.log.origin, seq: 2 }])
})

it('keeps the record when a listener fails, and tells commits in their order', () => {
  const test = openTestLog([noteProjection])
  const heard: number[] = []
  test.log.onCommitted((ops) => {
    if (ops[0]?.seq === 2) test.write([note('b', '二')])
    throw new Error('listener')
  })
  test.log.onCommitted((ops) => heard.push(...ops.map((op) => op.seq)))
  test.write([note('a', '一')])
  expect(heard).toEqual([2, 3])
  expect(test.problems.map((each) => each.kind)).toEqual(['listener-failed', 'listener-failed'])
  expect(rows(test)).toHaveLength(2)
})

it('seals personal data under a key outside the log and still verifies when the key is erased', () => {
  const world = fakeWorld()
  const recordKeys = memoryRecordKeys(world)
  const test = openTestLog([noteProjection], [], { world, recordKeys })
  const plain = new TextEncoder().encode('身份证号')
  const { refs } = test.write([{ ...note('a', '一户'), sealed: { record: 'household-1', plain } }])
  const fact = refs[0] && test.log.fact(refs[0])
  if (!fact) throw new Error('the fact is not there')
  expect(test.log.unseal(fact)).toEqual(plain)
  const stored = Buffer.from(test.log.op(fact.ref)?.bytes ?? [])
  expect(stored.includes(Buffer.from(plain))).toBe(false)
  recordKeys.erase('household-1')
  expect(test.log.unseal(fact)).toBeUndefined()
  expect(verifyLog(test.db, world.crypto).faults).toEqual([])
})
