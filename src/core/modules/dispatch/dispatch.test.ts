import { describe, expect, it } from 'vitest'
import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { peopleModule } from '../people/index.ts'
import { directoryModule } from '../directory/index.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { outboxModule } from '../outbox/index.ts'
import { reachModule } from '../reach/index.ts'
import { placesModule } from '../places/index.ts'
import {
  advance,
  assignmentProjection,
  dispatchFacts,
  dispatchMachine,
  dispatchModule,
} from './index.ts'

const modules = [
  alarmsModule,
  incidentsModule,
  logbookModule,
  rulesModule,
  teamsModule,
  positionsModule,
  peopleModule,
  directoryModule,
  radioModule,
  outboxModule,
  reachModule,
  placesModule,
  dispatchModule,
  gatewaysModule,
]
const minute = 60_000

machineSuite('dispatch', dispatchMachine)

async function team({ api }: Bench, callSign: string, radios: string[] = []) {
  const { id } = await api.teams.register({
    name: `${callSign} 队`,
    callSign,
    group: 'professional',
    type: 'forest_pro',
    strength: 22,
    township: '360735100',
    radios,
  })
  return id
}

async function incident({ api }: Bench, text = '小松镇罗源村') {
  const { id } = await api.incidents.open({
    source: '刘支书',
    place: { text, township: '360735101', precision: 'township-only' },
    category: '11G01',
  })
  return id
}

const fire = { task: '扑救山火', place: '小松镇罗源村', channel: '370M 12组' }

async function desk() {
  const bench = openBench(modules)
  return { ...bench, unit: await team(bench, '森防01', ['1001']), fire: await incident(bench) }
}

async function ordered(bench: Awaited<ReturnType<typeof desk>>, at = bench.fire) {
  const { orders } = await bench.api.dispatch.order({
    incident: at,
    units: [bench.unit],
    ...fire,
  })
  const [order] = orders
  if (!order) throw new Error('nobody was ordered')
  return order.assignment
}

const one = async ({ api }: Bench, id: string) => {
  const { assignments } = await api.dispatch.board({})
  const found = assignments.find((assignment) => assignment.id === id)
  if (!found) throw new Error('the order is not open')
  return found
}
const unitOf = async ({ api }: Bench, id: string) => await api.teams.show({ team: id })
const alarms = async ({ api }: Bench) =>
  (await api.alarms.open()).alarms.map(({ kind, state, unit }) => ({ kind, state, unit }))

describe('orders', () => {
  it('numbers each order of the day, composes its words and shows 集结 on the board', async () => {
    const bench = await desk()
    const second = await team(bench, '森防02')
    const { orders } = await bench.api.dispatch.order({
      incident: bench.fire,
      units: [bench.unit, second],
      ...fire,
      route: '206 国道',
      dueAt: bench.context.world.clock.nowMs() + 40 * minute,
    })
    expect(orders.map(({ orderNo }) => orderNo)).toEqual(['令-0301-001', '令-0301-002'])
    const [first] = await bench.api.dispatch.ofIncident({ incident: bench.fire })
    expect(first).toMatchObject({
      state: 'ordered',
      incidentNumber: '#1',
      orderedBy: '王海燕',
      text: '令-0301-001 森防01：前往小松镇罗源村。任务：扑救山火。08:40 前到达。路线：206 国道。信道：370M 12组。收到请复诵。',
    })
    expect(await unitOf(bench, bench.unit)).toMatchObject({
      state: { key: 'mustering', digit: 2 },
      incident: bench.fire,
    })
    expect(bench.lines().filter((line) => line.startsWith('令-'))).toHaveLength(2)
  })

  it('refuses a second order in one incident, a passed time, and an unknown team', async () => {
    const bench = await desk()
    await ordered(bench)
    const again = bench.api.dispatch.order({ incident: bench.fire, units: [bench.unit], ...fire })
    await expect(again).rejects.toMatchObject({ code: 'ALREADY_ORDERED' })
    const other = { incident: await incident(bench), units: [bench.unit], ...fire }
    await expect(bench.api.dispatch.order({ ...other, dueAt: 1 })).rejects.toMatchObject({
      code: 'DUE_PASSED',
    })
    await expect(bench.api.dispatch.order({ ...other, units: ['nobody'] })).rejects.toMatchObject({
      code: 'UNKNOWN_UNIT',
    })
  })

  it('keeps the order and says to use voice where its text cannot go out', async () => {
    const bench = await desk()
    const { orders } = await bench.api.dispatch.order({
      incident: bench.fire,
      units: [bench.unit],
      ...fire,
      byText: true,
    })
    expect(orders[0]?.text).toEqual({
      id: null,
      refused: '森防01 没有接通的短信手段，请用话音下达。',
    })
    expect(await bench.api.dispatch.ofIncident({ incident: bench.fire })).toHaveLength(1)
  })

  it('gives a working team a new order without a new assignment (转场)', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    const early = bench.api.dispatch.transfer({ assignment: id, ...fire })
    await expect(early).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await bench.api.dispatch.advance({ assignment: id, to: 'working' })
    await bench.api.dispatch.transfer({ assignment: id, ...fire, task: '看守火场' })
    expect(await one(bench, id)).toMatchObject({
      orderNo: '令-0301-002',
      task: '看守火场',
      state: 'ordered',
      readBack: null,
    })
  })
})

