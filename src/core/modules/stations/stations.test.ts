import { expect, it, vi } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { GatewayEvent } from '../../gateway/events.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { stationsModule } from './index.ts'

const modules = [
  alarmsModule,
  directoryModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  positionsModule,
  radioModule,
  rulesModule,
  teamsModule,
  stationsModule,
  gatewaysModule,
]

const station = '6230010001'
const minute = 60_000

async function desk() {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add({
    name: '水雨情',
    driver: 'fake-sensor',
    link: { kind: 'memory', name: 'm' },
    purpose: 'sensor',
  })
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  const now = () => bench.test.world.clock.nowMs()
  const hear = (
    report: string,
    more: Partial<Extract<GatewayEvent, { kind: 'stationHeard' }>> = {},
  ) =>
    bench.hub.say(id, {
      kind: 'stationHeard',
      station,
      report,
      clockAt: now(),
      stationClass: 'river',
      ...more,
    })
  const read = (
    element: string,
    value: number | undefined,
    unit: string,
    at = now(),
    of = station,
  ) =>
    bench.hub.say(id, {
      kind: 'reading',
      reading: {
        station: of,
        at,
        element,
        unit,
        report: 'timed',
        ...(value !== undefined && { value }),
      },
    })
  const one = async () => (await bench.api.stations.list())[0]
  return { ...bench, bench, id, now, hear, read, one }
}

it('shows the newest value of every element with its time, the important ones first', async () => {
  const { hear, read, one, now, test } = await desk()
  hear('timed')
  read('VT', 12.6, 'V')
  read('Z', 226.4, 'm')
  read('XX', 1, '')
  const first = now()
  expect(await one()).toMatchObject({
    station,
    name: '',
    classWord: '河道站',
    gatewayName: '水雨情',
    state: 'fresh',
    reportWord: '定时报',
    canAsk: true,
    latest: [
      {
        element: 'Z',
        name: '瞬时河道水位、潮位',
        value: 226.4,
        unit: 'm',
        at: first,
        hourChange: null,
      },
      { element: 'VT', value: 12.6 },
      { element: 'XX', name: '要素 XX' },
    ],
  })
  test.world.advance(minute)
  hear('timed')
  read('Z', undefined, 'm')
  expect((await one())?.latest[0]).toMatchObject({ element: 'Z', value: null, at: first + minute })
})

it('is not put back by older values that come later, and says how much changed in an hour', async () => {
  const { hear, read, one, now, test, api } = await desk()
  const begin = now()
  hear('timed')
  read('Z', 226.4, 'm')
  test.world.advance(60 * minute)
  hear('timed')
  read('Z', 227.1, 'm')
  hear('uniform')
  for (const ago of [55, 30, 5]) read('Z', 226.8, 'm', now() - ago * minute)
  expect((await one())?.latest).toMatchObject([
    { value: 227.1, at: begin + 60 * minute, hourChange: 0.7 },
  ])
  const history = await api.stations.history({ station, element: 'Z', hours: 24 })
  expect(history.map(({ value }) => value)).toEqual([226.4, 226.8, 226.8, 226.8, 227.1])
  expect(await api.stations.history({ station, element: 'PJ', hours: 24 })).toEqual([])
})

it('reckons with the arrival where the clock of a station is ahead, and says so', async () => {
  const { hear, read, one, now } = await desk()
  hear('timed', { clockAt: now() + 40 * minute })
  read('Z', 226.4, 'm', now() + 40 * minute)
  expect(await one()).toMatchObject({
    clock: { words: '快 40 分', doubt: true },
    latest: [{ at: now(), timeDoubt: true }],
  })
  hear('timed', { clockAt: now() - 3000 })
  expect((await one())?.clock).toEqual({ offsetMs: -3000, words: '慢 3 秒', doubt: false })
})

it('shows a station that missed its hourly report as silent, then as lost, first in the list', async () => {
  const { hear, read, id, hub, api, test, now } = await desk()
  hear('hourly')
  read('Z', 226.4, 'm')
  test.world.advance(66 * minute)
  hub.say(id, { kind: 'stationHeard', station: '6230010002', report: 'heartbeat', clockAt: now() })
  const states = async () => (await api.stations.list()).map((one) => [one.station, one.state])
  expect(await states()).toEqual([
    [station, 'silent'],
    ['6230010002', 'fresh'],
  ])
  test.world.advance(66 * minute)
  expect(await states()).toEqual([
    ['6230010002', 'silent'],
    [station, 'lost'],
  ])
})

