import { expect, it } from 'vitest'
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../api.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import {
  alarmFacts,
  alarmProjection,
  alarmsModule,
  clearDrafts,
  raiseDrafts,
  type Raise,
} from './index.ts'

const modules = [logbookModule, rulesModule, alarmsModule]
const lost: Raise = {
  kind: 'gateway-lost',
  subject: 'g1',
  priority: 'high',
  title: '网关「中心」中断',
  detail: '线路断开',
}
const help: Raise = {
  kind: 'radio-emergency',
  subject: 'radio:7',
  priority: 'emergency',
  title: '小松01 紧急求救',
  detail: '',
}

const { session } = wang
if (!session) throw new Error('the bench has nobody at its seat')

/** The same console, seen from another seat. */
function apiOf(context: CoreContext, seat: Seat): ContractRouterClient<Contract> {
  const router = { alarms: alarmsModule.router(context) } as AnyRouter
  return createRouterClient(router, {
    context: { seat },
  }) as unknown as ContractRouterClient<Contract>
}

function bench() {
  const made = openBench(modules)
  const raise = (alarm: Raise) => made.test.write(() => raiseDrafts(made.context, alarm))
  const clear = (alarm: Raise) =>
    made.test.write(() => clearDrafts(made.context, alarm.kind, alarm.subject, '恢复'))
  const only = async () => (await made.api.alarms.open()).alarms[0]
  return { ...made, raise, clear, only }
}

it('goes through the four states and back to normal', async () => {
  const { raise, clear, only, api } = bench()
  raise(lost)
  expect((await only())?.state).toBe('active-unacknowledged')
  await api.alarms.acknowledge({ alarm: (await only())?.id ?? '' })
  expect(await only()).toMatchObject({ state: 'active-acknowledged', acknowledgedBy: '王海燕' })
  clear(lost)
  expect(await only()).toBeUndefined()
  raise(lost)
  clear(lost)
  expect((await only())?.state).toBe('cleared-unacknowledged')
  await api.alarms.acknowledge({ alarm: (await only())?.id ?? '' })
  expect(await only()).toBeUndefined()
})

it('cancels the acknowledgement when the condition comes again, on the same row', async () => {
  const { raise, only, api } = bench()
  raise(lost)
  await api.alarms.acknowledge({ alarm: (await only())?.id ?? '' })
  raise(lost)
  expect(await only()).toMatchObject({
    state: 'active-unacknowledged',
    times: 2,
    acknowledgedBy: null,
  })
  expect((await api.alarms.open()).alarms).toHaveLength(1)
})

it('keeps the acknowledgement when it only becomes less pressing', async () => {
  const { raise, only, api } = bench()
  raise(lost)
  await api.alarms.acknowledge({ alarm: (await only())?.id ?? '' })
  raise({ ...lost, priority: 'normal' })
  expect(await only()).toMatchObject({ state: 'active-acknowledged', priority: 'normal' })
})

it('does not let a milder message make an emergency clearable without contact', async () => {
  const { raise, clear, only, api } = bench()
  raise(help)
  raise({ ...help, priority: 'normal' })
  expect((await only())?.priority).toBe('emergency')
  clear(help)
  expect((await only())?.state).toBe('active-unacknowledged')
  const alarm = (await only())?.id ?? ''
  await expect(api.alarms.clear({ alarm, reason: '误触' })).rejects.toMatchObject({
    code: 'CONTACT_NEEDED',
  })
  await api.alarms.clear({ alarm, reason: '误触', contact: '已与小松01通话，人员安全' })
  expect((await only())?.state).toBe('cleared-unacknowledged')
})

it('shows the most pressing unacknowledged alarm first', async () => {
  const { raise, api } = bench()
  raise(lost)
  raise(help)
  raise({ ...lost, subject: 'g2', priority: 'normal' })
  const { alarms } = await api.alarms.open()
  expect(alarms.map(({ priority }) => priority)).toEqual(['emergency', 'high', 'normal'])
})

