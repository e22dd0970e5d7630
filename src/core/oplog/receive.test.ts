import { expect, it } from 'vitest'
import { z } from 'zod'
import { openTestLog, testActor, type TestLog } from '../../../tests/support/console-log.ts'
import { fakeWorld } from '../../../tests/support/fake-world.ts'
import { note, noteProjection } from '../../../tests/support/note-module.ts'
import { decodeStored, encodeEnvelope } from './envelope.ts'
import type { LogProblem } from './log.ts'
import { factKind, type Projection } from './registry.ts'
import type { WireOp } from './types.ts'
import { verifyLog } from './verify.ts'

let seeds = 100
function consoleNamed(id: string, projections: readonly Projection[] = [noteProjection]): TestLog {
  return openTestLog(projections, [], {
    world: fakeWorld({ seed: seeds++ }),
    console: { consoleId: id, site: '车' },
  })
}

const rows = (test: TestLog) => test.db.prepare('select * from note order by id').all()
const everything = (test: TestLog) => [...test.log.missingFor(new Map())]
const sync = (from: TestLog, to: TestLog) =>
  to.log.receive(from.log.missingFor(to.log.versionVector()), 'sync')
const faults = (test: TestLog) => verifyLog(test.db, test.world.crypto).faults

/** Another content for the same place. */
function forked(op: WireOp, words: string): WireOp {
  return { ...op, bytes: encodeEnvelope({ ...decodeStored(op.bytes), body: { text: words } }) }
}

it('projects, advertises and forwards an op beyond a gap, and links it when the gap closes', () => {
  const [a, b, c] = [consoleNamed('a'), consoleNamed('b'), consoleNamed('c')]
  a.write([note('x', '一'), note('x', '二'), note('x', '三')])
  const ops = everything(a)
  const lastTwo = ops.slice(2)
  b.log.receive(lastTwo, 'radio')
  expect(rows(b)).toMatchObject([{ text: '三', count: 2 }])
  expect(b.log.versionVector().get(a.log.origin)).toEqual({ upTo: 0, islands: [[3, 4]] })
  expect(b.log.holding({ origin: a.log.origin, seq: 4 })).toBe('island')
  sync(b, c)
  expect(rows(c)).toEqual(rows(b))
  expect(verifyLog(c.db, c.world.crypto)).toMatchObject({ islands: 2, faults: [] })
  b.log.receive(ops.slice(0, 1), 'wire')
  expect(b.log.versionVector().get(a.log.origin)).toEqual({ upTo: 1, islands: [[3, 4]] })
  b.log.receive(ops, 'wire')
  expect(b.log.versionVector().get(a.log.origin)).toEqual({ upTo: 4, islands: [] })
  expect(b.log.holding({ origin: a.log.origin, seq: 4 })).toBe('linked')
  expect(verifyLog(b.db, b.world.crypto)).toMatchObject({ islands: 0, faults: [] })
})

it('sends nothing but what is missing, islands included', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b')]
  a.write([note('x', '一'), note('x', '二'), note('x', '三')])
  b.log.receive(everything(a).slice(1, 2), 'radio')
  b.log.receive(everything(a).slice(3), 'radio')
  expect([...a.log.missingFor(b.log.versionVector())].map((op) => op.seq)).toEqual([1, 3])
})

it('keeps the first of two contents for one place, sets the second aside and says so once', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b')]
  a.write([note('x', '真')])
  const ops = everything(a)
  b.log.receive(ops, 'wire')
  const other = ops.slice(1).map((op) => forked(op, '假'))
  const ref = { origin: a.log.origin, seq: 2 }
  expect(b.log.receive(other, 'wire')).toMatchObject({
    ok: true,
    value: { stored: 0, forks: [ref] },
  })
  expect(b.log.receive(other, 'wire')).toMatchObject({
    ok: true,
    value: { stored: 0, forks: [ref] },
  })
  expect(rows(b)).toMatchObject([{ text: '真' }])
  expect(b.problems).toEqual([{ kind: 'fork', op: ref, via: 'wire' }])
  expect(verifyLog(b.db, b.world.crypto)).toMatchObject({ forks: 1, faults: [] })
})

