import { expect, it } from 'vitest'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { openTestLog } from '../../../tests/support/console-log.ts'
import { openDatabase } from '../../main/adapters/sqlite.ts'
import { packHlc } from '../kernel/hlc.ts'
import { encodeEnvelope } from './envelope.ts'
import { factReader } from './fact-reader.ts'
import { openPast } from './past.ts'
import { factKind, type Projection } from './registry.ts'
import type { Fact } from './types.ts'

const noted = factKind('thing.noted', 1, z.object({ text: z.string() }))
const thing = sqliteTable('thing', { id: text('id').primaryKey(), text: text('text').notNull() })
let folds = 0
const projection: Projection = {
  name: 'things',
  version: 1,
  tables: [thing],
  kinds: [noted],
  fold(db, entity, facts) {
    folds += 1
    const last = facts.at(-1) as Fact<{ text: string }>
    if (last.body.text === 'poison') throw new Error('a fact the projection cannot take')
    db.tables.delete(thing).where(eq(thing.id, entity)).run()
    db.tables.insert(thing).values({ id: entity, text: last.body.text }).run()
  },
}

function desk() {
  let begun = 0
  const test = openTestLog([projection], [], { onProblem: () => undefined })
  const past = openPast({
    source: test.db,
    newScratch: () => {
      begun += 1
      return openDatabase(':memory:', { synchronous: 'NORMAL' })
    },
    clock: test.world.clock,
    reader: factReader([noted]),
    projections: [projection],
    scope: { kinds: new Set([noted.kind]) },
  })
  const write = (entity: string, words: string) => {
    test.write([{ kind: noted.kind, entity, body: { text: words } }])
    return test.world.clock.nowMs()
  }
  const rows = (at: number) =>
    past
      .at(at)
      .db.tables.select()
      .from(thing)
      .all()
      .map(({ id, text: words }) => `${id} ${words}`)
      .toSorted((a, b) => a.localeCompare(b))
  return { ...test, past, write, rows, begun: () => begun }
}

it('shows what stood at each moment, forwards and backwards', () => {
  const { write, rows, world } = desk()
  const first = write('a', '一')
  world.advance(60_000)
  const second = write('b', '二')
  world.advance(60_000)
  const third = write('a', '三')
  world.advance(1000)
  expect(rows(first - 1)).toEqual([])
  expect(rows(first)).toEqual(['a 一'])
  expect(rows(second)).toEqual(['a 一', 'b 二'])
  expect(rows(third - 1)).toEqual(['a 一', 'b 二'])
  expect(rows(third)).toEqual(['a 三', 'b 二'])
  expect(rows(first)).toEqual(['a 一'])
})

it('sees what is written while it is open, but not before its time', () => {
  const { write, rows, world } = desk()
  const first = write('a', '一')
  expect(rows(first)).toEqual(['a 一'])
  world.advance(60_000)
  const second = write('a', '二')
  expect(rows(first)).toEqual(['a 一'])
  expect(rows(second)).toEqual(['a 二'])
})

it('goes on from what is folded when the log has grown meanwhile', () => {
  const { write, rows, world, begun } = desk()
  const first = write('a', '一')
  expect(rows(first)).toEqual(['a 一'])
  world.advance(60_000)
  const second = write('b', '二')
  expect(rows(second)).toEqual(['a 一', 'b 二'])
  world.advance(60_000)
  const third = write('a', '三')
  expect(rows(third)).toEqual(['a 三', 'b 二'])
  expect(begun()).toBe(1)
})

it('leaves out what another console wrote then and this one received later', () => {
  const { log, rows, world, write } = desk()
  const start = write('a', '一')
  const stamp = packHlc({ epoch: 0, ms: start + 1000, counter: 0 })
  const bytes = encodeEnvelope({
    origin: 'AAAAAAAAAAAAAAAA',
    seq: 1,
    hlc: stamp,
    kind: noted.kind,
    version: 1,
    actor: 'p',
    seat: 's',
    status: 'actual',
    entity: 'b',
    base: [],
    body: { text: '二' },
  })
  world.advance(10 * 60_000)
  const arrived = world.clock.nowMs()
  expect(log.receive([{ origin: 'AAAAAAAAAAAAAAAA', seq: 1, bytes }], 'usb').ok).toBe(true)
  expect(rows(start + 5 * 60_000)).toEqual(['a 一'])
  expect(rows(arrived)).toEqual(['a 一', 'b 二'])
})

it('dates own facts by when they were stored, also behind a console whose clock is ahead', () => {
  const { log, rows, world, write } = desk()
  const start = world.clock.nowMs()
  const bytes = encodeEnvelope({
    origin: 'AAAAAAAAAAAAAAAA',
    seq: 1,
    hlc: packHlc({ epoch: 0, ms: start + 3_600_000, counter: 0 }),
    kind: noted.kind,
    version: 1,
    actor: 'p',
    seat: 's',
    status: 'actual',
    entity: 'b',
    base: [],
    body: { text: '远' },
  })
  log.receive([{ origin: 'AAAAAAAAAAAAAAAA', seq: 1, bytes }], 'usb')
  world.advance(1000)
  const own = write('a', '一')
  expect(rows(start)).toEqual(['b 远'])
  expect(rows(own)).toEqual(['a 一', 'b 远'])
})

it('folds on from where it is when time goes forward, and only what came since', () => {
  const { write, rows, world } = desk()
  const times = Array.from({ length: 50 }, (_, n) => {
    world.advance(1000)
    return write(`e${n}`, String(n))
  })
  const [from = 0, to = 0] = [times[40], times[41]]
  world.advance(1000)
  expect(rows(from)).toHaveLength(41)
  folds = 0
  expect(rows(to)).toHaveLength(42)
  expect(folds).toBe(1)
})

it('goes on as the live log does when a projection throws', () => {
  const { write, rows, world, db } = desk()
  write('a', '一')
  world.advance(1000)
  const poisoned = write('a', 'poison')
  world.advance(1000)
  const later = write('b', '二')
  const live = db.tables.select().from(thing).all()
  expect(live.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(rows(poisoned - 1)).toEqual(['a 一'])
  expect(rows(poisoned)).toEqual(['a 一'])
  expect(rows(later)).toEqual(['a 一', 'b 二'])
})
