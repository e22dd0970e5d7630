import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import type { GatewayFix } from '../../gateway/events.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { positionsModule } from '../positions/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { fencesModule } from './index.ts'

const modules = [
  alarmsModule,
  logbookModule,
  rulesModule,
  teamsModule,
  positionsModule,
  fencesModule,
  gatewaysModule,
]

const east = 116.35
const area = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [116.34, 26.3],
      [east, 26.3],
      [east, 26.31],
      [116.34, 26.31],
      [116.34, 26.3],
    ] as [number, number][],
  ],
}
const inside = { lat: 26.305, lon: 116.345 }
const outside = { lat: 26.305, lon: 116.36 }
const minuteMs = 60_000

async function desk(bench: Bench = openBench(modules)) {
  const { api, hub, test } = bench
  const { id: gateway } = await api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
    driverSettings: {},
  })
  hub.health(gateway, { state: 'ready', reason: 'working' })
  const register = (callSign: string, type: string, radio: string) =>
    api.teams.register({
      name: `${callSign}队`,
      callSign,
      group: 'township',
      type,
      radios: [radio],
    })
  const fire = await register('小松01', 'fire', '101')
  const medical = await register('急救01', 'medical', '102')
  const fix = (radio: string, more: Partial<GatewayFix>) => {
    test.world.advance(5 * minuteMs)
    hub.say(gateway, { kind: 'position', fix: { radio, valid: true, ...inside, ...more } })
  }
  const define = (more: Partial<Parameters<typeof api.fences.define>[0]> = {}) =>
    api.fences.define({
      name: '罗源警戒区',
      source: { kind: 'own', geometry: area },
      watch: { kind: 'all' },
      rules: { enter: true, leave: true, stayMs: null },
      ...more,
    })
  const titles = async () =>
    (await api.alarms.open()).alarms
      .filter(({ kind }) => kind.startsWith('fence-'))
      .map(({ title, state }) => `${title} ${state}`)
  return { ...bench, fire, medical, fix, define, titles, gateway }
}

const active = 'active-unacknowledged'
const cleared = 'cleared-unacknowledged'

it('tells once who enters and who leaves, with a line in the log, and clears when it is over', async () => {
  const { fix, define, titles, lines, api, fire } = await desk()
  fix('101', outside)
  const { id } = await define()
  fix('101', inside)
  fix('101', { lat: 26.306, lon: 116.344 })
  expect(await titles()).toEqual([`小松01 进入围栏“罗源警戒区” ${active}`])
  expect(lines().at(-1)).toMatch(/^小松01 进入围栏“罗源警戒区”：\d\d:\d\d 定位$/)
  const [fence] = await api.fences.list()
  expect(fence?.inside).toMatchObject([{ key: `unit:${fire.id}`, label: '小松01' }])
  fix('101', outside)
  expect((await titles()).toSorted()).toEqual(
    [`小松01 离开围栏“罗源警戒区” ${active}`, `小松01 进入围栏“罗源警戒区” ${cleared}`].toSorted(),
  )
  expect((await api.fences.list()).find((one) => one.id === id)?.inside).toEqual([])
})

it('names who is inside already when it is defined, and raises nothing about them', async () => {
  const { fix, define, titles } = await desk()
  fix('101', inside)
  const { inside: present } = await define()
  expect(present.map(({ label }) => label)).toEqual(['小松01'])
  fix('101', { lat: 26.306, lon: 116.344 })
  expect(await titles()).toEqual([])
  fix('101', outside)
  expect(await titles()).toEqual([`小松01 离开围栏“罗源警戒区” ${active}`])
})

it('watches only whom it is told to: one unit, a kind, or all and the radios without a team', async () => {
  const { fix, define, titles, fire } = await desk()
  for (const radio of ['101', '102', '777']) fix(radio, outside)
  const rules = { enter: true, leave: false, stayMs: null }
  await define({ name: '甲', watch: { kind: 'units', units: [fire.id] }, rules })
  await define({ name: '乙', watch: { kind: 'types', types: ['medical'] }, rules })
  await define({ name: '丙', rules })
  for (const radio of ['101', '102', '777']) fix(radio, inside)
  const told = (await titles()).map((title) => title.slice(0, title.indexOf(' active')))
  expect(told.toSorted()).toEqual(
    [
      '小松01 进入围栏“丙”',
      '小松01 进入围栏“甲”',
      '急救01 进入围栏“丙”',
      '急救01 进入围栏“乙”',
      '电台 777 进入围栏“丙”',
    ].toSorted(),
  )
})