it('remembers the acknowledgement over a restart, but not the silence', async () => {
  const before = bench()
  before.raise(lost)
  await before.api.alarms.acknowledge({ alarm: (await before.only())?.id ?? '' })
  await before.api.alarms.silence({ minutes: 5 })
  const after = before.restart()
  const { alarms, silencedUntil } = await after.api.alarms.open()
  expect(alarms[0]).toMatchObject({ state: 'active-acknowledged', acknowledgedBy: '王海燕' })
  expect(silencedUntil).toBeNull()
})

it('writes a generated line for what a person does', async () => {
  const { raise, only, api, lines } = bench()
  raise(lost)
  const alarm = (await only())?.id ?? ''
  await api.alarms.acknowledge({ alarm })
  await api.alarms.take({ alarm })
  await api.alarms.clear({ alarm, reason: '已换线' })
  expect(lines()).toEqual([
    '王海燕 确认告警：网关「中心」中断',
    '王海燕 处理告警：网关「中心」中断',
    '王海燕 解除告警：网关「中心」中断；原因：已换线',
  ])
})

it('refuses to acknowledge what nothing waits for, and to clear twice', async () => {
  const { raise, only, api } = bench()
  raise(lost)
  const alarm = (await only())?.id ?? ''
  await api.alarms.acknowledge({ alarm })
  await expect(api.alarms.acknowledge({ alarm })).rejects.toMatchObject({
    code: 'NOTHING_TO_ACKNOWLEDGE',
  })
  await api.alarms.clear({ alarm, reason: '已换线' })
  await expect(api.alarms.clear({ alarm, reason: '再次' })).rejects.toMatchObject({
    code: 'ALREADY_CLEAR',
  })
})

it('stands twice when two consoles raised it apart, and clears both', async () => {
  const { raise, clear, api, test, context } = bench()
  raise(lost)
  const second = raiseDrafts(context, { ...lost, subject: 'elsewhere' }).map((draft) => ({
    ...draft,
    body: { ...(draft.body as object), subject: 'g1' },
  }))
  test.write(second)
  expect((await api.alarms.open()).alarms).toHaveLength(2)
  clear(lost)
  expect((await api.alarms.open()).alarms.map(({ state }) => state)).toEqual([
    'cleared-unacknowledged',
    'cleared-unacknowledged',
  ])
})

it('reaches the same rows on a console that gets the facts in another order, and twice', async () => {
  const { raise, clear, api, test, only } = bench()
  raise(lost)
  const alarm = (await only())?.id ?? ''
  test.world.advance(1000)
  await api.alarms.acknowledge({ alarm })
  raise({ ...lost, detail: '再次中断' })
  await api.alarms.take({ alarm })
  raise(help)
  clear(lost)
  const other = { ...lost, subject: 'g2' }
  raise(other)
  const { alarms } = await api.alarms.open()
  const id = alarms.find(({ kind }) => kind === 'gateway-lost')?.id ?? ''
  test.world.advance(1000)
  await api.alarms.shelve({ alarm: id, until: test.world.clock.nowMs() + 60_000, reason: '已知' })
  test.world.advance(1000)
  await api.alarms.unshelve({ alarm: id })
  await api.alarms.shelve({ alarm: id, until: test.world.clock.nowMs() + 60_000, reason: '已知' })
  raise(other)
  const here = test.db.prepare('select * from alarm order by id').all()
  const steps = test.db.prepare('select * from alarm_step order by id').all()
  expect(
    here.map(({ subject, state, times }) => [subject, state, times].join(' ')).toSorted(),
  ).toEqual(['g1 normal 2', 'g2 active-shelved 2', 'radio:7 active-unacknowledged 1'])
  for (let seed = 1; seed <= 20; seed++) {
    expect(rowsElsewhere(test, [alarmProjection], alarmFacts, 'alarm', seed)).toEqual(here)
    expect(rowsElsewhere(test, [alarmProjection], alarmFacts, 'alarm_step', seed)).toEqual(steps)
  }
})

const hourMs = 3_600_000

