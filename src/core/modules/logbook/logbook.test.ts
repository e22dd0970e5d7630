import { expect, it } from 'vitest'
import fc from 'fast-check'
import { createRouterClient } from '@orpc/server'
import { openTestLog } from '../../../../tests/support/console-log.ts'
import type { CoreContext, Right, Seat } from '../../module.ts'
import type { Fact } from '../../oplog/types.ts'
import { openDatabase } from '../../../main/adapters/sqlite.ts'
import { createTableSql } from '../../oplog/table-sql.ts'
import { entryRow, listEntries, searchEntries, type SearchInput } from './queries.ts'
import { logbookFacts, logbookModule, logbookProjection, logLines, type NewLine } from './index.ts'
import { normalise } from './search-text.ts'

const seat: Seat = {
  id: 'seat-1',
  name: '值班台1',
  session: {
    person: 'p-chen',
    name: '陈志远',
    rights: new Set<Right>(['log.write']),
    signedInAt: 0,
  },
}

function openBook() {
  const test = openTestLog([logbookProjection], logbookFacts)
  const context = {
    world: test.world,
    db: test.db,
    log: test.log,
    site: '中',
    status: 'actual',
    county: { county: { dutyDayStartsAtHour: 8 } },
  } as unknown as CoreContext
  const router = logbookModule.router(context) as ReturnType<typeof typedRouter>
  const client = createRouterClient(router, { context: { seat } })
  const generate = (lines: readonly NewLine[]) =>
    test.write(() => {
      const line = logLines(context)
      return lines.map(line)
    })
  return { ...test, context, client, generate }
}
// Only for the type: the module list erases it.
const typedRouter = (context: CoreContext) =>
  logbookModule.router(context) as import('@orpc/server').Router<
    typeof import('./contract.ts').logbookContract,
    { seat: Seat }
  >

const said = (text: string, more: Partial<NewLine> = {}) => ({
  kind: 'comm' as const,
  source: { kind: 'text' as const, text: '小松01' },
  text,
  ...more,
})

const noFilter: SearchInput = {
  text: '',
  typedOnly: false,
  includeStruck: true,
  limit: 50,
}

it('numbers the lines of a duty day without gaps, also after a failed append', async () => {
  const { client, world, write, context } = openBook()
  expect((await client.write(said('一'))).number).toBe('中-0001')
  expect(() =>
    write(() => {
      logLines(context)(said('丢了'))
      throw new Error('the append failed')
    }),
  ).toThrow('the append failed')
  expect((await client.write(said('二'))).number).toBe('中-0002')
  world.advance(24 * 3_600_000)
  const next = await client.write(said('三'))
  expect([next.number, next.day]).toEqual(['中-0001', '2026-03-02'])
})

it('numbers several generated lines of one append one after the other', () => {
  const { generate, db } = openBook()
  generate([said('甲'), said('乙'), said('丙')])
  const numbers = listEntries(db, { limit: 9, typedOnly: false, includeStruck: true }).entries
  expect(numbers.map((line) => line.number).sort()).toEqual(['中-0001', '中-0002', '中-0003'])
})

it('puts a line heard earlier in its place and marks it late', async () => {
  const { client, world } = openBook()
  const heardAt = world.clock.nowMs()
  await client.write(said('先写'))
  world.advance(61_000)
  await client.write(said('后写'))
  await client.write(said('补的', { heardAt: heardAt + 500 }))
  const { entries } = await client.list({})
  expect(entries.map((line) => [line.text, line.late])).toEqual([
    ['后写', false],
    ['补的', true],
    ['先写', false],
  ])
})

