import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import type { Seat } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import { alarmsModule } from '../alarms/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule, personRegistered } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { modeProjection } from './apply.ts'
import { modeFacts } from './facts.ts'
import { addressesOf, bestMeans } from './index.ts'
import { modeMachine } from './mode-machine.ts'

machineSuite('comms mode', modeMachine)

const officer: Seat = {
  id: 'seat-2',
  name: '值班台2',
  session: {
    person: 'p-chen',
    name: '陈志远',
    rights: new Set(['log.write', 'radio.send']),
    signedInAt: 0,
  },
}

const modules = [
  alarmsModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  ...commsModules,
]

const xiaosong = 'place:360735101'
const gaotian = 'place:360735104'

async function offices(bench: ReturnType<typeof openBench>) {
  for (const [name, township, dutyPhone] of [
    ['小松镇政府', '360735101', '0797-5790001'],
    ['高田镇政府', '360735104', '0797-5790004'],
  ] as const) {
    await bench.api.people.registerOrganization({ name, kind: 'township', dutyPhone, township })
  }
}

it('suggests from the evidence, with the reasons, and changes nothing by itself', async () => {
  const bench = openBench(modules)
  await offices(bench)
  expect(await bench.api.reach.mode()).toMatchObject({ mode: 'normal', suggested: null })
  await bench.api.reach.note({ subject: xiaosong, means: 'landline', ok: false })
  expect((await bench.api.reach.mode()).suggested).toBeNull()
  await bench.api.reach.note({ subject: gaotian, means: 'landline', ok: false, note: '忙音' })
  const mode = await bench.api.reach.mode()
  expect(mode).toMatchObject({ mode: 'normal', suggested: { word: '三断' } })
  expect(mode.evidence.map(({ text }) => text)).toEqual([
    '公网、固话都不通：小松镇、高田镇',
    '没有任何手段能通：小松镇、高田镇',
  ])
  await bench.api.reach.note({ subject: xiaosong, means: 'radio370', ok: true })
  await bench.api.reach.note({ subject: gaotian, means: 'radio370', ok: true })
  expect((await bench.api.reach.mode()).suggested).toMatchObject({ word: '公网降级' })
  bench.stop()
})

it('takes the public net for lost when only the terminals of vehicles are left on it', async () => {
  const bench = openBench(modules)
  await offices(bench)
  const link = { kind: 'memory', name: 'sms' } as const
  const { id: sms } = await bench.api.gateways.add({
    name: '短信',
    driver: 'fake',
    means: 'public',
    link,
  })
  const { id: vehicles } = await bench.api.gateways.add({
    name: '车载',
    driver: 'fake-vehicles',
    link: { kind: 'memory', name: 'vehicles' },
  })
  bench.hub.health(sms, { state: 'ready' })
  bench.hub.health(vehicles, { state: 'down' })
  const down = await bench.api.reach.mode()
  expect(down.suggested).toBeNull()
  expect(down.evidence.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^车载终端网关「车载」中断/),
  ])
  bench.hub.health(sms, { state: 'down' })
  bench.hub.health(vehicles, { state: 'ready' })
  expect((await bench.api.reach.mode()).suggested).toMatchObject({
    word: '公网降级',
    why: [expect.stringMatching(/^公网网关「短信」中断/)],
  })
  await bench.api.reach.setMode({ to: 'degraded', reason: '短信发不出' })
  bench.hub.health(sms, { state: 'ready' })
  expect((await bench.api.reach.mode()).suggested).toMatchObject({ word: '恢复中' })
  bench.stop()
})

it('sends to a telephone over no gateway of vehicles, and to a terminal over no telephone', async () => {
  const bench = openBench(modules)
  const { id: unit } = await bench.api.teams.register({
    name: '物资队',
    callSign: '物资01',
    group: 'professional',
    type: 'forest_pro',
    township: '360735100',
    radios: [],
    phone: '13807970001',
  })
  const set = { callSign: '物资车01', holder: '物资队', unit, place: '360735101' }
  await bench.api.directory.save({ kind: 'vehicle', number: '2001', how: 'add', set })
  const gateways = new Map<string, string>()
  for (const [name, driver] of [
    ['vehicles', 'fake-vehicles'],
    ['sms', 'fake'],
  ] as const) {
    const { id } = await bench.api.gateways.add({
      name,
      driver,
      link: { kind: 'memory', name },
      means: 'public',
    })
    bench.hub.health(id, { state: 'ready' })
    gateways.set(name, id)
  }
  const ways = bestMeans(bench.context, { unit }).filter(({ means }) => means === 'public')
  expect(new Map(ways.map(({ address, gateway }) => [address, gateway]))).toEqual(
    new Map([
      ['13807970001', gateways.get('sms')],
      ['2001', gateways.get('vehicles')],
    ]),
  )
  const place = addressesOf(bench.context, { place: '360735101' })
  expect(place.map(({ address }) => address)).not.toContain('2001')
  bench.stop()
})