describe('steps', () => {
  it('takes the read-back with its words and every step of the table with its own time', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    const { world } = bench.test
    const at: number[] = []
    for (const to of ['acknowledged', 'dispatched', 'en_route', 'arrived', 'working'] as const) {
      world.advance(minute)
      at.push(world.clock.nowMs())
      const readBack = to === 'acknowledged' ? { readBack: '到罗源村扑救山火，12组' } : {}
      await bench.api.dispatch.advance({ assignment: id, to, ...readBack })
    }
    expect(await one(bench, id)).toMatchObject({
      acknowledgedAt: at[0],
      readBack: '到罗源村扑救山火，12组',
      departedAt: at[1],
      arrivedAt: at[3],
      workingAt: at[4],
    })
    expect(await unitOf(bench, bench.unit)).toMatchObject({
      state: { key: 'working', since: at[4] },
    })
  })

  it('notes what lies between as 补 without inventing a time', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    bench.test.world.advance(minute)
    await bench.api.dispatch.advance({ assignment: id, to: 'arrived', people: 22 })
    const now = await one(bench, id)
    expect(now).toMatchObject({
      state: 'arrived',
      acknowledgedAt: null,
      departedAt: null,
      arrivedAt: bench.context.world.clock.nowMs(),
      people: 22,
    })
    expect(now.history.map(({ state, skipped }) => [state, skipped])).toEqual([
      ['ordered', false],
      ['acknowledged', true],
      ['dispatched', true],
      ['en_route', true],
      ['arrived', false],
    ])
    expect(bench.lines()).toContain('森防01 到达（补：已复诵、出动、途中），令-0301-001，22 人')
  })

  it('refuses what the table refuses, with a reason, and changes nothing', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: id, to: 'working' })
    const before = bench.lines().length
    const back = bench.api.dispatch.advance({ assignment: id, to: 'en_route' })
    await expect(back).rejects.toMatchObject({ code: 'NOT_ALLOWED', message: /处置中/ })
    const early = bench.api.dispatch.advance({ assignment: id, to: 'released', at: 1000 })
    await expect(early).rejects.toMatchObject({ code: 'BEFORE_LAST' })
    const later = bench.context.world.clock.nowMs() + 60 * minute
    const future = bench.api.dispatch.advance({ assignment: id, to: 'released', at: later })
    await expect(future).rejects.toMatchObject({ code: 'IN_FUTURE' })
    expect(bench.lines()).toHaveLength(before)
  })

  it('withdraws an order only with a reason, and the team is free again', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    const silent = bench.api.dispatch.advance({ assignment: id, to: 'standby' })
    await expect(silent).rejects.toMatchObject({ code: 'REASON_NEEDED' })
    await bench.api.dispatch.advance({ assignment: id, to: 'standby', reason: '误报' })
    expect(await unitOf(bench, bench.unit)).toMatchObject({
      state: { key: 'standby' },
      incident: null,
    })
    expect((await bench.api.dispatch.board({})).assignments).toEqual([])
  })

  it('lets a seat without the right to order note reports, but withdraw nothing', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    const session = { ...wang.session, rights: new Set(['unit.status'] as const) }
    const seat = { ...wang, session: { person: 'p-2', name: '陈志远', signedInAt: 0, ...session } }
    const done = advance(bench.context, seat, { assignment: id, to: 'standby', reason: '误报' })
    expect(done).toMatchObject({ ok: false, code: 'not-entitled' })
    expect(advance(bench.context, seat, { assignment: id, to: 'acknowledged' }).ok).toBe(true)
  })
})