it('takes no op under its own name from a stranger', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b')]
  const [boot] = everything(b)
  if (!boot) throw new Error('no boot op')
  const bytes = encodeEnvelope({ ...decodeStored(boot.bytes), origin: a.log.origin, seq: 9 })
  const done = a.log.receive([{ origin: a.log.origin, seq: 9, bytes }], 'wire')
  expect(done).toMatchObject({ ok: true, value: { stored: 0, forks: [{ seq: 9 }] } })
  expect(a.log.versionVector().get(a.log.origin)).toEqual({ upTo: 1, islands: [] })
})

it('refuses what is not one canonical op, and keeps the good ones beside it', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b')]
  a.write([note('x', '一')])
  const [boot, written] = everything(a)
  if (!boot || !written) throw new Error('ops are missing')
  const done = b.log.receive(
    [boot, { ...written, bytes: written.bytes.slice(1) }, { ...written, seq: 7 }, written],
    'wire',
  )
  expect(done).toMatchObject({
    ok: true,
    value: {
      stored: 2,
      rejected: [
        { ref: { seq: 2 }, reason: 'not CBOR' },
        { ref: { seq: 7 }, reason: 'named differently outside' },
      ],
    },
  })
})

it('keeps and forwards a fact of a newer console and applies it after the upgrade', () => {
  const noteStamped = factKind('note.stamped', 1, z.object({ text: z.string() }))
  // The same projection as far as its declared kinds go: the fact itself must be replayed.
  const stamps: Projection = {
    ...noteProjection,
    name: 'stamps',
    kinds: [noteStamped],
    tables: noteProjection.tables,
  }
  const newer = openTestLog([stamps], [], {
    world: fakeWorld({ seed: 50 }),
    console: { consoleId: 'new', site: '中' },
  })
  newer.write([{ kind: 'note.stamped', entity: 'x', body: { text: '章' } }])
  const older = consoleNamed('old', [])
  const third = consoleNamed('third', [])
  expect(sync(newer, older)).toMatchObject({ ok: true, value: { stored: 2, rejected: [] } })
  expect(older.log.fact({ origin: newer.log.origin, seq: 2 })).toBeUndefined()
  expect(sync(older, third)).toMatchObject({ ok: true, value: { stored: 3 } })
  const upgraded = third.reopen({ projections: [stamps] })
  expect(rows(upgraded)).toMatchObject([{ text: '章' }])
  expect(upgraded.db.prepare('select count(*) n from op_side where applied = 0').get()).toEqual({
    n: 0,
  })
})

it('replays a fact that waited even where the projection itself did not change', () => {
  const textV2 = factKind('other.seen', 2, z.object({ text: z.string() }))
  const writer = openTestLog([], [textV2], { world: fakeWorld({ seed: 51 }) })
  writer.write([{ kind: 'other.seen', entity: 'x', body: { text: '新' } }])
  const older = consoleNamed('old')
  sync(writer, older)
  const waiting = () => older.db.prepare('select seq from op_side where applied = 0').all()
  expect(waiting()).toEqual([{ seq: 2 }])
  older.reopen({ factKinds: [textV2] })
  expect(waiting()).toEqual([])
})

it('lifts older versions and lets a newer version wait', () => {
  const v1 = factKind('note.written', 1, z.object({ words: z.string() }))
  const writer = openTestLog([], [v1], {
    world: fakeWorld({ seed: 52 }),
    console: { consoleId: 'v1', site: '中' },
  })
  writer.write([{ kind: 'note.written', entity: 'x', body: { words: '旧' } }])
  const v2 = factKind('note.written', 2, z.object({ text: z.string() }), {
    1: (older) => ({ text: (older as { words: string }).words }),
  })
  const reader = consoleNamed('v2', [{ ...noteProjection, kinds: [v2] }])
  sync(writer, reader)
  expect(rows(reader)).toMatchObject([{ text: '旧' }])
  reader.write([note('x', '新')])
  sync(reader, writer)
  expect(writer.log.factsOf('x').map((fact) => fact.body)).toEqual([{ words: '旧' }])
  expect(faults(writer)).toEqual([])
})

it('keeps a fact whose body is not what its kind promises, without projecting it', () => {
  const loose = factKind('note.written', 1, z.object({ text: z.number() }))
  const strange = openTestLog([], [loose], { world: fakeWorld({ seed: 53 }) })
  strange.write([{ kind: 'note.written', entity: 'x', body: { text: 5 } }])
  const a = consoleNamed('a')
  expect(sync(strange, a)).toMatchObject({ ok: true, value: { stored: 2, rejected: [] } })
  expect(rows(a)).toEqual([])
  expect(a.log.op({ origin: strange.log.origin, seq: 2 })).toBeDefined()
})

