import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { attachmentsModule } from '../attachments/index.ts'
import { callersModule } from '../callers/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { reportsModule } from '../reports/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { notTakenBack } from './contract.ts'
import { commandModule } from './index.ts'

const modules = [
  alarmsModule,
  attachmentsModule,
  callersModule,
  commandModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  reportsModule,
  rulesModule,
  teamsModule,
  dispatchModule,
  ...commsModules,
]

async function desk() {
  const bench = openBench(modules)
  const teams: Record<string, string> = {}
  for (const [callSign, name, group, radio] of [
    ['森防01', '森林消防一中队', 'professional', '1001'],
    ['蓝天02', '蓝天救援水上组', 'social', '1009'],
    ['小松01', '小松综合应急队', 'township', '1003'],
    ['高田01', '高田综合应急队', 'township', '1004'],
  ] as const) {
    const type =
      group === 'township' ? 'forest_semi' : group === 'social' ? 'lantian' : 'forest_pro'
    const made = await bench.api.teams.register({ name, callSign, group, type, radios: [radio] })
    teams[callSign] = made.id
  }
  return { bench, teams }
}

async function propose(
  bench: Bench,
  text: string,
  more: { incident?: string; unit?: string } = {},
) {
  const { reading } = await bench.api.command.propose({ text, ...more })
  if (!reading) throw new Error('nothing proposed')
  return reading
}

async function say(bench: Bench, text: string, more: { incident?: string; unit?: string } = {}) {
  const { proposal } = await propose(bench, text, more)
  return bench.api.command.carryOut({ proposal })
}

it('reads places and teams as people here say them, from the moment that is noted', async () => {
  const { bench } = await desk()
  await bench.api.places.register({ name: '单桥', kind: '桥', township: '360735101' })
  const read = async (text: string) => {
    const answer = await bench.api.command.propose({ text })
    return JSON.stringify(answer.reading?.proposal ?? {})
  }
  expect(await read('dangqiao 山火')).not.toContain('单桥')
  await bench.api.places.setReading({ word: '单桥', spelling: 'dang qiao' })
  expect(await read('dangqiao 山火')).toContain('单桥')
  expect(await read('danqiao 山火')).toContain('单桥')
  await bench.api.places.setReading({ word: '高田', spelling: 'gao dian' })
  expect(await read('gaodian01 到达')).toContain('高田01')
})

const fire = '14:20 小松镇罗源村 山火 往山背烧 无人被困 村支书刘某报'

it('opens an incident with every word that was said, and what was understood in its fields', async () => {
  const { bench } = await desk()
  const { incident, said } = await say(bench, fire.replace('14:20 ', ''))
  expect(said).toContain('#1')
  const record = await bench.api.incidents.show({ incident: incident ?? '' })
  expect(record).toMatchObject({ category: '11G01', place: { text: '小松镇罗源村' } })
  expect(record.fields.find(({ field }) => field === 'source')?.value).toBe('村支书刘某')
  expect(bench.lines().join('\n')).toContain('往山背烧')
})

it('orders, takes the read-back, notes the arrival and the casualties of one sentence', async () => {
  const { bench, teams } = await desk()
  const { incident } = await say(bench, '小松镇罗源村山火')
  const ordered = await say(bench, '出动 蓝天 小松镇罗源村山火')
  expect(ordered).toMatchObject({
    incident,
    corrections: [{ line: expect.stringContaining('撤销命令') }],
  })
  await say(bench, '蓝天 复诵 8人1车')
  await say(bench, '蓝天 到达')
  const done = await say(bench, '蓝天 需增援 2人受伤')
  expect(done.said).toContain('请求支援')
  const unit = await bench.api.teams.show({ team: teams['蓝天02'] ?? '' })
  expect(unit).toMatchObject({ state: { key: 'request_support' }, incident })
  const [assignment] = await bench.api.dispatch.ofIncident({ incident: incident ?? '' })
  expect(assignment).toMatchObject({ state: 'arrived', people: 8, vehicles: 1 })
  expect(bench.lines().some((line) => line.includes('受伤 2'))).toBe(true)
  expect(bench.lines().some((line) => line.includes('蓝天 需增援 2人受伤'))).toBe(true)
})

it('takes back what stayed, by a new fact, and says what cannot be taken back any more', async () => {
  const { bench } = await desk()
  await say(bench, '小松镇罗源村山火')
  await say(bench, '派森防01去#1')
  const { undo } = await say(bench, '森防01 出动')
  if (!undo) throw new Error('no way back')
  await bench.api.command.undo({ undo })
  const [row] = (await bench.api.dispatch.board({})).assignments
  expect(row?.state).toBe('ordered')
  const state = await say(bench, '高田01 集结')
  if (!state.undo) throw new Error('no way back')
  await say(bench, '高田01 待命')
  await expect(bench.api.command.undo({ undo: state.undo })).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('再次更改'),
  })
})