describe('corrections', () => {
  it('takes a wrong step back: the state before stands, both stay in the history', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: id, to: 'acknowledged', readBack: '明白' })
    bench.test.world.advance(minute)
    await bench.api.dispatch.advance({ assignment: id, to: 'arrived' })
    await bench.api.dispatch.takeBack({ assignment: id, reason: '是森防02 到达' })
    const now = await one(bench, id)
    expect(now).toMatchObject({ state: 'acknowledged', arrivedAt: null, readBack: '明白' })
    expect(now.history.at(-1)).toMatchObject({ state: 'arrived', takenBack: '是森防02 到达' })
    expect(await unitOf(bench, bench.unit)).toMatchObject({ state: { key: 'mustering' } })
    expect(bench.lines()).toContain('更正 森防01：“到达”记错，仍为“已复诵”；原因：是森防02 到达')
    const { entries } = await bench.api.logbook.list({ incident: bench.fire })
    expect(entries.find(({ kind }) => kind === 'arrival')?.struck?.replacedBy?.id).toBe(
      entries.find(({ kind }) => kind === 'change')?.id,
    )
    await bench.api.dispatch.advance({ assignment: id, to: 'dispatched' })
    expect(await one(bench, id)).toMatchObject({ state: 'dispatched', conflict: false })
  })

  it('alarms again about an order whose read-back was taken back', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    bench.test.world.advance(6 * minute)
    await bench.api.dispatch.advance({ assignment: id, to: 'acknowledged' })
    await bench.api.dispatch.takeBack({ assignment: id, reason: '是森防02 复诵' })
    bench.test.world.advance(minute)
    expect((await alarms(bench)).filter(({ state }) => state.startsWith('active'))).toMatchObject([
      { kind: 'dispatch-unacknowledged' },
    ])
  })

  it('takes back an end too, but never the order itself', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    const nothing = bench.api.dispatch.takeBack({ assignment: id, reason: '下错' })
    await expect(nothing).rejects.toMatchObject({ code: 'NOTHING' })
    await bench.api.dispatch.advance({ assignment: id, to: 'returned' })
    await bench.api.dispatch.takeBack({ assignment: id, reason: '听错' })
    expect(await one(bench, id)).toMatchObject({ state: 'ordered', backAt: null })
  })

  it('makes an emergency of a silence only by a person, and that is no contact', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: id, to: 'working' })
    const before = (await one(bench, id)).contactClock?.since
    bench.test.world.advance(31 * minute)
    await bench.api.dispatch.escalate({ unit: bench.unit, reason: '三次呼叫无应答' })
    expect(await unitOf(bench, bench.unit)).toMatchObject({ state: { key: 'emergency' } })
    expect(await alarms(bench)).toContainEqual({
      kind: 'unit-emergency',
      state: 'active-unacknowledged',
      unit: bench.unit,
    })
    expect((await one(bench, id)).contactClock?.since).toBe(before)
  })
})

describe('a team on two orders', () => {
  it('is shown by the order that must not be overlooked, and ending one leaves the other', async () => {
    const bench = await desk()
    const slide = await incident(bench, '丘坊村')
    const first = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: first, to: 'working' })
    const second = await ordered(bench, slide)
    expect(await unitOf(bench, bench.unit)).toMatchObject({
      state: { key: 'working' },
      incident: bench.fire,
    })
    const { boxes } = await bench.api.dispatch.board({})
    expect(boxes).toMatchObject({ doubleBooked: [bench.unit], unassigned: [] })
    await bench.api.dispatch.advance({ assignment: second, to: 'standby', reason: '改派别队' })
    expect(await unitOf(bench, bench.unit)).toMatchObject({
      state: { key: 'working' },
      incident: bench.fire,
    })
  })

  it('goes over to the other order when the one it showed ends', async () => {
    const bench = await desk()
    const slide = await incident(bench, '丘坊村')
    const first = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: first, to: 'working' })
    const second = await ordered(bench, slide)
    await bench.api.dispatch.advance({ assignment: second, to: 'en_route' })
    for (const to of ['released', 'returning', 'returned'] as const) {
      await bench.api.dispatch.advance({ assignment: first, to })
    }
    expect(await unitOf(bench, bench.unit)).toMatchObject({
      state: { key: 'en_route' },
      incident: slide,
    })
    expect(await one(bench, second)).toMatchObject({ state: 'en_route' })
  })

  it('keeps 紧急求救 over every step', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    await bench.api.teams.setStatus({ team: bench.unit, status: 'emergency' })
    await bench.api.dispatch.advance({ assignment: id, to: 'arrived' })
    expect(await unitOf(bench, bench.unit)).toMatchObject({ state: { key: 'emergency' } })
  })
})

