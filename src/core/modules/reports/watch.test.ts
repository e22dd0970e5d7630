import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { reportsModule } from './index.ts'

const modules = [
  alarmsModule,
  dispatchModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  reportsModule,
  ...commsModules,
]
const minute = 60_000

async function desk() {
  const bench = openBench(modules)
  const { id: incident } = await bench.api.incidents.open({
    source: '刘支书',
    place: { text: '小松镇罗源村', precision: 'township-only' },
    category: '12D00',
  })
  return { ...bench, incident }
}

const titles = async ({ api }: Pick<Bench, 'api'>) =>
  (await api.alarms.open()).alarms
    .filter(({ state }) => state.startsWith('active'))
    .map(({ kind, title }) => `${kind} ${title.split(' ').at(-1)}`)
    .toSorted()

async function sent(
  { api }: Pick<Bench, 'api'>,
  incident: string,
  means: 'landline' | 'fax',
): Promise<{ report: string; sending: string }> {
  const { id: report } = await api.reports.draft({ incident, kind: 'first' })
  await api.reports.step({ report, to: 'signed' })
  const to = { to: '市应急局', level: 'city' as const, receiver: '曾科' }
  const { id: sending } = await api.reports.send({ report, ...to, means })
  return { report, sending }
}

it('raises at amber and at red, once each, and ends with the recorded sending', async () => {
  const bench = await desk()
  const { test, incident } = bench
  test.world.advance(20 * minute)
  expect(await titles(bench)).toEqual([])
  test.world.advance(2 * minute)
  expect(await titles(bench)).toEqual(['report-due 电话临期'])
  test.world.advance(9 * minute)
  expect(await titles(bench)).toEqual(['report-overdue 电话已超时'])
  expect((await bench.api.alarms.open()).alarms[0]).toMatchObject({ incident, times: 1 })
  await sent(bench, incident, 'landline')
  test.world.advance(minute)
  expect(await titles(bench)).toEqual([])
})

it('does not raise again after a restart, nor what a person has settled', async () => {
  const before = await desk()
  before.test.world.advance(31 * minute)
  const [alarm] = (await before.api.alarms.open()).alarms
  const after = before.restart()
  after.test.world.advance(minute)
  expect((await after.api.alarms.open()).alarms.find(({ id }) => id === alarm?.id)?.times).toBe(1)
  await after.api.alarms.acknowledge({ alarm: alarm?.id ?? '' })
  await after.api.alarms.clear({ alarm: alarm?.id ?? '', reason: '已另行处理' })
  after.test.world.advance(minute)
  expect(await titles(after)).toEqual([])
})

it('moves with the setting of the county', async () => {
  const bench = await desk()
  bench.test.world.advance(31 * minute)
  await bench.api.rules.set({ key: 'report.phoneFirst', value: 60, reason: '县里新规' })
  bench.test.world.advance(minute)
  expect(await titles(bench)).toEqual([])
})

it('raises a receipt that does not come and ends with it', async () => {
  const bench = await desk()
  const { report, sending } = await sent(bench, bench.incident, 'landline')
  const receipts = async () =>
    (await titles(bench)).filter((title) => title.startsWith('report-unacknowledged'))
  bench.test.world.advance(19 * minute)
  expect(await receipts()).toEqual([])
  bench.test.world.advance(2 * minute)
  expect(await receipts()).toEqual(['report-unacknowledged 首报未签收'])
  await bench.api.reports.acknowledge({ report, sending, by: '曾科' })
  bench.test.world.advance(minute)
  expect(await receipts()).toEqual([])
})

it('is silent about an incident that is closed', async () => {
  const bench = await desk()
  const { api, incident } = bench
  bench.test.world.advance(31 * minute)
  await api.incidents.setStatus({ incident, to: 'verifying' })
  await api.incidents.setStatus({ incident, to: 'false_alarm', reason: '误报' })
  bench.test.world.advance(minute)
  expect(await titles(bench)).toEqual([])
})

it('asks again for a report whose only sending was voided', async () => {
  const bench = await desk()
  const { report } = await sent(bench, bench.incident, 'landline')
  bench.test.world.advance(22 * minute)
  expect(await titles(bench)).not.toContain('report-due 电话临期')
  await bench.api.reports.step({ report, to: 'void', reason: '报错地点' })
  bench.test.world.advance(10 * minute)
  expect(await titles(bench)).toContain('report-overdue 电话已超时')
})
