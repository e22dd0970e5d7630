import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { publishRoster } from '../../../../tests/support/published-roster.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { ondutyModule } from '../onduty/index.ts'
import { peopleModule } from '../people/index.ts'
import { rostersModule } from '../rosters/index.ts'
import { rulesModule } from '../rules/index.ts'
import { stationsModule } from '../stations/index.ts'
import { teamsModule } from '../teams/index.ts'
import { dutyEntryProjection, dutyPageProjection } from './apply.ts'
import { entryFacts, pageFacts } from './facts.ts'
import { dutyLogModule } from './index.ts'

const modules = [
  alarmsModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  rostersModule,
  ondutyModule,
  dutyLogModule,
  stationsModule,
  gatewaysModule,
]

const minute = 60_000

const call = {
  direction: 'in',
  unit: '小松镇政府',
  person: '刘镇长',
  contact: '0797-5712345',
  channel: 'landline',
  content: '罗源村河水上涨，已转移 12 人',
  whenWhere: '09:40 罗源村',
  handling: '请继续观察，有情况随时报',
} as const

const page = async (bench: ReturnType<typeof openBench>) => bench.api.dutyLog.page({})

it('writes one line of the log book with everything in it, and the fields beside it', async () => {
  const bench = openBench(modules)
  const { id, number } = await bench.api.dutyLog.write({
    ...call,
    notices: [{ whom: '李文斌（带班）', channel: 'mobile', reply: '派人去看' }],
  })
  expect(number).toBe('中-0001')
  expect(bench.lines()).toEqual([
    '罗源村河水上涨，已转移 12 人；时间地点：09:40 罗源村；电话或频道：0797-5712345；处理：请继续观察，有情况随时报',
    expect.stringMatching(/^已报告、通知 李文斌（带班）（手机 \d\d:\d\d），答复：派人去看$/),
  ])
  const { entries, counts } = await page(bench)
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    line: { id, kind: 'report', source: { text: '小松镇政府 刘镇长' }, channel: 'landline' },
    fields: { unit: '小松镇政府', content: call.content, handling: call.handling },
    notices: [{ whom: '李文斌（带班）', channel: 'mobile', reply: '派人去看', struck: null }],
    done: { state: 'done' },
  })
  expect(counts).toMatchObject({ entries: 1, incoming: 1, outgoing: 0, doing: 0, first: '中-0001' })
})

it('keeps what hangs on an entry through its correction, and shows the old one struck', async () => {
  const bench = openBench(modules)
  const { id } = await bench.api.dutyLog.write({ ...call, done: 'doing' })
  await bench.api.dutyLog.handle({ entry: id, text: '水利站已到场' })
  await bench.api.dutyLog.notify({ entry: id, whom: '县水利局', channel: 'landline' })
  const { id: corrected } = await bench.api.dutyLog.correct({
    ...call,
    entry: id,
    reason: '人数听错',
    content: '罗源村河水上涨，已转移 21 人',
  })
  const { entries, counts } = await page(bench)
  expect(entries.map(({ line }) => [line.id, line.struck?.reason ?? null])).toEqual([
    [id, '人数听错'],
    [corrected, null],
  ])
  expect(entries[1]).toMatchObject({
    fields: { content: '罗源村河水上涨，已转移 21 人' },
    handlings: [{ text: '水利站已到场' }],
    notices: [{ whom: '县水利局' }],
    done: { state: 'doing' },
  })
  expect(counts).toMatchObject({ entries: 1, struck: 1, doing: 1 })
  await expect(bench.api.dutyLog.handle({ entry: id, text: '又' })).rejects.toMatchObject({
    code: 'ALREADY_STRUCK',
  })
})

it('follows a correction that was made in the log book itself', async () => {
  const bench = openBench(modules)
  const { id } = await bench.api.dutyLog.write(call)
  await bench.api.logbook.correct({ entry: id, reason: '地名', text: '罗陂村河水上涨' })
  const { entries } = await page(bench)
  expect(entries.at(-1)?.fields).toMatchObject({
    unit: '小松镇政府',
    contact: '0797-5712345',
    content: '罗陂村河水上涨',
    handling: '',
  })
})

