import { expect, it } from 'vitest'
import { z } from 'zod'
import { openTestLog } from '../../../../tests/support/console-log.ts'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { factKind } from '../../oplog/registry.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { outboxModule } from '../outbox/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { bestMeans, reachModule } from '../reach/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { rollProjection } from './apply.ts'
import { rollFacts } from './facts.ts'
import { rollcallModule } from './index.ts'
import { rollMachine } from './words.ts'

machineSuite('roll call', rollMachine)

const minute = 60_000

const modules = [
  alarmsModule,
  directoryModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  placesModule,
  rulesModule,
  teamsModule,
  positionsModule,
  radioModule,
  reachModule,
  outboxModule,
  dispatchModule,
  rollcallModule,
  gatewaysModule,
]

const townships = [
  ['小松01', '小松综合应急队', '1003', '360735101'],
  ['高田01', '高田综合应急队', '1004', '360735104'],
  ['丰山01', '丰山综合应急队', '1012', '360735201'],
] as const

async function desk() {
  const bench = openBench(modules)
  const teams: Record<string, string> = {}
  for (const [callSign, name, radio, township] of townships) {
    const { id } = await bench.api.teams.register({
      name,
      callSign,
      group: 'township',
      type: 'forest_semi',
      radios: [radio],
      township,
    })
    teams[callSign] = id
  }
  return { bench, teams }
}

async function withGateway(bench: Bench) {
  const { id } = await bench.api.gateways.add({
    name: '网关1',
    driver: 'fake',
    link: { kind: 'memory', name: 'one' },
  })
  bench.hub.health(id, { state: 'ready' })
  return id
}

const open = async (bench: Bench) => (await bench.api.rollcall.open({ net: 'townships' })).id
const openItems = async (bench: Bench) =>
  (await bench.api.logbook.openActions({})).entries.map(({ text }) => text)

it('calls the stations of the net in the county’s order and takes one key per answer', async () => {
  const { bench, teams } = await desk()
  const roll = await open(bench)
  const sheet = await bench.api.rollcall.show({ roll })
  expect(sheet.lines.map(({ callSign }) => callSign)).toEqual(['小松01', '高田01', '丰山01'])
  const station = teams['小松01'] ?? ''
  await bench.api.rollcall.answer({
    roll,
    answers: [
      { station, result: 'answered', signal: 4, who: '刘某', position: '驻地', power: '市电' },
    ],
  })
  const after = await bench.api.rollcall.show({ roll })
  expect(after.lines[0]?.answer).toMatchObject({ word: '应答', signal: 4, who: '刘某' })
  expect(after.counts).toMatchObject({ due: 3, answered: 1, open: 2 })
  expect(bench.lines()).toContain('小松01 应答（清晰度 4，应答人 刘某，驻地，电源 市电）')
  expect(await openItems(bench)).toEqual(['点名 乡镇网 应答 1/3，未应答 2 台：高田01、丰山01'])
  // The township of the team is reached as well as the team.
  expect(bestMeans(bench.context, { place: '360735101' })[0]).toMatchObject({ state: 'good' })
  bench.stop()
})

it('strikes an answer that was noted for the wrong station, and the proof it made', async () => {
  const { bench, teams } = await desk()
  const roll = await open(bench)
  const station = teams['高田01'] ?? ''
  await bench.api.rollcall.answer({ roll, answers: [{ station, result: 'answered', signal: 5 }] })
  expect(bestMeans(bench.context, { unit: station })[0]).toMatchObject({ state: 'good' })
  await bench.api.rollcall.answer({ roll, answers: [{ station, result: 'none' }] })
  const line = (await bench.api.rollcall.show({ roll })).lines.find(({ key }) => key === station)
  expect(line).toMatchObject({
    answer: null,
    missing: true,
    earlier: [{ word: '应答', signal: 5 }],
  })
  expect(bestMeans(bench.context, { unit: station })[0]).toMatchObject({ state: 'untried' })
  bench.stop()
})

it('offers the second round after its time, earlier only with a reason', async () => {
  const { bench, teams } = await desk()
  const roll = await open(bench)
  const present = ['小松01', '高田01'].map((name) => ({
    station: teams[name] ?? '',
    result: 'answered' as const,
    signal: 5,
  }))
  await bench.api.rollcall.answer({ roll, answers: present })
  await expect(bench.api.rollcall.secondRound({ roll })).rejects.toMatchObject({
    code: 'REASON_NEEDED',
    message: expect.stringContaining('起可以补点'),
  })
  bench.test.world.advance(10 * minute)
  await bench.api.rollcall.secondRound({ roll })
  const station = teams['丰山01'] ?? ''
  await bench.api.rollcall.answer({ roll, answers: [{ station, result: 'poor', signal: 2 }] })
  const sheet = await bench.api.rollcall.show({ roll })
  expect(sheet.lines.at(-1)?.answer).toMatchObject({ word: '补点质差', round: 2 })
  expect(sheet.faults).toEqual([{ station, callSign: '丰山01', fault: '信号质差（清晰度 2）' }])
  expect(sheet.countWords).toBe('应到 3，应答 3（质差 1），其中补点 1，未应答 0')
  bench.stop()
})

