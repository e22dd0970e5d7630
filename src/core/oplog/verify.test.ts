import { expect, it } from 'vitest'
import { openTestLog, type TestLog } from '../../../tests/support/console-log.ts'
import { fakeWorld } from '../../../tests/support/fake-world.ts'
import {
  note,
  noteAmended,
  noteProjection,
  noteWritten,
} from '../../../tests/support/note-module.ts'
import { openDatabase } from '../../main/adapters/sqlite.ts'
import { decodeStored, encodeEnvelope } from './envelope.ts'
import { factReader } from './fact-reader.ts'
import { verifyLog, verifyProjections } from './verify.ts'

function written(): TestLog {
  const test = openTestLog([noteProjection], [], { world: fakeWorld() })
  test.write([note('x', '一'), note('y', '二'), note('x', '三')])
  test.log.checkpoint()
  return test
}

/** What an attacker with the file does: the triggers only guard against our own bugs. */
function tamper(test: TestLog, sql: string, ...values: (Uint8Array | string | number)[]): void {
  test.db.exec('drop trigger if exists op_keeps_values; drop trigger if exists op_keeps_rows')
  test.db.prepare(sql).run(...values)
}

const verified = (test: TestLog) => verifyLog(test.db, test.world.crypto)
const changedBytes = (test: TestLog, seq: number) => {
  const op = test.log.op({ origin: test.log.origin, seq })
  if (!op) throw new Error('no such op')
  return encodeEnvelope({ ...decodeStored(op.bytes), body: { text: '假' } })
}

it('finds nothing wrong with a log as it was written', () => {
  expect(verified(written())).toMatchObject({
    ops: 5,
    origins: 1,
    islands: 0,
    checkpoints: 1,
    witnessed: 1,
    faults: [],
  })
})

it('names the first op whose words were changed', () => {
  const test = written()
  tamper(test, 'update op set bytes = ? where seq = 3', changedBytes(test, 3))
  expect(verified(test).faults[0]).toEqual({
    kind: 'chain',
    op: { origin: test.log.origin, seq: 3 },
    detail: 'hash does not follow from the bytes',
  })
})

it('finds a flipped bit anywhere in the bytes', () => {
  const test = written()
  const bytes = Buffer.from(test.log.op({ origin: test.log.origin, seq: 3 })?.bytes ?? [])
  const place = test.db.prepare('select 1 from op where origin = ? and seq = 3')
  expect(place.get(test.log.origin)).toBeDefined()
  for (let at = 0; at < bytes.length; at++) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 0x04
    tamper(test, 'update op set bytes = ? where seq = 3', flipped)
    expect(verified(test).faults[0]?.op).toEqual({ origin: test.log.origin, seq: 3 })
  }
})

it('is not fooled by a chain that was computed again: the signed heads say otherwise', () => {
  const test = written()
  const { crypto } = test.world
  const ops = test.db
    .prepare<{ seq: number; bytes: Uint8Array }>('select seq, bytes from op order by seq')
    .all()
  let hash: Uint8Array = new Uint8Array(32)
  for (const { seq, bytes } of ops) {
    const now = seq === 3 ? changedBytes(test, 3) : bytes
    hash = crypto.sha256(hash, now)
    tamper(test, 'update op set bytes = ?, hash = ? where seq = ?', now, hash, seq)
  }
  tamper(test, 'update head set hash = ?', hash)
  expect(verified(test).faults).toMatchObject([{ kind: 'witness', op: { seq: 4 } }])
})

it('finds columns, heads and ends that say something else than the bytes', () => {
  const cases: [string, string][] = [
    ["update op set entity = 'z' where seq = 2", 'column entity'],
    ["update op set kind = 'note.amended' where seq = 2", 'column kind'],
    ["update op set hlc = x'0000000000000001' where seq = 2", 'column hlc'],
    ['update op set hash = null where seq = 5', 'follows its chain but is not linked'],
    ['update head set seq = 4', 'head says 4, the ops end at 5'],
    ['delete from head', 'no head'],
    ['delete from op where seq = 4', 'linked, but the chain ends at 3'],
    ["update checkpoint set heads = x'80'", 'checkpoint row'],
    [
      "insert into origin (origin, sealed_seq) values ('Z', 3)",
      'ended origins differ from the boot ops',
    ],
  ]
  for (const [sql, detail] of cases) {
    const test = written()
    tamper(test, sql)
    expect([sql, verified(test).faults[0]?.detail]).toEqual([sql, detail])
  }
})

it('finds a checkpoint that somebody else signed', () => {
  const test = written()
  const forged = openTestLog([noteProjection], [], { world: fakeWorld({ seed: 9 }) })
  const op = test.log.op({ origin: test.log.origin, seq: 5 })
  if (!op) throw new Error('no checkpoint')
  const envelope = decodeStored(op.bytes)
  const body = envelope.body as { signature: Uint8Array }
  const signature = test.world.crypto.newSigningKey().sign(Uint8Array.of(1))
  const bytes = encodeEnvelope({ ...envelope, body: { ...body, signature } })
  const honest = [...test.log.missingFor(new Map())].slice(0, 4)
  forged.log.receive([...honest, { ...op, bytes }], 'wire')
  expect(verified(forged).faults).toMatchObject([{ kind: 'signature', op: { seq: 5 } }])
})

it('compares the projections with ones made again from the log', () => {
  const test = written()
  const reader = factReader([noteWritten, noteAmended])
  const check = () =>
    verifyProjections(
      test.db,
      openDatabase(':memory:', { synchronous: 'FULL' }),
      test.world.crypto,
      reader,
      [noteProjection],
    )
  expect(check()).toEqual([])
  test.db.exec("update note set text = '假' where id = 'y'")
  expect(check()).toEqual([{ kind: 'projection', detail: 'notes' }])
})
