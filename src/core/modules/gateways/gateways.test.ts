import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { durationWords } from './duration-words.ts'
import { gatewaysModule } from './index.ts'

const modules = [logbookModule, rulesModule, alarmsModule, gatewaysModule]
const serial = {
  name: '中心',
  driver: 'fake',
  link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
} as const

async function withGateway() {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add(serial)
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  return { ...bench, id }
}
const alarmsOf = async ({ api }: Pick<Bench, 'api'>) => (await api.alarms.open()).alarms

it('says by alarm and by line that a gateway is lost, and how long the gap was', async () => {
  const bench = await withGateway()
  const { hub, id, lines, test } = bench
  hub.say(id, { kind: 'lost', reason: 'vanished', detail: '', at: test.world.clock.nowMs() })
  expect(await alarmsOf(bench)).toMatchObject([
    { kind: 'gateway-lost', priority: 'high', state: 'active-unacknowledged' },
  ])
  expect(lines().at(-1)).toBe('网关「中心」中断：线路断开(拔出或对端关闭)')
  test.world.advance(42_000)
  hub.say(id, { kind: 'back', gapMs: 42_000, at: test.world.clock.nowMs() })
  expect(await alarmsOf(bench)).toMatchObject([{ state: 'cleared-unacknowledged' }])
  expect(lines().at(-1)).toBe('网关「中心」恢复，中断 42 秒')
})

it('keeps the announcement while the disk is full, and stores it in its order afterwards', async () => {
  const bench = await withGateway()
  const { hub, id, lines, test } = bench
  bench.refuse('disk-full')
  hub.say(id, { kind: 'lost', reason: 'vanished', detail: '', at: test.world.clock.nowMs() })
  test.world.advance(10_000)
  hub.say(id, { kind: 'back', gapMs: 10_000, at: test.world.clock.nowMs() })
  expect(await alarmsOf(bench)).toEqual([])
  bench.refuse(undefined)
  test.world.advance(5_000)
  expect(lines().slice(-2)).toEqual([
    '网关「中心」中断：线路断开(拔出或对端关闭)',
    '网关「中心」恢复，中断 10 秒',
  ])
  expect(await alarmsOf(bench)).toMatchObject([{ state: 'cleared-unacknowledged' }])
})

it('tells of a gateway that cannot be reached since the start, and only once', async () => {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add(serial)
  bench.hub.health(id, { state: 'down', reason: 'not-found' })
  expect(await alarmsOf(bench)).toEqual([])
  bench.test.world.advance(10_000)
  expect(await alarmsOf(bench)).toMatchObject([{ title: '网关「中心」未接通', times: 1 }])
  bench.hub.health(id, { state: 'opening', reason: 'in-progress' })
  bench.hub.health(id, { state: 'down', reason: 'not-found' })
  bench.test.world.advance(60_000)
  expect(await alarmsOf(bench)).toMatchObject([{ times: 1 }])
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  expect(await alarmsOf(bench)).toMatchObject([{ state: 'cleared-unacknowledged' }])
  expect(bench.lines().at(-1)).toBe('网关「中心」恢复，中断 1 分')
})

it('ends an alarm of before the restart when the gateway works again', async () => {
  const before = await withGateway()
  before.hub.say(before.id, {
    kind: 'lost',
    reason: 'busy',
    detail: '',
    at: before.test.world.clock.nowMs(),
  })
  before.test.world.advance(3_600_000)
  const after = before.restart()
  expect(await alarmsOf(after)).toMatchObject([{ state: 'active-unacknowledged' }])
  after.hub.health(before.id, { state: 'ready', reason: 'working' })
  expect(await alarmsOf(after)).toMatchObject([{ state: 'cleared-unacknowledged' }])
  expect(after.lines().at(-1)).toBe('网关「中心」恢复，中断 1 小时')
})

it('takes the alarm away when the operator switches the gateway off or removes it', async () => {
  const bench = await withGateway()
  const { api, hub, id, lines, test } = bench
  hub.say(id, { kind: 'lost', reason: 'vanished', detail: '', at: test.world.clock.nowMs() })
  await api.gateways.update({ ...serial, id, enabled: false })
  expect(await alarmsOf(bench)).toMatchObject([{ state: 'cleared-unacknowledged' }])
  expect(lines().at(-1)).toBe('网关「中心」已停用（王海燕）')
  await api.gateways.remove({ id })
  expect(lines().at(-1)).toBe('网关「中心」已移除（王海燕）')
  expect(await api.gateways.list()).toEqual([])
})

it('notes a driver fault with a line', async () => {
  const { hub, id, lines, test } = await withGateway()
  hub.say(id, { kind: 'driverFault', message: 'index out of range', at: test.world.clock.nowMs() })
  expect(lines().at(-1)).toBe('网关「中心」驱动程序出错，已自动重启')
})

it('refuses settings the driver does not take, and keeps none of them', async () => {
  const bench = openBench(modules)
  const wrong = bench.api.gateways.add({ ...serial, driver: 'nothing' })
  await expect(wrong).rejects.toMatchObject({ code: 'BAD_SETTINGS' })
  expect(await bench.api.gateways.list()).toEqual([])
})

it.each([
  [400, '不到 1 秒'],
  [42_000, '42 秒'],
  [192_000, '3 分 12 秒'],
  [7_500_000, '2 小时 5 分'],
  [90_000_000, '1 天 1 小时'],
])('says %i ms as %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

it('keeps when a gateway was away, how long, and how much of its frames was damaged', async () => {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add(serial)
  const { hub, test, api } = bench
  hub.health(id, { state: 'ready', counts: { in: 90, out: 5, damaged: 8, noise: 2, unknown: 0 } })
  expect(await api.gateways.list()).toMatchObject([{ badShare: 0.1 }])
  const at = test.world.clock.nowMs()
  hub.say(id, { kind: 'lost', reason: 'vanished', detail: '', at })
  test.world.advance(42 * 60_000)
  expect((await api.gateways.history({ id })).gaps).toEqual([
    { at, until: null, reason: '线路断开(拔出或对端关闭)' },
  ])
  const back = test.world.clock.nowMs()
  hub.say(id, { kind: 'back', gapMs: back - at, at: back })
  // Started anew: it counts from nothing.
  hub.health(id, { counts: { in: 30, out: 1, damaged: 0, noise: 0, unknown: 0 } })
  const { hours, gaps } = await api.gateways.history({ id })
  expect(gaps).toMatchObject([{ at, until: back }])
  expect(hours.reduce((all, hour) => all + hour.in, 0)).toBe(120)
  expect(hours.reduce((all, hour) => all + hour.damaged, 0)).toBe(8)
  // Two days later nothing of it is kept but the gap.
  test.world.advance(49 * 3_600_000)
  expect(await api.gateways.history({ id })).toMatchObject({ hours: [], gaps: [{ at }] })
})