it('stands on the open items until it is done, passed on, or closed there', async () => {
  const bench = openBench(modules)
  const open = async () => (await bench.api.logbook.openActions({})).count
  const { id } = await bench.api.dutyLog.write({ ...call, done: 'doing' })
  expect(await open()).toBe(1)
  await expect(bench.api.dutyLog.setDone({ entry: id, state: 'passed' })).rejects.toMatchObject({
    code: 'NOTE_NEEDED',
  })
  await bench.api.dutyLog.setDone({ entry: id, state: 'passed', note: '县水利局' })
  expect(await open()).toBe(0)
  await bench.api.dutyLog.setDone({ entry: id, state: 'doing' })
  expect(await open()).toBe(1)
  await bench.api.dutyLog.setDone({ entry: id, state: 'done' })
  expect(await open()).toBe(0)
  await expect(bench.api.dutyLog.setDone({ entry: id, state: 'done' })).rejects.toMatchObject({
    code: 'SAME',
  })
  const { id: other } = await bench.api.dutyLog.write({ ...call, done: 'doing' })
  bench.test.world.advance(minute)
  await bench.api.logbook.closeAction({ entry: other, note: '已退水' })
  expect(await bench.api.dutyLog.entry({ entry: other })).toMatchObject({
    done: { state: 'done', note: '已退水' },
  })
})

it('strikes a wrong row of who was told, which stays readable', async () => {
  const bench = openBench(modules)
  const { id } = await bench.api.dutyLog.write({ ...call, notices: [{ whom: '县气象局' }] })
  const [notice] = (await bench.api.dutyLog.entry({ entry: id })).notices
  const strike = { entry: id, notice: notice?.id ?? '', reason: '没有打通' }
  await bench.api.dutyLog.strikeNotice(strike)
  expect((await bench.api.dutyLog.entry({ entry: id })).notices).toMatchObject([
    { whom: '县气象局', struck: { reason: '没有打通', by: '王海燕' } },
  ])
  await expect(bench.api.dutyLog.strikeNotice(strike)).rejects.toMatchObject({
    code: 'ALREADY_STRUCK',
  })
})