it('sums up with the stations that failed on the repair list, until they are mended', async () => {
  const { bench, teams } = await desk()
  const roll = await open(bench)
  await expect(bench.api.rollcall.summarize({ roll })).rejects.toMatchObject({
    code: 'REASON_NEEDED',
  })
  const station = teams['丰山01'] ?? ''
  await bench.api.rollcall.summarize({
    roll,
    reason: '暴雨，人员上堤',
    reportedTo: '李文斌',
    faults: [{ station, fault: '点名未应答', who: '赖建平' }],
  })
  expect(await openItems(bench)).toEqual([
    '报修 丰山01（丰山综合应急队）：点名未应答，责任人 赖建平',
  ])
  await expect(
    bench.api.rollcall.answer({ roll, answers: [{ station, result: 'answered' }] }),
  ).rejects.toMatchObject({ code: 'SUMMARIZED' })
  const [ticket] = (await bench.api.rollcall.repairs()).open
  await bench.api.rollcall.noteRepair({
    repair: ticket?.id ?? '',
    note: '换了电池，试通',
    who: '',
    fixed: true,
  })
  expect(await openItems(bench)).toEqual([])
  expect((await bench.api.rollcall.repairs()).fixed[0]).toMatchObject({
    fixedBy: '王海燕',
    who: '赖建平',
  })
  bench.stop()
})

it('does not write a second ticket for a station that waits for repair already', async () => {
  const { bench, teams } = await desk()
  const station = teams['丰山01'] ?? ''
  for (const reason of ['一', '二']) {
    const roll = await open(bench)
    await bench.api.rollcall.summarize({
      roll,
      reason,
      faults: [{ station, fault: '点名未应答' }],
    })
    bench.test.world.advance(minute)
  }
  const { open: waiting } = await bench.api.rollcall.repairs()
  expect(waiting).toHaveLength(1)
  expect(waiting[0]?.notes).toHaveLength(1)
  const net = await bench.api.rollcall.trend({ net: 'townships' })
  const trend = net.find(({ key }) => key === station)
  expect(trend).toMatchObject({ rate: 0, missedInRow: 2 })
  bench.stop()
})

it('asks one radio after the other, once a person has started it', async () => {
  const { bench } = await desk()
  await withGateway(bench)
  const roll = await open(bench)
  expect(bench.hub.ordered).toEqual([])
  expect(await bench.api.rollcall.ask({ roll, how: 'check' })).toMatchObject({ asked: 3 })
  expect(bench.hub.ordered.map(({ command }) => command)).toEqual([
    { kind: 'check', radio: '1003' },
  ])
  bench.hub.answer({ kind: 'confirmed' })
  bench.hub.answer({ kind: 'timed-out' })
  const sheet = await bench.api.rollcall.show({ roll })
  expect(sheet.asking).toMatchObject({ callSign: '丰山01', left: 1 })
  expect(sheet.lines.map(({ answer }) => answer?.word ?? null)).toEqual(['应答', '未应答', null])
  // A radio that says nothing at all is given up, and the round ends.
  bench.test.world.advance(20_000)
  const after = await bench.api.rollcall.show({ roll })
  expect(after.asking).toBeNull()
  expect(after.counts).toMatchObject({ answered: 1, absent: 2 })
  expect(bench.hub.ordered).toHaveLength(3)
  bench.stop()
})

it('does not take the net’s answer that a radio is off for the radio’s own', async () => {
  const { bench } = await desk()
  const gateway = await withGateway(bench)
  const roll = await open(bench)
  await bench.api.rollcall.ask({ roll, how: 'check' })
  bench.hub.say(gateway, { kind: 'radioPresence', radio: '1003', online: false, how: 'checked' })
  bench.hub.answer({ kind: 'confirmed', detail: { online: false } })
  const [first] = (await bench.api.rollcall.show({ roll })).lines
  expect(first?.answer).toMatchObject({ word: '未应答', note: '在线检查没有回应：不在线' })
  bench.stop()
})

it('calls nobody absent because its own gateway went away', async () => {
  const { bench } = await desk()
  const gateway = await withGateway(bench)
  const roll = await open(bench)
  await bench.api.rollcall.ask({ roll, how: 'check' })
  bench.hub.health(gateway, { state: 'down', reason: 'vanished' })
  bench.hub.answer({ kind: 'timed-out' })
  const sheet = await bench.api.rollcall.show({ roll })
  expect(sheet.counts).toMatchObject({ absent: 0, open: 3 })
  expect(sheet.asking).toBeNull()
  expect(bench.lines().at(-1)).toContain('自动点名中断')
  await expect(bench.api.rollcall.ask({ roll, how: 'check' })).rejects.toMatchObject({
    code: 'NO_GATEWAY',
  })
  bench.stop()
})