describe('timers', () => {
  it('alarms when an order is not read back in five minutes, once, and ends with the read-back', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    bench.test.world.advance(4 * minute)
    expect(await alarms(bench)).toEqual([])
    bench.test.world.advance(2 * minute)
    const raised = { kind: 'dispatch-unacknowledged', unit: bench.unit }
    expect(await alarms(bench)).toMatchObject([{ ...raised, state: 'active-unacknowledged' }])
    bench.test.world.advance(10 * minute)
    expect((await bench.api.alarms.open()).alarms[0]?.times).toBe(1)
    await bench.api.dispatch.advance({ assignment: id, to: 'acknowledged' })
    expect(await alarms(bench)).toMatchObject([{ ...raised, state: 'cleared-unacknowledged' }])
  })

  it('raises neither twice nor never across a restart', async () => {
    const bench = await desk()
    await ordered(bench)
    bench.test.world.advance(6 * minute)
    const again = bench.restart()
    again.test.world.advance(minute)
    const open = (await again.api.alarms.open()).alarms
    expect(open.map(({ kind, times }) => [kind, times])).toEqual([['dispatch-unacknowledged', 1]])
    again.stop()
  })

  it('raises at start what came due while the console was off', async () => {
    const bench = await desk()
    await ordered(bench)
    bench.stop()
    bench.test.world.setNow(bench.context.world.clock.nowMs() + 30 * minute)
    const again = bench.restart()
    expect(await alarms(again)).toMatchObject([{ kind: 'dispatch-unacknowledged' }])
    again.stop()
  })

  it('does not raise again what a person has cleared', async () => {
    const bench = await desk()
    await ordered(bench)
    bench.test.world.advance(6 * minute)
    const [alarm] = (await bench.api.alarms.open()).alarms
    if (!alarm) throw new Error('nothing was raised')
    await bench.api.alarms.acknowledge({ alarm: alarm.id })
    await bench.api.alarms.clear({ alarm: alarm.id, reason: '电话已确认' })
    bench.test.world.advance(5 * minute)
    expect(await alarms(bench)).toEqual([])
  })

  it('alarms a quarter of an hour after the arrival time, and a new estimate ends it', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    const etaAt = bench.context.world.clock.nowMs() + 10 * minute
    await bench.api.dispatch.advance({ assignment: id, to: 'en_route', etaAt })
    bench.test.world.advance(11 * minute)
    await bench.api.dispatch.noteContact({ unit: bench.unit, text: '路上塌方，绕行' })
    bench.test.world.advance(13 * minute)
    expect(await alarms(bench)).toEqual([])
    bench.test.world.advance(2 * minute)
    expect(await alarms(bench)).toMatchObject([{ kind: 'dispatch-late' }])
    const later = bench.context.world.clock.nowMs() + 20 * minute
    await bench.api.dispatch.setEta({ assignment: id, etaAt: later })
    expect(await alarms(bench)).toMatchObject([
      { kind: 'dispatch-late', state: 'cleared-unacknowledged' },
    ])
  })

  it('misses a silent team at twenty minutes and proposes an emergency at thirty', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: id, to: 'working' })
    bench.test.world.advance(19 * minute)
    expect(await alarms(bench)).toEqual([])
    bench.test.world.advance(2 * minute)
    expect(await alarms(bench)).toMatchObject([{ kind: 'contact-overdue' }])
    bench.test.world.advance(10 * minute)
    const open = await alarms(bench)
    expect(open.filter(({ state }) => state.startsWith('active'))).toMatchObject([
      { kind: 'contact-missed-twice' },
    ])
    // Proposed, never done: the team's own state is what it was.
    expect(await unitOf(bench, bench.unit)).toMatchObject({ state: { key: 'working' } })
    await bench.api.dispatch.noteContact({ unit: bench.unit, text: '人员安全', channel: 'mobile' })
    bench.test.world.advance(minute)
    expect((await alarms(bench)).filter(({ state }) => state.startsWith('active'))).toEqual([])
  })

  it('starts the clock again with a text of its radio, not with its position', async () => {
    const bench = await desk()
    const { id: gateway } = await bench.api.gateways.add({
      name: '中心',
      driver: 'fake',
      link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
    })
    bench.hub.health(gateway, { state: 'ready', reason: 'working' })
    const id = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: id, to: 'working' })
    const start = bench.context.world.clock.nowMs()
    bench.test.world.advance(10 * minute)
    const fix = { radio: '1001', lat: 26.4, lon: 116.3, valid: true, reason: 'interval' } as const
    bench.hub.say(gateway, { kind: 'position', fix })
    expect((await one(bench, id)).contactClock?.since).toBe(start)
    bench.hub.say(gateway, {
      kind: 'text',
      from: '1001',
      to: '12',
      group: true,
      body: '平安',
      ref: 'm1',
    })
    expect((await one(bench, id)).contactClock?.since).toBe(start + 10 * minute)
  })

  it('forgets a contact whose line was struck, and takes no own line of the officer for one', async () => {
    const bench = await desk()
    const id = await ordered(bench)
    await bench.api.dispatch.advance({ assignment: id, to: 'working' })
    const start = bench.context.world.clock.nowMs()
    bench.test.world.advance(5 * minute)
    await bench.api.logbook.write({
      kind: 'comm',
      source: { kind: 'text', text: '' },
      text: '呼叫森防01 无应答',
      unit: bench.unit,
    })
    expect((await one(bench, id)).lastContactAt).toBe(start)
    const line = await bench.api.logbook.write({
      kind: 'comm',
      source: { kind: 'unit', id: bench.unit, text: '森防01' },
      text: '火势减弱',
      unit: bench.unit,
    })
    expect((await one(bench, id)).lastContactAt).toBe(start + 5 * minute)
    await bench.api.logbook.strike({ entry: line.id, reason: '是森防02' })
    expect((await one(bench, id)).lastContactAt).toBe(start)
  })
})

