import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { logbookModule } from '../logbook/index.ts'
import {
  alarmFacts,
  alarmProjection,
  alarmsModule,
  clearDrafts,
  raiseDrafts,
  type Raise,
} from './index.ts'

const modules = [logbookModule, alarmsModule]
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
  const here = test.db.prepare('select * from alarm order by id').all()
  expect(here).toMatchObject([
    { times: 2, handler: '王海燕', state: 'cleared-unacknowledged' },
    { times: 1 },
  ])
  for (let seed = 1; seed <= 20; seed++) {
    expect(rowsElsewhere(test, [alarmProjection], alarmFacts, 'alarm', seed)).toEqual(here)
  }
})