it('takes back the first casualties of an incident as well', async () => {
  const { bench } = await desk()
  const { incident } = await say(bench, '小松镇罗源村山火')
  const { undo } = await say(bench, '#1 受伤2人')
  if (!undo || incident === null) throw new Error('no way back')
  await bench.api.command.undo({ undo })
  const { casualties } = await bench.api.incidents.show({ incident })
  expect(casualties).toMatchObject({ injured: 0, source: '更正' })
})

it('promises Ctrl+Z before Enter only where there is a way back', async () => {
  const { bench } = await desk()
  for (const text of [
    '小松镇罗源村山火',
    '小松镇罗源村山火 又有村民来电报 烧大了',
    '#1 续报 火线东移',
    '#1 受伤2人',
    '派森防01去#1',
    '森防01 复诵 8人1车',
    '森防01 出动',
    '森防01 报平安',
    '高田01 集结',
    '#1 正在核实',
    '起草#1首报',
  ]) {
    const { proposal } = await propose(bench, text)
    const { undo } = await bench.api.command.carryOut({ proposal })
    expect([text, proposal.kind, undo === null]).toEqual([
      text,
      proposal.kind,
      notTakenBack(proposal) !== null,
    ])
  }
})

it('comes back with the other module’s sentence and changes nothing', async () => {
  const { bench } = await desk()
  const before = bench.lines().length
  const { proposal } = await propose(bench, '森防01 复诵')
  await expect(bench.api.command.carryOut({ proposal })).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('没有在办的命令'),
  })
  await expect(say(bench, '/发 G12 请各队报位置')).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('没有能用的手段：没有接通的网关'),
  })
  expect(bench.lines()).toHaveLength(before)
})

it('sends to the numbers as they were typed, and shows what became of each', async () => {
  const bench = openBench(modules)
  const link = { kind: 'serial', path: '/dev/ttyUSB0', baud: 9600 } as const
  const net = await bench.api.gateways.add({ name: '中心', driver: 'fake', link })
  const sms = await bench.api.gateways.add({ name: '短信', driver: 'fake', link, means: 'public' })
  for (const { id } of [net, sms]) bench.hub.health(id, { state: 'ready' })
  await bench.api.teams.register({
    name: '森林消防一中队',
    callSign: '森防01',
    group: 'professional',
    type: 'forest_pro',
    radios: ['1001'],
    phone: '13807970001',
  })
  await say(bench, '/发 1001,G12 请各队报位置')
  const [message] = await bench.api.outbox.recent({})
  expect(message?.recipients).toMatchObject([
    { name: '森防01', state: 'sending', rungs: [{ address: '1001' }] },
    { name: '组 12', group: true, state: 'sending', rungs: [{ address: '12' }] },
  ])
  bench.hub.answer({ kind: 'refused', cause: 'no-reply' }, 'order-1')
  const [after] = (await bench.api.outbox.waiting({})).rows
  expect(after?.recipients[0]).toMatchObject({ state: 'failed', cause: '对方未应答' })
  // A telephone that nobody saw before Enter is not written to.
  expect(bench.hub.ordered.map(({ gateway }) => gateway)).toEqual([net.id, net.id])
  bench.stop()
})

it('remembers a name for ever and uses one for a single sentence', async () => {
  const { bench, teams } = await desk()
  expect(await propose(bench, '红星队 到达')).toMatchObject({ unknownName: '红星队' })
  const unit = teams['高田01'] ?? ''
  const once = await bench.api.command.propose({ text: '红星队 到达', names: { 红星队: unit } })
  expect(once.reading?.proposal).toMatchObject({ kind: 'unitStatus', unit: { callSign: '高田01' } })
  expect((await propose(bench, '红星队 到达')).unknownName).toBe('红星队')
  await bench.api.command.remember({ name: '红星队', unit })
  const after = bench.restart()
  expect((await propose(after, '红星队 到达')).proposal).toMatchObject({
    kind: 'unitStatus',
    unit: { callSign: '高田01' },
  })
  await expect(
    after.api.command.remember({ name: '红星队', unit: teams['小松01'] ?? '' }),
  ).rejects.toMatchObject({ code: 'TAKEN' })
})

it('keeps who has not answered a roll call as one open item', async () => {
  const { bench } = await desk()
  await say(bench, '/点名 乡镇')
  const open = async () => (await bench.api.logbook.openActions({})).entries.map(({ text }) => text)
  expect(await open()).toEqual([expect.stringContaining('待应答 2 台：小松01、高田01')])
  await say(bench, '/net 1003 正常 / 1004 无应答')
  expect(await open()).toEqual([expect.stringContaining('应答 1/2，未应答 1 台：高田01')])
  expect((await bench.api.command.rollCall()).open).toMatchObject({ missing: ['高田01'] })
  await say(bench, '1004 正常')
  expect(await open()).toEqual([])
  expect((await bench.api.command.rollCall()).open).toBeNull()
  expect(bench.lines().at(-1)).toBe('点名 乡镇 全部应答，2 台')
})

it('saves anything else as it was typed', async () => {
  const { bench } = await desk()
  await say(bench, '市局来电问材料，王科长答复下午报')
  expect(bench.lines().at(-1)).toBe('市局来电问材料，王科长答复下午报')
})