it('keeps amending an old log line away from every state', async () => {
  const bench = await desk()
  const id = await ordered(bench)
  await bench.api.dispatch.advance({ assignment: id, to: 'arrived' })
  const { entries } = await bench.api.logbook.list({ incident: bench.fire })
  const arrival = entries.find(({ kind }) => kind === 'arrival')
  if (!arrival) throw new Error('no line tells of the arrival')
  await bench.api.logbook.strike({ entry: arrival.id, reason: '听错' })
  expect(await one(bench, id)).toMatchObject({ state: 'arrived' })
  expect(await unitOf(bench, bench.unit)).toMatchObject({ state: { key: 'arrived' } })
})

it('makes the same rows from the same facts in any order', async () => {
  const bench = await desk()
  const id = await ordered(bench)
  await bench.api.dispatch.advance({ assignment: id, to: 'acknowledged', readBack: '明白' })
  await bench.api.dispatch.setEta({
    assignment: id,
    etaAt: bench.context.world.clock.nowMs() + minute,
  })
  await bench.api.dispatch.advance({ assignment: id, to: 'working' })
  await bench.api.dispatch.transfer({ assignment: id, ...fire, task: '看守火场' })
  await bench.api.dispatch.takeBack({ assignment: id, reason: '听错' })
  await bench.api.dispatch.advance({ assignment: id, to: 'resting' })
  const here = bench.test.db.prepare('select * from dispatch_assignment order by id').all()
  for (const seed of [1, 2, 3, 4, 5]) {
    const there = rowsElsewhere(
      bench.test,
      [assignmentProjection],
      dispatchFacts,
      'dispatch_assignment',
      seed,
    )
    expect(there).toEqual(here)
  }
})
