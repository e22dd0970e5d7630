import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'

const modules = [
  alarmsModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  ...commsModules,
]
const halfHourMs = 30 * 60_000
const settledMs = 1000
const xiaosong = 'place:360735101'

const office = ({ api }: Bench, township = '360735101') =>
  api.people.registerOrganization({
    name: `${township} 值班室`,
    kind: 'township',
    dutyPhone: `0797-5${township.slice(3)}`,
    township,
  })

async function unproven({ api }: Bench) {
  const { alarms } = await api.alarms.open()
  return alarms.filter(({ kind }) => kind === 'place-unproven')
}
const reached = ({ api }: Bench, subject: string) =>
  api.reach.note({ subject, means: 'landline', ok: true })
const rowsOf = async ({ api }: Bench) => (await api.reach.board({ teams: 'none' })).rows

it('says nothing before a first number is registered', async () => {
  const bench = openBench(modules)
  bench.test.world.advance(halfHourMs + settledMs)
  expect(await unproven(bench)).toEqual([])
  bench.stop()
})

it('names every place without a proven means in one alarm, and ends it with the last of them', async () => {
  const bench = openBench(modules)
  await office(bench)
  const rows = await rowsOf(bench)
  bench.test.world.advance(halfHourMs - 60_000)
  expect(await unproven(bench)).toEqual([])
  bench.test.world.advance(2 * 60_000)
  const [alarm, ...more] = await unproven(bench)
  expect(more).toEqual([])
  expect(alarm).toMatchObject({
    title: `${rows.length} 处没有试通的联络手段`,
    priority: 'normal',
    state: 'active-unacknowledged',
    detail: expect.stringMatching(/^从未试通：小松镇；没有登记号码：[^；]*高田镇/),
  })
  expect(bench.lines().filter((line) => line.includes('没有试通的联络手段'))).toHaveLength(1)
  for (const { key } of rows) await reached(bench, key)
  bench.test.world.advance(settledMs)
  expect(await unproven(bench)).toMatchObject([{ state: 'cleared-unacknowledged' }])
  bench.stop()
})

it('stays acknowledged over a restart, and rises again when a proof grows too old', async () => {
  const bench = openBench(modules)
  await office(bench)
  await bench.api.rules.set({ key: 'reach.fresh', value: 1, reason: '试' })
  await reached(bench, xiaosong)
  bench.test.world.advance(halfHourMs + 60_000)
  const [alarm] = await unproven(bench)
  expect(alarm?.detail).not.toContain('小松镇')
  await bench.api.alarms.acknowledge({ alarm: alarm?.id ?? '' })
  const after = bench.restart()
  after.test.world.advance(halfHourMs - 2 * 60_000)
  expect(await unproven(after)).toMatchObject([{ id: alarm?.id, state: 'active-acknowledged' }])
  after.test.world.advance(3 * 60_000)
  expect(await unproven(after)).toMatchObject([
    {
      id: alarm?.id,
      state: 'active-unacknowledged',
      detail: expect.stringContaining('超过 1 小时没有试通：小松镇'),
    },
  ])
  after.stop()
})

it('presses at once when the public net is cut, and only once', async () => {
  const bench = openBench(modules)
  await office(bench)
  await bench.api.reach.setMode({ to: 'degraded', reason: '光缆中断' })
  bench.test.world.advance(settledMs)
  const [alarm] = await unproven(bench)
  expect(alarm).toMatchObject({ priority: 'high', state: 'active-unacknowledged' })
  await bench.api.alarms.acknowledge({ alarm: alarm?.id ?? '' })
  bench.test.world.advance(halfHourMs + settledMs)
  expect(await unproven(bench)).toMatchObject([{ state: 'active-acknowledged' }])
  bench.stop()
})

it('leaves a place that was tried in vain to its own alarm', async () => {
  const bench = openBench(modules)
  await office(bench)
  await bench.api.reach.note({ subject: xiaosong, means: 'landline', ok: false })
  bench.test.world.advance(halfHourMs + 60_000)
  const { alarms } = await bench.api.alarms.open()
  expect(alarms.map(({ title }) => title)).toContain('小松镇 无可用联络手段')
  const [others] = await unproven(bench)
  expect(others?.detail).toContain('高田镇')
  expect(others?.detail).not.toContain('小松镇')
  bench.stop()
})
