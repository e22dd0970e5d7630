import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { townshipReportProjection } from './apply.ts'
import { reportFacts } from './facts.ts'
import { townshipReportsModule } from './index.ts'

const modules = [
  alarmsModule,
  directoryModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  townshipReportsModule,
]

const hour = 3_600_000
const minute = 60_000
const day = '2026-03-01'
const place = { day, slot: 'zero-evening', township: '360735101' }

async function desk() {
  const bench = openBench(modules)
  await bench.api.townshipReports.setSlot({
    id: 'zero-evening',
    kind: 'zero',
    word: '每日零报告',
    time: '17：00',
    enabled: true,
  })
  return bench
}

const board = async ({ api }: Bench) => (await api.townshipReports.board({})).slots[0]
const silent = async ({ api }: Bench) =>
  (await api.alarms.open()).alarms.filter(({ kind }) => kind === 'township-silent')

it('asks nothing of the townships until a person switched a report on', async () => {
  const bench = openBench(modules)
  bench.test.world.advance(20 * hour)
  expect(await bench.api.townshipReports.board({})).toMatchObject({ slots: [] })
  expect(await silent(bench)).toEqual([])
  await expect(
    bench.api.townshipReports.setSlot({ kind: 'zero', word: '零', time: '25:00', enabled: true }),
  ).rejects.toMatchObject({ code: 'BAD_TIME' })
})

it('lists every township of the county, those that have not reported first', async () => {
  const bench = await desk()
  const before = await board(bench)
  expect(before).toMatchObject({ time: '17:00', reported: 0 })
  expect(before?.rows).toHaveLength(11)
  await bench.api.townshipReports.receive({
    ...place,
    nothing: true,
    reporter: '刘镇长',
    channel: 'landline',
  })
  const after = await board(bench)
  expect(after).toMatchObject({ reported: 1 })
  expect(after?.rows.at(-1)).toMatchObject({
    name: '小松镇',
    state: 'reported',
    report: { nothing: true, reporter: '刘镇长' },
  })
  expect(bench.lines().at(-1)).toBe('每日零报告：无情况')
})

it('says how late a report came, keeps the earlier one, and takes back with a reason', async () => {
  const bench = await desk()
  bench.test.world.advance(9 * hour + 25 * minute)
  await expect(
    bench.api.townshipReports.receive({ ...place, nothing: false }),
  ).rejects.toMatchObject({ code: 'TEXT_NEEDED' })
  await bench.api.townshipReports.receive({ ...place, nothing: true })
  await bench.api.townshipReports.receive({ ...place, nothing: false, text: '一户进水' })
  const row = async () =>
    (await board(bench))?.rows.find(({ township }) => township === place.township)
  expect(await row()).toMatchObject({
    state: 'late',
    lateByMin: 25,
    report: { text: '一户进水' },
    earlier: [{ nothing: true, withdrawn: null }],
  })
  await bench.api.townshipReports.withdraw({ ...place, reason: '报错乡镇' })
  expect(await row()).toMatchObject({
    state: 'overdue',
    report: null,
    earlier: [{ nothing: true }, { withdrawn: { reason: '报错乡镇' } }],
  })
  await expect(
    bench.api.townshipReports.withdraw({ ...place, reason: '又' }),
  ).rejects.toMatchObject({ code: 'NOTHING' })
})

it('raises one alarm for all that are missing, and ends it with the last report', async () => {
  const bench = await desk()
  bench.test.world.advance(9 * hour + 9 * minute)
  expect(await silent(bench)).toEqual([])
  bench.test.world.advance(2 * minute)
  const [alarm, ...others] = await silent(bench)
  expect(others).toEqual([])
  expect(alarm?.title).toBe('每日零报告 11 个乡镇未报')
  expect(alarm?.detail).toContain('小松镇')
  const rows = (await board(bench))?.rows ?? []
  for (const { township } of rows) {
    await bench.api.townshipReports.receive({ ...place, township, nothing: true })
  }
  expect((await silent(bench)).filter(({ state }) => state.startsWith('active'))).toEqual([])
})

it('misses a report that was due before midnight after it, and lets it go in the morning', async () => {
  const bench = await desk()
  await bench.api.townshipReports.setSlot({
    id: 'zero-evening',
    kind: 'zero',
    word: '每日零报告',
    time: '23:55',
    enabled: true,
  })
  // The bench starts at 08:00.
  bench.test.world.advance(16 * hour + 6 * minute)
  expect(await silent(bench)).toMatchObject([{ title: '每日零报告 11 个乡镇未报' }])
  bench.test.world.advance(6 * hour)
  expect((await silent(bench)).filter(({ state }) => state.startsWith('active'))).toEqual([])
})

it('notes who was chased, and refuses a township nobody knows and the future', async () => {
  const bench = await desk()
  await bench.api.townshipReports.chase({ ...place, answered: false, words: '占线' })
  expect(bench.lines().at(-1)).toBe('催报 小松镇 每日零报告：未接通，占线')
  await expect(
    bench.api.townshipReports.chase({ ...place, township: '999999999', answered: true }),
  ).rejects.toMatchObject({ code: 'UNKNOWN' })
  await expect(
    bench.api.townshipReports.receive({
      ...place,
      nothing: true,
      at: bench.test.world.clock.nowMs() + hour,
    }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('reaches the same rows in any order of arrival', async () => {
  const bench = await desk()
  await bench.api.townshipReports.receive({ ...place, nothing: true })
  await bench.api.townshipReports.withdraw({ ...place, reason: '错' })
  await bench.api.townshipReports.receive({ ...place, nothing: false, text: '有' })
  await bench.api.townshipReports.chase({ ...place, answered: true })
  const here = bench.context.db.prepare('select * from township_report order by id').all()
  for (const seed of [1, 2, 3]) {
    expect(
      rowsElsewhere(bench.test, [townshipReportProjection], reportFacts, 'township_report', seed),
    ).toEqual(here)
  }
})