it('wakes somebody for an extra report, once for a flood of them, with the values', async () => {
  const { hear, read, api, lines, test } = await desk()
  await api.stations.describe({
    station,
    name: '洋和水位站',
    place: '小松镇',
    point: null,
    note: '',
  })
  for (let turn = 0; turn < 3; turn++) {
    hear('extra')
    read('PN05', 10.1 + turn, 'mm')
    read('VT', 12.6, 'V')
    test.world.advance(5000)
  }
  const { alarms } = await api.alarms.open()
  expect(alarms).toMatchObject([
    {
      kind: 'station-extra',
      priority: 'high',
      title: '测站 洋和水位站 加报',
      detail: '5分钟时段降水量 12.1 mm',
    },
  ])
  expect(lines().filter((line) => line.startsWith('测站加报'))).toEqual([
    '测站加报：5分钟时段降水量 10.1 mm',
    '测站加报：5分钟时段降水量 11.1 mm',
    '测站加报：5分钟时段降水量 12.1 mm',
  ])
})

it('tells faults and texts of a station as its own, not as radio traffic', async () => {
  const { hub, id, api, lines } = await desk()
  hub.say(id, { kind: 'deviceAlarm', from: station, code: 'level-alarm', state: 'raised' })
  hub.say(id, { kind: 'deviceAlarm', from: station, code: 'ac-lost', state: 'raised' })
  hub.say(id, { kind: 'deviceAlarm', from: station, code: 'ac-lost', state: 'cleared' })
  hub.say(id, { kind: 'text', from: station, to: '1', group: false, body: '闸门已提', ref: 'r' })
  const { alarms } = await api.alarms.open()
  expect(alarms.map(({ title, priority, state }) => [title, priority, state])).toEqual([
    [`测站 ${station} 水位超限`, 'high', 'active-unacknowledged'],
    [`测站 ${station} 交流电中断`, 'normal', 'cleared-unacknowledged'],
  ])
  expect(lines().slice(-3)).toEqual([
    '测站交流电中断',
    '测站交流电中断已恢复',
    '测站人工报：闸门已提',
  ])
  expect(await api.radio.presence()).toEqual([])
})

it('keeps the name a person gave, the newest of two, also elsewhere and in any order', async () => {
  const { api, hear, one, bench, lines } = await desk()
  hear('timed')
  const described = {
    station,
    place: '小松镇罗源村河口',
    point: { lat: 26.33, lon: 116.34 },
    note: '',
  }
  await api.stations.describe({ ...described, name: '罗源' })
  await api.stations.describe({ ...described, name: '罗源水位站', note: '钥匙在村委会' })
  expect(lines().slice(-2)).toEqual([
    `测站 ${station} 登记为「罗源」，地点 小松镇罗源村河口`,
    `测站 ${station} 登记为「罗源水位站」，地点 小松镇罗源村河口（原名 罗源）`,
  ])
  expect(await one()).toMatchObject({
    name: '罗源水位站',
    describedBy: '王海燕',
    point: { lat: 26.33, lon: 116.34 },
  })
  const here = bench.test.db.prepare('select * from station').all()
  const projections = modules.flatMap((module) => module.projections)
  const kinds = modules.flatMap((module) => module.facts)
  for (const seed of [1, 2, 3]) {
    expect(rowsElsewhere(bench.test, projections, kinds, 'station', seed)).toEqual(here)
  }
  await expect(api.stations.describe({ ...described, name: '  ' })).rejects.toThrow(
    'Input validation failed',
  )
})

it('asks a station and sets its clock, and the log says who did and what came of it', async () => {
  const { api, hub, hear, lines } = await desk()
  expect(await api.stations.ask({ station })).toMatchObject({ outcome: 'refused' })
  hear('timed')
  await api.stations.list()
  const asking = api.stations.ask({ station })
  await vi.waitFor(() =>
    expect(hub.ordered.at(-1)?.command).toEqual({ kind: 'queryStation', station }),
  )
  hub.answer({ kind: 'accepted' })
  hub.answer({ kind: 'confirmed' })
  expect(await asking).toEqual({ outcome: 'confirmed', words: '测站已回答，数值已更新。' })
  const setting = api.stations.setClock({ station })
  await vi.waitFor(() => expect(hub.ordered.at(-1)?.command.kind).toBe('setStationClock'))
  hub.answer({ kind: 'refused', cause: 'not-connected' })
  expect(await setting).toEqual({ outcome: 'refused', words: '此测站现在没有连接。' })
  expect(lines().at(-1)).toBe(`测站 ${station} 校时：此测站现在没有连接。`)
})

it('keeps values over a restart of the console', async () => {
  const { hear, read, bench } = await desk()
  hear('timed')
  read('Z', 226.4, 'm')
  const after = bench.restart()
  expect(await after.api.stations.list()).toMatchObject([{ station, latest: [{ value: 226.4 }] }])
})