it('does not let an older fact that comes late win, nor a replay change anything', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b')]
  a.write([note('x', '早')])
  b.world.advance(60_000)
  b.write([note('x', '晚')])
  sync(a, b)
  expect(rows(b)).toMatchObject([{ text: '晚', count: 2 }])
  b.log.receive(everything(a), 'again')
  expect(rows(b)).toMatchObject([{ text: '晚', count: 2 }])
})

it('keeps facts whose projection fails, keeps the others too, and tries again at the next start', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b', [])]
  a.write([note('bad', '一'), note('good', '二')])
  const failing: Projection = {
    ...noteProjection,
    fold(db, entity, facts) {
      noteProjection.fold?.(db, entity, facts)
      if (entity === 'bad') throw new Error('a bug')
    },
  }
  const problems: LogProblem[] = []
  const broken = b.reopen({
    projections: [failing],
    onProblem: (problem) => problems.push(problem),
  })
  expect(sync(a, broken)).toMatchObject({ ok: true, value: { stored: 3 } })
  expect(rows(broken)).toMatchObject([{ id: 'good' }])
  expect(problems).toMatchObject([
    { kind: 'projection-failed', projection: 'notes', ops: [{ seq: 2 }] },
  ])
  // A word typed here about the same entity is not refused for what came from elsewhere.
  broken.write([note('bad', '三')])
  expect(problems).toHaveLength(2)
  const repaired = broken.reopen({ projections: [noteProjection] })
  expect(rows(repaired)).toMatchObject([{ id: 'bad', text: '三', count: 2 }, { id: 'good' }])
})

it('drops an ended incarnation from its vector and still gives its ops to a newcomer', () => {
  const a = consoleNamed('a')
  a.write([note('x', '一')])
  const again = a.reopen().reopen().reopen()
  expect([...again.log.versionVector().keys()]).toEqual([again.log.origin])
  const b = consoleNamed('b')
  expect(sync(again, b)).toMatchObject({ ok: true, value: { stored: 5 } })
  expect([...again.log.missingFor(b.log.versionVector())]).toEqual([])
  expect([...b.log.versionVector().keys()].toSorted()).toEqual(
    [again.log.origin, b.log.origin].toSorted(),
  )
  expect(rows(b)).toEqual(rows(again))
})

it('asks for an ended incarnation of which it lacks the end', () => {
  const a = consoleNamed('a')
  a.write([note('x', '一'), note('x', '二')])
  const again = a.reopen()
  const b = consoleNamed('b')
  const bootOnly = everything(again).filter((op) => op.origin === again.log.origin)
  b.log.receive(bootOnly, 'radio')
  expect(b.log.versionVector().get(a.log.origin)).toEqual({ upTo: 0, islands: [] })
  expect(sync(again, b)).toMatchObject({ ok: true, value: { stored: 3 } })
})

it('gives back to a rewound console what it had written after the copy was taken', () => {
  const a = consoleNamed('a')
  a.write([note('x', '一')])
  const copy = everything(a)
  a.write([note('x', '二')])
  const peer = consoleNamed('peer')
  sync(a, peer)
  // The restored disk knows the incarnation up to the copy and names that as its end.
  const restored = consoleNamed('a')
  restored.log.receive(copy, 'copy')
  restored.db
    .prepare("update meta set v = ? where k = 'own'")
    .run(JSON.stringify({ console: 'a', origin: a.log.origin }))
  const started = restored.reopen({ reason: 'restored' })
  expect(started.log.versionVector().has(a.log.origin)).toBe(false)
  sync(started, peer)
  sync(peer, started)
  expect(rows(started)).toMatchObject([{ text: '二', count: 2 }])
  expect(started.log.versionVector().get(a.log.origin)).toEqual({ upTo: 3, islands: [] })
  expect([...peer.log.missingFor(started.log.versionVector())]).toEqual([])
})

it('stores a long history in several commits and tells each of them', () => {
  const [a, b] = [consoleNamed('a'), consoleNamed('b')]
  const many = Array.from({ length: 1200 }, (_, index) => note(`n${index % 7}`, `第${index}条`))
  a.log.append(testActor, many)
  const sizes: number[] = []
  b.log.onCommitted((ops) => sizes.push(ops.length))
  sync(a, b)
  expect(sizes).toEqual([1000, 201])
  expect(rows(b)).toEqual(rows(a))
})
