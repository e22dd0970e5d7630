import { expect, it } from 'vitest'
import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import type { FakeWorld } from '../../../../tests/support/fake-world.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { Seat } from '../../module.ts'
import { alarmsModule } from '../alarms/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { actionMachine } from '../review-record/contract.ts'
import { reviewFacts, reviewProjection } from '../review-record/index.ts'
import { reportsModule } from '../reports/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { reviewMachine } from './contract.ts'
import { reviewDoneOrWaived, reviewModule } from './index.ts'

machineSuite('review', reviewMachine)
machineSuite('corrective action', actionMachine)

const modules = [
  alarmsModule,
  dispatchModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  reportsModule,
  rulesModule,
  teamsModule,
  reviewModule,
  ...commsModules,
]
const minute = 60_000
const officer: Seat = {
  id: 'seat-2',
  name: '值班台2',
  session: {
    person: 'p-li',
    name: '李晓',
    rights: new Set(['log.write', 'incident.write']),
    signedInAt: 0,
  },
}

/** Days on, as after a night’s sleep of the machine: timers run once more, not all that were missed. */
function later(world: FakeWorld, days: number): void {
  world.setNow(world.clock.nowMs() + days * 24 * 60 * minute)
  world.advance(minute)
}

async function endedIncident(seat: Seat = wang) {
  const bench = openBench(modules, seat)
  const { world } = bench.test
  const { id } = await bench.api.incidents.open({
    source: '村支书刘某',
    place: { text: '小松镇罗源村', precision: 'approximate' },
    category: '11G01',
  })
  const go = async (minutes: number, to: 'responding' | 'controlled' | 'response_ended') => {
    // By the clock on the wall alone: the other modules' timers have nothing to do with this.
    world.setNow(world.clock.nowMs() + minutes * minute)
    await bench.api.incidents.setStatus({ incident: id, to, reason: '' })
  }
  await go(5, 'responding')
  return { bench, world, id, go }
}

it('opens a review only when the response has ended, fills the nine parts and keeps what a person wrote', async () => {
  const { bench, id, go } = await endedIncident()
  await expect(bench.api.review.open({ incident: id })).rejects.toMatchObject({ code: 'NOT_ENDED' })
  await go(200, 'controlled')
  await go(60, 'response_ended')
  await bench.api.review.open({ incident: id })
  await expect(bench.api.review.open({ incident: id })).rejects.toMatchObject({
    code: 'ALREADY_OPEN',
  })
  const first = await bench.api.review.show({ incident: id })
  expect(first.sections.map(({ number, title }) => `${number} ${title}`)).toEqual([
    '1 基本情况',
    '2 信息接收、流转与报送',
    '3 应急处置的组织与领导',
    '4 预案执行情况',
    '5 救援队伍工作情况',
    '6 技术措施与方案实施',
    '7 救援成效',
    '8 经验教训',
    '9 工作建议',
  ])
  for (const { text, written } of first.sections) {
    expect(text).not.toBe('')
    expect(written).toBeNull()
  }
  expect(first.sections[0]?.text).toContain('小松镇罗源村')
  expect(first.sections[7]?.text).toContain('首次救助')
  await bench.api.review.writeSection({
    incident: id,
    section: 'lessons',
    text: '夜间调派应先核对路线。',
  })
  const after = await bench.restart().api.review.show({ incident: id })
  expect(after.sections[7]).toMatchObject({
    text: '夜间调派应先核对路线。',
    written: { by: '王海燕' },
  })
  expect(bench.lines().at(-1)).toBe('复盘报告：修改“经验教训”')
})