it('refuses a time that has not come', async () => {
  const { client, world } = openBook()
  const heardAt = world.clock.nowMs() + 3 * 60_000
  await expect(client.write(said('未来', { heardAt }))).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('keeps the struck line and its correction, each naming the other', async () => {
  const { client } = openBook()
  const wrong = await client.write(said('火线约200米'))
  const right = await client.correct({ entry: wrong.id, text: '火线约300米', reason: '听错' })
  const old = await client.show({ entry: wrong.id })
  const now = await client.show({ entry: right.id })
  expect(old.text).toBe('火线约200米')
  expect(old.struck).toMatchObject({
    by: '陈志远',
    reason: '听错',
    replacedBy: { id: right.id, number: right.number },
  })
  expect(now.corrects).toEqual({ id: wrong.id, number: wrong.number })
  expect(now.source.text).toBe('小松01')
  await expect(
    client.correct({ entry: wrong.id, text: '又改', reason: '再改' }),
  ).rejects.toMatchObject({ code: 'ALREADY_STRUCK' })
})

it('takes a strike back and finds the line again among the standing ones', async () => {
  const { client, db } = openBook()
  const { id } = await client.write(said('群众已转移'))
  const standing = () => searchEntries(db, { ...noFilter, text: '转移', includeStruck: false })
  await client.strike({ entry: id, reason: '记错事件' })
  expect(standing().entries).toEqual([])
  expect(searchEntries(db, { ...noFilter, text: '转移' }).entries).toHaveLength(1)
  await client.restore({ entry: id, reason: '没有错' })
  expect(standing().entries).toHaveLength(1)
  await expect(client.restore({ entry: id, reason: '再' })).rejects.toMatchObject({
    code: 'NOT_STRUCK',
  })
})

it('lists what needs action until it is closed', async () => {
  const { client } = openBook()
  const { id } = await client.write(said('回拨村支书', { needsAction: true }))
  expect((await client.openActions({})).count).toBe(1)
  await client.closeAction({ entry: id, note: '已回拨' })
  expect((await client.openActions({})).count).toBe(0)
  expect((await client.show({ entry: id })).actionClosed).toMatchObject({ note: '已回拨' })
  await expect(client.closeAction({ entry: id })).rejects.toMatchObject({ code: 'NOT_OPEN' })
})

it('lets nobody write without the right, and nobody read without signing in', async () => {
  const { context } = openBook()
  const router = typedRouter(context)
  const stranger = createRouterClient(router, {
    context: { seat: { id: 's', name: 's', session: undefined } },
  })
  await expect(stranger.list({})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  const reader = {
    ...seat,
    session: { person: 'p', name: 'n', rights: new Set<Right>(), signedInAt: 0 },
  }
  await expect(
    createRouterClient(router, { context: { seat: reader } }).write(said('不行')),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

it('goes on with the next page although lines were merged in between', async () => {
  const { client, world } = openBook()
  for (let line = 0; line < 5; line++) {
    world.advance(1000)
    await client.write(said(`第${line}`))
  }
  const first = await client.list({ limit: 2 })
  world.advance(1000)
  await client.write(said('新'))
  const second = await client.list({ limit: 3, before: first.next })
  expect([...first.entries, ...second.entries].map((line) => line.text)).toEqual([
    '第4',
    '第3',
    '第2',
    '第1',
    '第0',
  ])
  expect(second.next).toBeNull()
})

/** Every row and the whole search index, as text. */
function dump(db: ReturnType<typeof openBook>['db']): string {
  const rows = db.prepare('select * from log_entry order by slot').all()
  const found = ['转', '转移', '火', '火线', 'zy'].map((text) =>
    searchEntries(db, { ...noFilter, text }).entries.map((line) => line.id),
  )
  return JSON.stringify([rows, found])
}

it('makes the same book from the same facts in any order, some of them twice', async () => {
  const { client, db, log, world, generate } = openBook()
  const texts = ['群众转移', '火线300米', '转移完毕', '火线合围']
  const ids: string[] = []
  for (const text of texts) {
    ids.push((await client.write(said(text))).id)
    // The same millisecond for all: places collide as often as they can.
  }
  generate(Array.from({ length: 80 }, (_, line) => said(`同时第${line}条`)))
  world.advance(1000)
  await client.strike({ entry: ids[0] ?? '', reason: '错' })
  await client.correct({ entry: ids[1] ?? '', text: '火线400米', reason: '听错' })
  await client.restore({ entry: ids[0] ?? '', reason: '没错' })
  const wanted = dump(db)
  const entities = db
    .prepare<{ id: string }>('select id from log_entry')
    .all()
    .map(({ id }) => id)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(entities, { minLength: entities.length }),
      fc.nat(2),
      (order, cut) => {
        const other = openDatabase(':memory:', { synchronous: 'FULL' })
        for (const table of logbookProjection.tables)
          createTableSql(table).forEach((sql) => other.exec(sql))
        logbookProjection.extra?.create.forEach((sql) => other.exec(sql))
        const fold = (id: string, facts: readonly Fact[]) =>
          logbookProjection.fold?.(other, id, facts)
        for (const id of order) fold(id, log.factsOf(id).slice(0, cut))
        for (const id of order.toReversed()) fold(id, log.factsOf(id))
        expect(dump(other)).toBe(wanted)
        other.close()
      },
    ),
    { numRuns: 12 },
  )
})

const alphabet = '小松镇罗源村火线转移米，。0123abXY３Ａ '
const words = fc
  .array(fc.constantFrom(...Array.from(alphabet)), { minLength: 1, maxLength: 14 })
  .map((chars) => chars.join(''))

/** Terms that may also be pinyin initials; those are tested by example. */
const latin = /(^|\s)[^\s\p{Script=Han}]*[a-z][^\s\p{Script=Han}]*(\s|$)/u

/** The definition of a hit, by reading every line. */
function holds(text: string, query: string): boolean {
  const strip = (value: string) => [...value].filter((char) => /[\p{L}\p{N}]/u.test(char)).join('')
  const parts = [text, '小松01'].map(normalise)
  return normalise(query)
    .split(/\s+/u)
    .filter((term) => term !== '')
    .every((term) => {
      const bare = strip(term)
      const plain = bare === '' || parts.some((part) => strip(part).includes(bare))
      return plain && (bare === term || parts.some((part) => part.includes(term)))
    })
}

it('finds exactly the lines that reading every line would find', () => {
  const kinds = ['comm', 'order', 'report'] as const
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          text: words.filter((text) => text.trim() !== ''),
          kind: fc.constantFrom(...kinds),
          incident: fc.constantFrom('i1', 'i2'),
          generated: fc.boolean(),
        }),
        { minLength: 1, maxLength: 30 },
      ),
      fc.array(
        words.filter((text) => !latin.test(normalise(text))),
        { maxLength: 6 },
      ),
      fc.record({
        kind: fc.option(fc.constantFrom(...kinds), { nil: null }),
        incident: fc.option(fc.constantFrom('i1', 'i2'), { nil: null }),
        typedOnly: fc.boolean(),
      }),
      (lines, queries, filter) => {
        const { generate, db, close } = openBook()
        generate(lines.map((line) => said(line.text, line)))
        // Parts of what is there, so that most queries hit something.
        const parts = lines.map((line) => line.text.slice(1, 4))
        for (const text of [...queries, ...parts, '']) {
          if (latin.test(normalise(text))) continue
          const found = searchEntries(db, { ...noFilter, ...filter, text }).entries
          const wanted = lines.filter(
            (line) =>
              holds(line.text, text) &&
              (filter.kind === null || filter.kind === line.kind) &&
              (filter.incident === null || filter.incident === line.incident) &&
              !(filter.typedOnly && line.generated),
          )
          expect([text, found.map((line) => line.text).sort()]).toEqual([
            text,
            wanted.map((line) => line.text).sort(),
          ])
        }
        close()
      },
    ),
    { numRuns: 60 },
  )
})