it('refuses an empty content and a time that has not come, and writes nothing', async () => {
  const bench = openBench(modules)
  const now = bench.test.world.clock.nowMs()
  await expect(bench.api.dutyLog.write({ ...call, content: '  ' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  await expect(bench.api.dutyLog.write({ ...call, at: now + 60 * minute })).rejects.toMatchObject({
    code: 'IN_FUTURE',
  })
  await expect(
    bench.api.dutyLog.write({ ...call, notices: [{ whom: '县水利局', at: now + 60 * minute }] }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
  expect(bench.lines()).toEqual([])
})

it('puts what was heard earlier where it belongs and marks it as written late', async () => {
  const bench = openBench(modules)
  bench.test.world.advance(60 * minute)
  const now = bench.test.world.clock.nowMs()
  await bench.api.dutyLog.write({ ...call, content: '第二个' })
  await bench.api.dutyLog.write({ ...call, content: '第一个', at: now - 30 * minute })
  const { entries } = await page(bench)
  expect(entries.map(({ fields, line }) => [fields?.content, line.late])).toEqual([
    ['第一个', true],
    ['第二个', false],
  ])
})

it('has a page per day where no roster is published, with weather and a summary', async () => {
  const bench = openBench(modules)
  await bench.api.dutyLog.write(call)
  const { page: key, word, people } = await page(bench)
  expect({ key, word, people }).toEqual({
    key: 'day:2026-03-01',
    word: '全天',
    people: [{ word: '记录人', name: '王海燕' }],
  })
  const lines = { weather: '多云', rain: '横江 46 毫米', fireDanger: '三级' }
  await bench.api.dutyLog.setConditions({ page: key, ...lines })
  await bench.api.dutyLog.setSummary({ page: key, text: '接报 1 起' })
  expect(await page(bench)).toMatchObject({
    conditions: { ...lines, by: '王海燕' },
    summary: { text: '接报 1 起' },
  })
  expect(await bench.api.dutyLog.pages({})).toMatchObject([{ page: key, entries: 1, now: true }])
  await expect(bench.api.dutyLog.page({ page: 'day:2026-13-99x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('fills the caller from what was written before and from the directory, by initials too', async () => {
  const bench = openBench(modules)
  await bench.api.dutyLog.write(call)
  await bench.api.people.register({ name: '陈志远', post: '值班员', phones: ['13800001111'] })
  const found = async (text: string) => bench.api.dutyLog.callersLike({ text })
  expect(await found('xsz')).toMatchObject([{ unit: '小松镇政府', contact: '0797-5712345' }])
  expect(await found('陈')).toMatchObject([
    { person: '陈志远 值班员', contact: '13800001111', from: '通讯录' },
  ])
  expect(await found('571')).toHaveLength(1)
  expect(await found(' ')).toEqual([])
})

it('reaches the same rows in any order of arrival', async () => {
  const bench = openBench(modules)
  const { id } = await bench.api.dutyLog.write({ ...call, done: 'doing' })
  await bench.api.dutyLog.notify({ entry: id, whom: '县水利局' })
  const [notice] = (await bench.api.dutyLog.entry({ entry: id })).notices
  await bench.api.dutyLog.strikeNotice({ entry: id, notice: notice?.id ?? '', reason: '重复' })
  await bench.api.dutyLog.setDone({ entry: id, state: 'done' })
  await bench.api.dutyLog.correct({ ...call, entry: id, reason: '改' })
  await bench.api.dutyLog.setSummary({ page: 'day:2026-03-01', text: '一' })
  await bench.api.dutyLog.setSummary({ page: 'day:2026-03-01', text: '二' })
  const here = (table: string) =>
    bench.context.db.prepare(`select * from ${table} order by id`).all()
  for (const seed of [1, 2, 3]) {
    expect(
      rowsElsewhere(bench.test, [dutyEntryProjection], entryFacts, 'duty_entry', seed),
    ).toEqual(here('duty_entry'))
    expect(rowsElsewhere(bench.test, [dutyPageProjection], pageFacts, 'duty_page', seed)).toEqual(
      here('duty_page'),
    )
  }
})

it('asks for 无异常 after four hours of silence in a shift, and one key of a person ends it', async () => {
  const bench = openBench(modules)
  const at = bench.test.world.clock.nowMs()
  const hour = 60 * minute
  publishRoster(bench.context, '2026-03', [
    { id: '2026-03-01.08:00', word: '白班', from: at, to: at + 12 * hour, posts: {} },
  ])
  const silent = async () =>
    (await bench.api.alarms.open()).alarms.filter(
      ({ kind, state }) => kind === 'duty-quiet' && state.startsWith('active'),
    )
  bench.test.world.advance(3 * hour)
  await bench.api.dutyLog.write(call)
  bench.test.world.advance(3.9 * hour)
  expect(await silent()).toEqual([])
  bench.test.world.advance(0.2 * hour)
  expect(await silent()).toMatchObject([{ title: '值班日志 4 小时无记录' }])
  const { number } = await bench.api.dutyLog.allQuiet()
  expect(await silent()).toEqual([])
  const { entries, page: key } = await page(bench)
  expect(key).toBe('2026-03-01.08:00')
  expect(entries.at(-1)).toMatchObject({
    line: { number, text: '无异常', generated: false, recorder: { name: '王海燕' } },
  })
})

it('does not ask for anything where no shift is published', async () => {
  const bench = openBench(modules)
  bench.test.world.advance(6 * 60 * minute)
  expect((await bench.api.alarms.open()).alarms).toEqual([])
})

it('gives every published shift its own page', async () => {
  const bench = openBench(modules)
  const at = bench.test.world.clock.nowMs()
  const hour = 60 * minute
  publishRoster(bench.context, '2026-03', [
    { id: '2026-03-01.08:00', word: '白班', from: at, to: at + 2 * hour, posts: {} },
    { id: '2026-03-01.10:00', word: '夜班', from: at + 2 * hour, to: at + 4 * hour, posts: {} },
  ])
  await bench.api.dutyLog.write({ ...call, content: '白天' })
  bench.test.world.advance(3 * hour)
  await bench.api.dutyLog.write({ ...call, content: '夜里' })
  const pages = await bench.api.dutyLog.pages({})
  expect(pages.map(({ word, entries, now }) => [word, entries, now])).toEqual([
    ['夜班', 1, true],
    ['白班', 1, false],
  ])
  const before = await bench.api.dutyLog.page({ page: '2026-03-01.08:00' })
  expect(before.entries.map(({ fields }) => fields?.content)).toEqual(['白天'])
})