it('is signed by a leader only; what was signed stays as it was, and can be taken back with a reason', async () => {
  const { bench, id, go } = await endedIncident()
  await go(100, 'controlled')
  await go(10, 'response_ended')
  await bench.api.review.open({ incident: id })
  await expect(bench.api.review.step({ incident: id, to: 'signed' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: expect.stringContaining('复盘会'),
  })
  await bench.api.review.step({ incident: id, to: 'meeting' })
  expect(reviewDoneOrWaived(bench.context.db, id)).toBe(false)
  await bench.api.review.step({ incident: id, to: 'signed' })
  expect(reviewDoneOrWaived(bench.context.db, id)).toBe(true)
  const signed = await bench.api.review.show({ incident: id })
  expect(signed.sections.every(({ written }) => written !== null)).toBe(true)
  await bench.api.review.noteRelief({ incident: id, settlement: '罗源小学', what: '被褥 40 套' })
  const later = await bench.api.review.show({ incident: id })
  expect(later.sections.map(({ text }) => text)).toEqual(signed.sections.map(({ text }) => text))
  expect(later.times).toEqual(signed.times)
  await expect(
    bench.api.review.writeSection({ incident: id, section: 'advice', text: '补' }),
  ).rejects.toMatchObject({ code: 'SIGNED' })
  await expect(bench.api.review.step({ incident: id, to: 'meeting' })).rejects.toMatchObject({
    code: 'REASON_NEEDED',
  })
  await bench.api.review.step({ incident: id, to: 'meeting', reason: '到达时间有误' })
  expect((await bench.api.review.show({ incident: id })).writable).toBe(true)
})

it('refuses an officer’s signature and waiver, and takes them with the leader’s word', async () => {
  // A leader ends the response, then an officer sits down.
  const seat: Seat = { ...wang }
  const { bench, id, go } = await endedIncident(seat)
  await go(100, 'controlled')
  await go(10, 'response_ended')
  seat.session = officer.session
  await expect(
    bench.api.review.waive({ incident: id, reason: '小火，无损失' }),
  ).rejects.toMatchObject({ code: 'NOT_ENTITLED' })
  await bench.api.review.open({ incident: id })
  await bench.api.review.step({ incident: id, to: 'meeting' })
  await expect(bench.api.review.step({ incident: id, to: 'signed' })).rejects.toMatchObject({
    code: 'NOT_ENTITLED',
  })
  expect((await bench.api.review.show({ incident: id })).state).toBe('meeting')
})

it('waives a review with a leader’s decision and a reason, once', async () => {
  const { bench, id, go } = await endedIncident()
  await go(100, 'controlled')
  await go(10, 'response_ended')
  await bench.api.review.waive({ incident: id, reason: '小火，无损失' })
  expect(reviewDoneOrWaived(bench.context.db, id)).toBe(true)
  await expect(bench.api.review.waive({ incident: id, reason: '再来' })).rejects.toMatchObject({
    code: 'ALREADY_WAIVED',
  })
  expect(bench.lines().at(-1)).toBe('免除复盘（王海燕）；原因：小火，无损失')
})

it('follows corrective actions until each is closed by somebody, and says which are overdue', async () => {
  const { bench, world, id, go } = await endedIncident()
  await go(100, 'controlled')
  await go(10, 'response_ended')
  await bench.api.review.open({ incident: id })
  const wanted = {
    incident: id,
    problem: '罗源村电台不通',
    owner: '小松镇',
    measure: '增设中继',
  }
  await expect(bench.api.review.noteAction({ ...wanted, due: '2026-06-31' })).rejects.toMatchObject(
    { code: 'BAD_DAY' },
  )
  const { id: action } = await bench.api.review.noteAction({ ...wanted, due: '2026-03-10' })
  for (const to of ['meeting', 'signed', 'filed', 'followed'] as const) {
    await bench.api.review.step({ incident: id, to })
  }
  await expect(bench.api.review.step({ incident: id, to: 'closed' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: '还有 1 项整改没有销号，全部销号后才能完成。',
  })
  later(world, 12)
  const late = await bench.api.review.show({ incident: id })
  expect(late.actions[0]).toMatchObject({ stateWord: '待改', overdue: true })
  await bench.api.review.moveAction({ incident: id, action, to: 'doing' })
  await expect(
    bench.api.review.moveAction({ incident: id, action, to: 'closed' }),
  ).rejects.toMatchObject({ code: 'REASON_NEEDED' })
  await bench.api.review.moveAction({
    incident: id,
    action,
    to: 'closed',
    note: '已验收，通话清楚',
  })
  await bench.api.review.step({ incident: id, to: 'closed' })
  expect((await bench.api.review.show({ incident: id })).stateWord).toBe('销号完成')
})

it('measures relief to the first delivery that was not withdrawn', async () => {
  const { bench, world, id } = await endedIncident()
  const { id: wrong } = await bench.api.review.noteRelief({
    incident: id,
    settlement: '罗源小学',
    what: '饮水',
  })
  await bench.api.review.withdrawRelief({ incident: id, relief: wrong, reason: '车还没到' })
  await expect(
    bench.api.review.withdrawRelief({ incident: id, relief: wrong, reason: '再撤' }),
  ).rejects.toMatchObject({ code: 'ALREADY_WITHDRAWN' })
  world.setNow(world.clock.nowMs() + 30 * minute)
  await bench.api.review.noteRelief({ incident: id, settlement: '罗源小学', what: '饮水 40 件' })
  const { times, relief } = await bench.api.review.show({ incident: id })
  expect(times.find(({ key }) => key === 'relief')).toMatchObject({
    tookMs: 35 * minute,
    verdict: 'within',
    limit: { ms: 600 * minute, basis: 'county' },
  })
  expect(relief).toHaveLength(2)
  await expect(
    bench.api.review.noteRelief({
      incident: id,
      settlement: '罗源小学',
      what: '饭',
      at: world.clock.nowMs() + 10 * minute,
    }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('raises one alarm when a review is due and clears it with the signature', async () => {
  const { bench, world, id, go } = await endedIncident()
  await go(100, 'controlled')
  await go(10, 'response_ended')
  const alarms = async () =>
    (await bench.api.alarms.open()).alarms.filter(({ kind }) => kind === 'review-due')
  later(world, 29)
  expect(await alarms()).toEqual([])
  later(world, 2)
  expect((await alarms()).map(({ title }) => title)).toEqual(['复盘到期：#1 小松镇罗源村森林火灾'])
  world.advance(2 * minute)
  expect(await alarms()).toHaveLength(1)
  expect((await bench.api.review.show({ incident: id })).overdue).toBe(true)
  await bench.api.review.open({ incident: id })
  await bench.api.review.step({ incident: id, to: 'meeting' })
  await bench.api.review.step({ incident: id, to: 'signed' })
  expect((await alarms()).filter(({ state }) => state.startsWith('active'))).toEqual([])
  expect((await bench.api.review.show({ incident: id })).overdue).toBe(false)
  bench.stop()
})

it('gives the same row on another console in any order of arrival', async () => {
  const { bench, id, go } = await endedIncident()
  await go(100, 'controlled')
  await go(10, 'response_ended')
  await bench.api.review.noteRelief({ incident: id, settlement: '罗源小学', what: '饮水' })
  await bench.api.review.open({ incident: id })
  await bench.api.review.writeSection({
    incident: id,
    section: 'plans',
    text: '森林火灾预案四级。',
  })
  await bench.api.review.noteAction({
    incident: id,
    problem: '一',
    owner: '二',
    measure: '三',
    due: '2026-04-01',
  })
  for (const to of ['meeting', 'signed', 'filed'] as const) {
    await bench.api.review.step({ incident: id, to })
  }
  const here = bench.context.db.prepare('select * from review order by id').all()
  for (const seed of [1, 2, 3]) {
    expect(rowsElsewhere(bench.test, [reviewProjection], reviewFacts, 'review', seed)).toEqual(here)
  }
})