it('finds by pinyin initials, by number, by source, and within a time range', async () => {
  const { client, world } = openBook()
  const start = world.clock.nowMs()
  await client.write(said('罗源村下坑组后山起火'))
  world.advance(10_000)
  await client.write(said('山洪预警'))
  const texts = async (input: Parameters<typeof client.search>[0]) =>
    (await client.search(input)).entries.map((line) => line.text)
  expect(await texts({ text: 'lyc' })).toEqual(['罗源村下坑组后山起火'])
  expect(await texts({ text: 'xs01 qh' })).toEqual(['罗源村下坑组后山起火'])
  expect(await texts({ text: '中-0002' })).toEqual(['山洪预警'])
  expect(await texts({ text: '山' })).toEqual(['山洪预警', '罗源村下坑组后山起火'])
  expect(await texts({ text: '小松 山洪' })).toEqual(['山洪预警'])
  expect(await texts({ text: '山', to: start + 5000 })).toEqual(['罗源村下坑组后山起火'])
  expect(await texts({ text: '山', from: start + 5000 })).toEqual(['山洪预警'])
})

it('keeps a strike that arrives before its line, and shows it once the line is here', async () => {
  const { client, log, db } = openBook()
  const { id } = await client.write(said('先到的划改'))
  await client.strike({ entry: id, reason: '错' })
  const [written, struck] = log.factsOf(id)
  if (!written || !struck) throw new Error('two facts were written')
  db.exec('delete from log_entry; delete from log_text')
  logbookProjection.fold?.(db, id, [struck])
  expect(entryRow(db, id)).toBeUndefined()
  logbookProjection.fold?.(db, id, [written, struck])
  expect(entryRow(db, id)?.struckReason).toBe('错')
})