it('lets the officer confirm a failing public net, and only a leader call it 三断', async () => {
  const bench = openBench(modules, officer)
  recordBySystem(bench.context, 'test', [
    {
      kind: personRegistered.kind,
      entity: 'p-li',
      body: { name: '李文斌', phones: [], by: '测试' },
    },
    { kind: 'person.role-granted', entity: 'p-li', body: { role: 'duty_leader', by: '测试' } },
  ])
  await bench.api.reach.setMode({ to: 'degraded', reason: '移动、电信两家都断' })
  await expect(
    bench.api.reach.setMode({ to: 'triple_cut', reason: '全县停电' }),
  ).rejects.toMatchObject({ code: 'NOT_ENTITLED' })
  await expect(bench.api.reach.setMode({ to: 'normal', reason: '好了' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: expect.stringContaining('须依次'),
  })
  await bench.api.reach.setMode({
    to: 'triple_cut',
    reason: '全县停电',
    authority: { person: 'p-li', how: 'phone' },
  })
  const { mode, by, changes } = await bench.api.reach.mode()
  expect([mode, by]).toEqual(['triple_cut', '李文斌（电话批准）'])
  expect(changes.map(({ from, to }) => `${from} ${to}`)).toEqual(['公网降级 三断', '正常 公网降级'])
  expect(bench.lines().at(-1)).toContain('通信模式 公网降级 → 三断（李文斌（电话批准） 决定）')
  const here = bench.context.db.prepare('select * from comms_mode order by id').all()
  for (const seed of [1, 2, 3]) {
    expect(rowsElsewhere(bench.test, [modeProjection], modeFacts, 'comms_mode', seed)).toEqual(here)
  }
  bench.stop()
})

it('raises a place that nothing gets through to, with what to try next, until it is reached', async () => {
  const bench = openBench(modules, wang)
  await offices(bench)
  await bench.api.reach.note({ subject: gaotian, means: 'landline', ok: true })
  await bench.api.reach.note({ subject: xiaosong, means: 'landline', ok: false, note: '忙音' })
  bench.test.world.advance(1000)
  const open = async () => (await bench.api.alarms.open()).alarms
  expect(await open()).toMatchObject([
    { title: '小松镇 无可用联络手段', priority: 'high', state: 'active-unacknowledged' },
  ])
  const [proposal] = (await bench.api.reach.board({})).proposals
  expect(proposal).toMatchObject({ name: '小松镇', level: 'lost' })
  expect(proposal?.next.map(({ text }) => text)).toEqual([
    '试呼 固定电话 07975790001',
    '经高田镇转告',
    '派通信员到小松镇',
  ])
  await bench.api.reach.giveTask({
    subject: xiaosong,
    text: '派通信员到小松镇',
    receiver: '赖建平',
    incident: null,
  })
  expect((await bench.api.logbook.openActions({})).entries.map(({ text }) => text)).toEqual([
    '联络任务（小松镇）给 赖建平：派通信员到小松镇',
  ])
  await bench.api.reach.note({ subject: xiaosong, means: 'runner', ok: true, note: '带回情况' })
  bench.test.world.advance(1000)
  expect((await open()).filter(({ state }) => state.startsWith('active'))).toEqual([])
  bench.stop()
})

it('suggests the recovery only where something speaks for it', async () => {
  const bench = openBench(modules, wang)
  await offices(bench)
  await bench.api.reach.setMode({ to: 'degraded', reason: '电信公司电话通知光缆中断' })
  // Nothing is seen of it here: that is no sign that it is over.
  expect((await bench.api.reach.mode()).suggested).toBeNull()
  bench.test.world.advance(1000)
  await bench.api.reach.note({ subject: xiaosong, means: 'landline', ok: true })
  expect((await bench.api.reach.mode()).suggested).toEqual({
    to: 'recovering',
    word: '恢复中',
    why: ['公网、固话已试通：小松镇'],
  })
  bench.stop()
})