it('takes a text of a station for its answer, and never over what a person heard', async () => {
  const { bench, teams } = await desk()
  const gateway = await withGateway(bench)
  const roll = await open(bench)
  await bench.api.rollcall.answer({
    roll,
    answers: [{ station: teams['小松01'] ?? '', result: 'poor', signal: 2 }],
  })
  await bench.api.rollcall.ask({ roll, how: 'text', text: '点名，请回复位置和电池' })
  const say = (from: string, body: string) =>
    bench.hub.say(gateway, { kind: 'text', from, to: '1', group: false, body, ref: body })
  say('1004', '高田政府，电池60')
  say('1003', '收到')
  const { lines } = await bench.api.rollcall.show({ roll })
  expect(lines.map(({ answer }) => answer?.note ?? null)).toEqual(['', '高田政府，电池60', null])
  expect(lines[0]?.answer?.word).toBe('质差')
  bench.stop()
})

it('reminds of a due roll call and raises it after its limit, but never begins it', async () => {
  const { bench } = await desk()
  // 08:00 in Beijing: the morning roll call is at 08:30.
  await bench.api.logbook.write({ kind: 'other', source: { kind: 'text', text: '' }, text: '接班' })
  expect(await bench.api.rollcall.due()).toEqual([])
  bench.test.world.advance(30 * minute)
  expect(await bench.api.rollcall.due()).toMatchObject([{ label: '早点名', amber: false }])
  bench.test.world.advance(15 * minute)
  const [due] = await bench.api.rollcall.due()
  expect(due).toMatchObject({ amber: true, stations: 3 })
  const titles = async () => (await bench.api.alarms.open()).alarms.map(({ title }) => title)
  expect(await titles()).toContain('早点名未开始')
  expect((await bench.api.rollcall.current()).sheet).toBeNull()
  const roll = await open(bench)
  expect(await bench.api.rollcall.due()).toEqual([])
  expect(await bench.api.rollcall.show({ roll })).toMatchObject({ label: '早点名' })
  bench.stop()
})

it('passes a due roll call over with a reason', async () => {
  const { bench } = await desk()
  await bench.api.logbook.write({ kind: 'other', source: { kind: 'text', text: '' }, text: '接班' })
  bench.test.world.advance(30 * minute)
  const [due] = await bench.api.rollcall.due()
  await bench.api.rollcall.skip({ slot: due?.id ?? '', reason: '正在处置山火，全网已在通联' })
  expect(await bench.api.rollcall.due()).toEqual([])
  expect(bench.lines().at(-1)).toContain('早点名 08:30 未进行')
  bench.stop()
})

it('keeps a net as a person has set it', async () => {
  const { bench } = await desk()
  const [net] = await bench.api.rollcall.nets()
  const stations = (net?.stations ?? []).slice(0, 1)
  await bench.api.rollcall.setNet({
    net: 'townships',
    name: '乡镇网',
    group: '21',
    means: 'radio370',
    stations,
  })
  const after = await bench.restart().api.rollcall.nets()
  expect(after.find(({ id }) => id === 'townships')).toMatchObject({ group: '21', first: false })
  expect(after.find(({ id }) => id === 'townships')?.stations).toHaveLength(1)
})

it('reads roll calls that were recorded before there was a sheet', () => {
  const old = [
    factKind('roll-call.opened', 1, z.unknown()),
    factKind('roll-call.answered', 1, z.unknown()),
  ]
  const before = openTestLog([], old)
  const stations = [
    { unit: 't1', callSign: '小松01' },
    { unit: 't2', callSign: '高田01' },
  ]
  const opened = { title: '乡镇', net: '21', stations, at: 1000, by: '王海燕', line: 'line-1' }
  before.write([{ kind: 'roll-call.opened', entity: 'r1', body: opened }])
  const told = { said: '1003', unit: 't1', result: 'answered', note: '正常' }
  before.write([
    {
      kind: 'roll-call.answered',
      entity: 'r1',
      body: { answers: [told], at: 2000, by: '王海燕', line: 'line-2' },
    },
  ])
  const [row] = rowsElsewhere(before, [rollProjection], rollFacts, 'roll_call_sheet', 1)
  expect(row).toMatchObject({ id: 'r1', title: '乡镇', group_number: '21', state: 'calling' })
  const lines = JSON.parse(String(row?.['lines'])) as { callSign: string; answers: unknown[] }[]
  expect(lines.map(({ callSign, answers }) => [callSign, answers.length])).toEqual([
    ['小松01', 1],
    ['高田01', 0],
  ])
  before.close()
})

it('reaches the same sheet in any order of arrival', async () => {
  const { bench, teams } = await desk()
  const roll = await open(bench)
  for (const result of ['absent', 'answered', 'none', 'relayed'] as const) {
    await bench.api.rollcall.answer({ roll, answers: [{ station: teams['高田01'] ?? '', result }] })
  }
  bench.test.world.advance(10 * minute)
  await bench.api.rollcall.secondRound({ roll })
  await bench.api.rollcall.summarize({ roll })
  const here = bench.context.db.prepare('select * from roll_call_sheet order by id').all()
  for (const seed of [1, 2, 3]) {
    expect(rowsElsewhere(bench.test, [rollProjection], rollFacts, 'roll_call_sheet', seed)).toEqual(
      here,
    )
  }
  bench.stop()
})