it('is shelved with an end, a reason and a name, and comes back by itself while it still stands', async () => {
  const { raise, only, api, test, lines } = bench()
  raise(lost)
  const alarm = (await only())?.id ?? ''
  const until = test.world.clock.nowMs() + hourMs
  await api.alarms.shelve({ alarm, until, reason: '等厂家来修' })
  expect((await api.alarms.open()).alarms).toEqual([])
  expect((await api.alarms.open()).shelved).toMatchObject([
    { state: 'active-shelved', shelf: { by: '王海燕', until, reason: '等厂家来修' } },
  ])
  raise(lost)
  expect((await api.alarms.open()).alarms).toEqual([])
  test.world.advance(hourMs)
  expect(await only()).toMatchObject({ state: 'active-unacknowledged', shelf: null })
  expect(lines()).toEqual([
    '王海燕 搁置告警至 03-01 09:00：网关「中心」中断；原因：等厂家来修',
    '告警搁置到时，仍未恢复，重新告警：网关「中心」中断',
  ])
})

it('is over when the condition went while it was shelved', async () => {
  const { raise, clear, only, api, test } = bench()
  raise(lost)
  const alarm = (await only())?.id ?? ''
  const until = test.world.clock.nowMs() + hourMs
  await api.alarms.shelve({ alarm, until, reason: '等厂家来修' })
  clear(lost)
  expect((await api.alarms.open()).shelved).toMatchObject([{ state: 'cleared-shelved' }])
  test.world.advance(hourMs)
  const { alarms, shelved } = await api.alarms.open()
  expect([alarms, shelved]).toEqual([[], []])
})

it('comes back at the start when its time passed while the console was off', async () => {
  const before = bench()
  before.raise(lost)
  const alarm = (await before.only())?.id ?? ''
  const until = before.test.world.clock.nowMs() + hourMs
  await before.api.alarms.shelve({ alarm, until, reason: '等厂家来修' })
  before.stop()
  before.test.world.setNow(until + 60_000)
  const after = before.restart()
  expect((await after.api.alarms.open()).alarms).toMatchObject([{ state: 'active-unacknowledged' }])
})

it('keeps its shelf over a restart while the time is not over', async () => {
  const before = bench()
  before.raise(lost)
  const alarm = (await before.only())?.id ?? ''
  const until = before.test.world.clock.nowMs() + hourMs
  await before.api.alarms.shelve({ alarm, until, reason: '等厂家来修' })
  const after = before.restart()
  expect((await after.api.alarms.open()).shelved).toMatchObject([{ shelf: { until } }])
})

it('comes off the shelf at once when it becomes worse', async () => {
  const { raise, only, api, test } = bench()
  raise({ ...lost, priority: 'normal' })
  const alarm = (await only())?.id ?? ''
  const until = test.world.clock.nowMs() + hourMs
  await api.alarms.shelve({ alarm, until, reason: '已知' })
  raise(lost)
  expect(await only()).toMatchObject({ state: 'active-unacknowledged', priority: 'high' })
})