it('tells a stay that is too long once, and clears it when the unit leaves', async () => {
  const { fix, define, titles, test } = await desk()
  fix('101', outside)
  await define({ rules: { enter: false, leave: false, stayMs: 30 * minuteMs } })
  fix('101', inside)
  test.world.advance(29 * minuteMs)
  expect(await titles()).toEqual([])
  test.world.advance(2 * minuteMs)
  expect(await titles()).toEqual([`小松01 停留超时，围栏“罗源警戒区” ${active}`])
  test.world.advance(60 * minuteMs)
  expect(await titles()).toHaveLength(1)
  fix('101', outside)
  expect(await titles()).toEqual([`小松01 停留超时，围栏“罗源警戒区” ${cleared}`])
})

it('raises nothing for late, invalid or datumless fixes', async () => {
  const { fix, define, titles, test } = await desk()
  fix('101', outside)
  await define()
  const fixAt = test.world.clock.nowMs()
  fix('101', { ...inside, late: true, fixAt })
  fix('101', { ...inside, valid: false })
  expect(await titles()).toEqual([])
})

it('is quiet while paused and clears what stood; withdrawn it is gone', async () => {
  const { fix, define, titles, api } = await desk()
  fix('101', outside)
  const { id } = await define()
  fix('101', inside)
  await api.fences.pause({ fence: id, reason: '演练' })
  expect(await titles()).toEqual([`小松01 进入围栏“罗源警戒区” ${cleared}`])
  fix('101', outside)
  fix('101', inside)
  expect(await titles()).toEqual([`小松01 进入围栏“罗源警戒区” ${cleared}`])
  await api.fences.resume({ fence: id })
  fix('101', outside)
  expect(await titles()).toContain(`小松01 离开围栏“罗源警戒区” ${active}`)
  await api.fences.withdraw({ fence: id, reason: '警戒解除' })
  expect(await api.fences.list()).toEqual([])
  expect(await titles()).toContain(`小松01 离开围栏“罗源警戒区” ${cleared}`)
  await expect(api.fences.pause({ fence: id, reason: '再停' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('knows after a restart who was inside, and does not let them enter again', async () => {
  const before = await desk()
  before.fix('101', outside)
  await before.define()
  before.fix('101', inside)
  expect(await before.titles()).toHaveLength(1)
  const { api, hub, test } = before.restart()
  const say = (point: typeof inside) =>
    hub.say(before.gateway, { kind: 'position', fix: { radio: '101', valid: true, ...point } })
  test.world.advance(minuteMs)
  say({ lat: 26.306, lon: 116.344 })
  const told = async () =>
    (await api.alarms.open()).alarms.filter(({ kind }) => kind.startsWith('fence-'))
  expect((await told()).map(({ times }) => times)).toEqual([1])
  test.world.advance(5 * minuteMs)
  say(outside)
  expect((await told()).map(({ kind }) => kind).toSorted()).toEqual(['fence-entered', 'fence-left'])
})

it('tries again what the disk refused', async () => {
  const { fix, define, titles, refuse, test } = await desk()
  fix('101', outside)
  await define()
  refuse('disk-full')
  fix('101', inside)
  refuse(undefined)
  expect(await titles()).toEqual([])
  test.world.advance(10_000)
  expect(await titles()).toEqual([`小松01 进入围栏“罗源警戒区” ${active}`])
})

it.each([
  [
    'a line',
    { source: { kind: 'own', geometry: { type: 'LineString', coordinates: area.coordinates[0] } } },
  ],
  ['no rule', { rules: { enter: false, leave: false, stayMs: null } }],
  ['no unit', { watch: { kind: 'units', units: [] } }],
] as const)('refuses %s and records nothing', async (_what, wrong) => {
  const { define, api } = await desk()
  // @ts-expect-error -- what the door must refuse
  await expect(define(wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await api.fences.list()).toEqual([])
})