it('never shelves an emergency, nor without an end, nor for more than a day', async () => {
  const { raise, only, api, test, lines } = bench()
  const now = test.world.clock.nowMs()
  raise(help)
  const life = (await only())?.id ?? ''
  await expect(
    api.alarms.shelve({ alarm: life, until: now + hourMs, reason: '误触' }),
  ).rejects.toMatchObject({ code: 'NEVER_EMERGENCY' })
  raise(lost)
  const alarm = (await api.alarms.open()).alarms.find(({ kind }) => kind === 'gateway-lost')
  for (const until of [now, now - 1, now + 24 * hourMs + 1]) {
    await expect(
      api.alarms.shelve({ alarm: alarm?.id ?? '', until, reason: '已知' }),
    ).rejects.toMatchObject({ code: 'BAD_END' })
  }
  await expect(
    api.alarms.shelve({ alarm: alarm?.id ?? '', until: now + hourMs, reason: ' ' }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(lines()).toEqual([])
})

it('is taken, taken over and put down, each with a name; taking also says it was seen', async () => {
  const { raise, only, api, lines, context } = bench()
  raise(lost)
  const alarm = (await only())?.id ?? ''
  await api.alarms.take({ alarm })
  expect(await only()).toMatchObject({ state: 'active-acknowledged', handler: '王海燕' })
  await expect(api.alarms.take({ alarm })).rejects.toMatchObject({ code: 'ALREADY_YOURS' })
  const chen = { ...wang, id: 'seat-2', session: { ...session, person: 'p-chen', name: '陈志远' } }
  const other = apiOf(context, chen)
  await other.alarms.take({ alarm })
  expect(await only()).toMatchObject({ handler: '陈志远' })
  await api.alarms.release({ alarm })
  expect(await only()).toMatchObject({ handler: null, state: 'active-acknowledged' })
  await expect(api.alarms.release({ alarm })).rejects.toMatchObject({ code: 'NOT_HANDLED' })
  expect(lines()).toEqual([
    '王海燕 处理告警：网关「中心」中断',
    '陈志远 接替 王海燕 处理告警：网关「中心」中断',
    '王海燕 放下告警，等待他人处理（原由 陈志远 处理）：网关「中心」中断',
  ])
})

it('shows a flood as one group and acknowledges its members each by a fact', async () => {
  const { raise, api, test, lines } = bench()
  for (let gateway = 1; gateway <= 12; gateway++) {
    raise({ ...lost, subject: `g${gateway}`, title: `网关 ${gateway} 中断` })
    test.world.advance(20_000)
  }
  raise(help)
  const { groups, alarms, load } = await api.alarms.open()
  expect(groups).toMatchObject([{ title: '12 个网关中断', waiting: 12, priority: 'high' }])
  expect(load).toEqual({ raised: 13, limit: 10 })
  expect(alarms).toHaveLength(13)
  const done = await api.alarms.acknowledgeGroup({ alarms: groups[0]?.members ?? [] })
  expect(done.acknowledged).toBe(12)
  const after = await api.alarms.open()
  expect(after.groups).toMatchObject([{ waiting: 0, state: 'active-acknowledged' }])
  const facts = test.db.prepare("select kind from op where kind = 'alarm.acknowledged'").all()
  expect(facts).toHaveLength(12)
  expect(lines()).toHaveLength(1)
})

it('keeps what happened to it, oldest first, and finds it again by filter', async () => {
  const { raise, only, api, test } = bench()
  raise(help)
  raise(lost)
  const life = (await only())?.id ?? ''
  test.world.advance(1000)
  await api.alarms.take({ alarm: life })
  test.world.advance(1000)
  await api.alarms.clear({ alarm: life, reason: '误触', contact: '已通话' })
  expect(
    (await api.alarms.steps({ alarm: life })).map(({ what, by, note }) => [what, by, note]),
  ).toEqual([
    ['发生', '系统', ''],
    ['确认', '王海燕', ''],
    ['处理', '王海燕', ''],
    ['解除', '王海燕', '误触；联系情况：已通话'],
  ])
  const named = async (filter: object) => (await api.alarms.history(filter)).map(({ kind }) => kind)
  expect(await named({ handled: true })).toEqual(['radio-emergency'])
  expect(await named({ kind: 'gateway-lost' })).toEqual(['gateway-lost'])
  expect(await named({ priority: 'emergency' })).toEqual(['radio-emergency'])
  expect(await named({ text: '小松' })).toEqual(['radio-emergency'])
  expect(await named({ before: test.world.clock.nowMs() - 60_000 })).toEqual([])
})

it('rings the host’s own bell while no page can be heard, and not while silenced', async () => {
  const { raise, api, test, rung } = bench()
  raise(lost)
  test.world.advance(10)
  expect(rung).toEqual(['high'])
  expect((await api.alarms.open()).hostBell).toBe(true)
  await api.alarms.reportSound({ sound: 'ready' })
  test.world.advance(20_000)
  expect(rung).toHaveLength(1)
  await api.alarms.reportSound({ sound: 'blocked' })
  test.world.advance(9_000)
  expect(rung.length).toBeGreaterThan(1)
  await api.alarms.silence({ minutes: 5 })
  test.world.advance(2_000)
  const before = rung.length
  test.world.advance(30_000)
  expect(rung).toHaveLength(before)
  // A new one is not meant by the silence.
  raise(help)
  test.world.advance(3_000)
  expect(rung.at(-1)).toBe('emergency')
})

it('thinks no page open any more that has not said so for more than a minute', async () => {
  const { api, test } = bench()
  await api.alarms.reportSound({ sound: 'ready' })
  expect((await api.alarms.open()).hostBell).toBe(false)
  test.world.advance(80_000)
  expect((await api.alarms.open()).hostBell).toBe(true)
})
