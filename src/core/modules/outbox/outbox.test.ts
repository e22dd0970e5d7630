import { describe, expect, it } from 'vitest'
import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { alarmsModule } from '../alarms/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { outboxProjection } from './apply.ts'
import { outboxFacts } from './facts.ts'
import { ladderFor, recipientMachine, sendMessage } from './index.ts'
import { recentRows } from './queries.ts'
import { answeredBy } from './replies.ts'

const modules = [
  alarmsModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  dispatchModule,
  ...commsModules,
]
const minute = 60_000

machineSuite('outbox recipient', recipientMachine)

async function gateway({ api, hub }: Bench, name: string, means?: 'amateur' | 'beidou') {
  const { id } = await api.gateways.add({
    name,
    driver: 'fake',
    link: { kind: 'serial', path: `/dev/${name}`, baud: 9600 },
    ...(means === undefined ? {} : { means }),
  })
  hub.health(id, { state: 'ready' })
  return id
}

async function team({ api }: Bench, callSign: string, radio: string, phone?: string) {
  const { id } = await api.teams.register({
    name: `${callSign} 队`,
    callSign,
    group: 'professional',
    type: 'forest_pro',
    township: '360735100',
    radios: [radio],
    ...(phone === undefined ? {} : { phone }),
  })
  return id
}

async function desk() {
  const bench = openBench(modules)
  const net = await gateway(bench, '中心台')
  const unit = await team(bench, '森防01', '1001', '13807970001')
  return { bench, net, unit }
}

const say = (bench: Bench, net: string, from: string, body: string, group?: string) =>
  bench.hub.say(net, {
    kind: 'text',
    from,
    to: group ?? '1',
    group: group !== undefined,
    body,
    ref: `${from}:${body}:${bench.hub.ordered.length}`,
  })

const unitOf = (id: string) => ({ kind: 'unit', id }) as const

async function sentTo(bench: Bench, unit: string, body = '请回报位置') {
  const { id } = await bench.api.outbox.send({ body, whom: [unitOf(unit)] })
  return id
}
const first = async (bench: Bench) => {
  const [message] = await bench.api.outbox.recent({})
  const [recipient] = message?.recipients ?? []
  if (!message || !recipient) throw new Error('no message')
  return { message, recipient }
}
const alarms = async (bench: Bench) =>
  (await bench.api.alarms.open()).alarms
    .filter(({ state, title }) => title.startsWith('发往') && state.startsWith('active'))
    .map(({ title }) => title)

describe('one recipient', () => {
  it('goes from waiting to delivered, and is acknowledged only by an answer', async () => {
    const { bench, net, unit } = await desk()
    await sentTo(bench, unit)
    expect((await first(bench)).recipient).toMatchObject({ name: '森防01', state: 'sending' })
    bench.hub.answer({ kind: 'retrying', attempt: 2 })
    expect((await first(bench)).recipient.retries).toBe(2)
    bench.hub.answer({ kind: 'accepted' })
    expect((await first(bench)).recipient.state).toBe('sent')
    bench.hub.answer({ kind: 'confirmed' })
    expect((await first(bench)).recipient).toMatchObject({ state: 'delivered', acks: [] })
    say(bench, net, '1001', '水位上涨')
    expect((await first(bench)).recipient.state).toBe('delivered')
    say(bench, net, '1001', '收到，马上报')
    expect((await first(bench)).recipient).toMatchObject({
      state: 'acknowledged',
      stateWord: '已复诵',
      acks: [{ who: '森防01', how: '短信复诵', note: '收到，马上报', by: null }],
    })
    expect(bench.hub.ordered).toHaveLength(1)
  })

  it('takes the next means by itself where the first certainly did not go out', async () => {
    const { bench, unit } = await desk()
    const volunteers = await gateway(bench, '志愿台', 'amateur')
    const ladder = [
      { means: 'radio370', gateway: bench.hub.list()[0]?.id, address: '1001', group: false },
      { means: 'amateur', gateway: volunteers, address: 'BG5ABC', group: false },
      { means: 'public', address: '13807970001', group: false },
    ] as const
    sendMessage(bench.context, wang, {
      kind: 'order',
      body: '令-0412-003 森防01：前往罗源村。收到请复诵。',
      recipients: [{ name: '森防01', unit, ladder }],
    })
    bench.hub.answer({ kind: 'refused', cause: 'no-reply' })
    expect(bench.hub.ordered.map((one) => one.gateway)).toEqual([
      bench.hub.list()[0]?.id,
      volunteers,
    ])
    expect((await first(bench)).recipient).toMatchObject({ state: 'sending', rung: 1 })
    expect(bench.lines().at(-2)).toContain('未达（对方未应答），改用 志愿电台 BG5ABC')
    bench.hub.answer({ kind: 'refused', cause: 'no-reply' })
    // A telephone is spoken into by a person.
    expect((await first(bench)).recipient).toMatchObject({
      state: 'undecided',
      rung: 2,
      cause: '须人工传达',
      waits: true,
    })
    expect(await alarms(bench)).toEqual(['发往 森防01 的命令待人工决定'])
    expect(bench.hub.ordered).toHaveLength(2)
  })

  it.each([
    [{ kind: 'timed-out' } as const, '超时无应答，可能已收到'],
    [{ kind: 'unknown', cause: 'no-reply' } as const, '对方未应答'],
  ])('leaves %j to a person: the first may have gone out', async (result, cause) => {
    const { bench, unit } = await desk()
    await sentTo(bench, unit)
    bench.hub.answer(result)
    expect((await first(bench)).recipient).toMatchObject({ state: 'undecided', cause })
    expect(bench.hub.ordered).toHaveLength(1)
    expect(await alarms(bench)).toEqual(['发往 森防01 的短信待人工决定'])
  })

  it('resends, takes the next means or withdraws when a person says so, and the alarm ends', async () => {
    const { bench, unit } = await desk()
    const message = await sentTo(bench, unit)
    bench.hub.answer({ kind: 'timed-out' })
    await bench.api.outbox.decide({ message, recipient: 'r1', decision: 'resend' })
    expect(bench.hub.ordered).toHaveLength(2)
    expect(await alarms(bench)).toEqual([])
    bench.hub.answer({ kind: 'timed-out' })
    await bench.api.outbox.decide({ message, recipient: 'r1', decision: 'next' })
    expect((await first(bench)).recipient).toMatchObject({ state: 'undecided', rung: 1 })
    const again = bench.api.outbox.decide({ message, recipient: 'r1', decision: 'resend' })
    await expect(again).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await bench.api.outbox.decide({ message, recipient: 'r1', decision: 'withdraw' })
    expect((await first(bench)).recipient.state).toBe('withdrawn')
    expect(await alarms(bench)).toEqual([])
    const late = bench.api.outbox.decide({ message, recipient: 'r1', decision: 'resend' })
    await expect(late).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    expect(bench.hub.ordered).toHaveLength(2)
  })

  it('counts a telephone call as acknowledged, with who was told and by whom', async () => {
    const { bench, unit } = await desk()
    const message = await sentTo(bench, unit)
    bench.hub.answer({ kind: 'timed-out' })
    const told = {
      message,
      recipient: 'r1',
      who: '李队长',
      how: 'phone',
      note: '复述无误',
    } as const
    await bench.api.outbox.noteAcknowledged(told)
    expect((await first(bench)).recipient).toMatchObject({
      state: 'acknowledged',
      acks: [{ who: '李队长', how: '电话', note: '复述无误', by: '王海燕' }],
    })
    expect(bench.lines().at(-1)).toContain('李队长 已收到并复诵（电话，复述无误，王海燕记）')
    await expect(bench.api.outbox.noteAcknowledged(told)).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  it('takes a receipt that comes after all, and never goes back from acknowledged', async () => {
    const { bench, net, unit } = await desk()
    await sentTo(bench, unit)
    bench.hub.answer({ kind: 'accepted', ref: 'x' })
    bench.hub.answer({ kind: 'timed-out' })
    bench.hub.say(net, { kind: 'delivery', to: '1001', ref: 'x', state: 'delivered' })
    expect((await first(bench)).recipient.state).toBe('delivered')
    say(bench, net, '1001', '明白')
    bench.hub.say(net, { kind: 'delivery', to: '1001', ref: 'x', state: 'delivered' })
    expect((await first(bench)).recipient.state).toBe('acknowledged')
  })
})

describe('time', () => {
  it('never goes out late: what waits behind others past its time is left to a person', async () => {
    const { bench } = await desk()
    const units = await Promise.all(
      ['02', '03', '04', '05'].map((n) => team(bench, `森防${n}`, `10${n}`)),
    )
    const recipients = units.map((id, n) => ({
      name: `森防0${n + 2}`,
      unit: id,
      ladder: ladderFor(bench.context, unitOf(id))?.ladder ?? [],
    }))
    sendMessage(bench.context, wang, {
      kind: 'text',
      body: '集合',
      recipients,
      validMs: 5 * minute,
    })
    // Three on their way, the fourth behind them.
    expect(bench.hub.ordered).toHaveLength(3)
    bench.test.world.advance(6 * minute)
    const { message } = await first(bench)
    expect(message.recipients.map(({ state }) => state)).toEqual([
      'sending',
      'sending',
      'sending',
      'undecided',
    ])
    expect(message.recipients[3]?.cause).toBe('已过时限，没有自动发出')
    bench.hub.answer({ kind: 'confirmed' }, 'order-1')
    expect(bench.hub.ordered).toHaveLength(3)
  })

  it('sends orders before texts, urgent ones before all', async () => {
    const { bench } = await desk()
    const units = await Promise.all(
      ['02', '03', '04', '05', '06'].map((n) => team(bench, `森防${n}`, `10${n}`)),
    )
    const [a = '', b = '', c = '', d = '', e = ''] = units
    await bench.api.outbox.send({ body: '占线', whom: [a, b, c].map(unitOf) })
    await bench.api.outbox.send({ body: '一般', whom: [unitOf(d)] })
    await bench.api.outbox.send({ body: '加急', whom: [unitOf(e)], urgent: true })
    for (const id of ['order-1', 'order-2', 'order-3']) bench.hub.answer({ kind: 'confirmed' }, id)
    const bodies = bench.hub.ordered.map(({ command }) =>
      command.kind === 'sendText' ? command.body : '',
    )
    expect(bodies.slice(3)).toEqual(['加急', '一般'])
  })

  it('sends nothing by itself after this console stopped in between', async () => {
    const { bench } = await desk()
    const units = await Promise.all(
      ['02', '03', '04', '05'].map((n) => team(bench, `森防${n}`, `10${n}`)),
    )
    await bench.api.outbox.send({ body: '集合', whom: units.map(unitOf) })
    const after = bench.restart()
    const { message } = await first(after)
    expect(message.recipients.map(({ state, cause }) => `${state} ${cause}`)).toEqual([
      'undecided 控制台中途停止',
      'undecided 控制台中途停止',
      'undecided 控制台中途停止',
      'undecided 控制台中途停止，没有自动续发',
    ])
    expect(after.hub.ordered).toEqual([])
    expect(await alarms(after)).toHaveLength(4)
  })

  it('counts everything that waits for a person, however much was sent since', async () => {
    const { bench, unit } = await desk()
    const other = await team(bench, '蓝天01', '1002')
    await bench.api.outbox.send({ body: '集合', whom: [unitOf(unit), unitOf(other)] })
    bench.hub.answer({ kind: 'timed-out' }, 'order-1')
    bench.hub.answer({ kind: 'timed-out' }, 'order-2')
    await sentTo(bench, unit, '第二条')
    bench.hub.answer({ kind: 'timed-out' })
    for (let n = 0; n < 60; n++) {
      await sentTo(bench, unit, `后来的 ${n}`)
      bench.hub.answer({ kind: 'confirmed' })
    }
    const { rows, ...sums } = await bench.api.outbox.waiting({ limit: 1 })
    expect(sums).toEqual({ messages: 2, recipients: 3 })
    expect(rows.map(({ body }) => body)).toEqual(['第二条'])
    const [one] = rows
    await bench.api.outbox.decide({ message: one?.id ?? '', recipient: 'r1', decision: 'withdraw' })
    expect(await bench.api.outbox.waiting({})).toMatchObject({ messages: 1, recipients: 2 })
    bench.stop()
  })
})

describe('several recipients', () => {
  it('keeps one result for each, and one refusal does not stop the others', async () => {
    const { bench, unit } = await desk()
    const other = await team(bench, '蓝天01', '1002')
    await bench.api.outbox.send({ body: '注意风向', whom: [unitOf(unit), unitOf(other)] })
    bench.hub.answer({ kind: 'confirmed' }, 'order-1')
    bench.hub.answer({ kind: 'refused', cause: 'no-reply' }, 'order-2')
    const { message } = await first(bench)
    expect(message.recipients.map(({ name, state }) => [name, state])).toEqual([
      ['森防01', 'delivered'],
      ['蓝天01', 'failed'],
    ])
  })

  it('shows who of a group answered, and calls no group delivered', async () => {
    const { bench, net } = await desk()
    await bench.api.outbox.send({ body: '报平安', whom: [{ kind: 'group', number: '12' }] })
    bench.hub.answer({ kind: 'confirmed' })
    say(bench, net, '1001', '收到', '12')
    say(bench, net, '1009', '收到')
    const { recipient } = await first(bench)
    expect(recipient).toMatchObject({ group: true, state: 'sent' })
    expect(recipient.acks.map(({ who }) => who)).toEqual(['森防01', '1009'])
  })

  it('matches an answer by the order it quotes, and none where it could be two', async () => {
    const { bench, net, unit } = await desk()
    await sentTo(bench, unit, '令-0412-003 到罗源村')
    bench.hub.answer({ kind: 'confirmed' })
    bench.test.world.advance(1000)
    await sentTo(bench, unit, '令-0412-004 到小松镇')
    bench.hub.answer({ kind: 'confirmed' })
    say(bench, net, '1001', '收到')
    const states = async () =>
      (await bench.api.outbox.recent({})).map(({ recipients }) => recipients[0]?.state)
    expect(await states()).toEqual(['delivered', 'delivered'])
    say(bench, net, '1001', '令-0412-003 收到')
    expect(await states()).toEqual(['delivered', 'acknowledged'])
  })
})

describe('words', () => {
  it.each([
    '收到',
    '收到，明白',
    '明白！',
    'OK',
    'Roger',
    '【演练】收到',
    '好',
    '好的，马上',
    '是。',
  ])('takes %s for an acknowledgement', async (body) => {
    const { bench, unit } = await desk()
    await sentTo(bench, unit)
    const rows = recentRows(bench.context, 5)
    const text = { from: '1001', unit, to: '1', group: false, body } as never
    expect(answeredBy(rows, text)?.recipient.name).toBe('森防01')
  })
  it.each(['没收到', '是否出发', '好像下雨了', '请重复', '知不知道'])(
    'does not take %s for one',
    async (body) => {
      const { bench, unit } = await desk()
      await sentTo(bench, unit)
      const rows = recentRows(bench.context, 5)
      const text = { from: '1001', unit, to: '1', group: false, body } as never
      expect(answeredBy(rows, text)).toBeUndefined()
    },
  )

  it('sends a correction to the same recipients as a message of its own', async () => {
    const { bench, unit } = await desk()
    const message = await sentTo(bench, unit, '到罗源村')
    bench.hub.answer({ kind: 'timed-out' })
    bench.test.world.advance(1000)
    await bench.api.outbox.correct({ message, body: '到小松镇' })
    expect(bench.hub.ordered.at(-1)?.command).toMatchObject({ body: '更正：到小松镇', to: '1001' })
    const [correction, corrected] = await bench.api.outbox.recent({})
    expect(correction?.corrects).toBe(message)
    // What was corrected does not go out any more.
    expect(corrected?.recipients[0]?.state).toBe('withdrawn')
  })

  it('refuses words that no means takes, before anything is recorded', async () => {
    const { bench, unit } = await desk()
    const long = bench.api.outbox.send({ body: '长'.repeat(201), whom: [unitOf(unit)] })
    await expect(long).rejects.toMatchObject({ code: 'TEXT_TOO_LONG', data: { max: 200 } })
    expect(await bench.api.outbox.recent({})).toEqual([])
  })

  it('refuses somebody without any means, by name', async () => {
    const bench = openBench(modules)
    const unit = await team(bench, '森防09', '1009')
    const nobody = bench.api.outbox.send({ body: '集合', whom: [unitOf(unit)] })
    await expect(nobody).rejects.toMatchObject({ code: 'NO_MEANS' })
  })

  it('asks which net a group is in where there are two, and takes the one that was chosen', async () => {
    const { bench, net } = await desk()
    await gateway(bench, '第二台')
    const whom = [{ kind: 'group', number: '12' } as const]
    await expect(bench.api.outbox.send({ body: '集合', whom })).rejects.toMatchObject({
      code: 'NO_MEANS',
      message: '有多个网关可用，请先选发给 组 12 经哪个网关。',
    })
    await bench.api.outbox.send({ body: '集合', whom, gateway: net })
    expect(bench.hub.ordered.map((one) => one.gateway)).toEqual([net])
  })

  it('marks every text of a drill', async () => {
    const { bench, unit } = await desk()
    Object.assign(bench.context, { status: 'exercise' })
    await sentTo(bench, unit, '集合')
    expect(bench.hub.ordered[0]?.command).toMatchObject({ body: '【演练】集合' })
  })
})

describe('orders', () => {
  const fire = { task: '扑救山火', place: '小松镇罗源村', channel: '370M 12组' }

  async function ordered() {
    const { bench, net, unit } = await desk()
    const { id: incident } = await bench.api.incidents.open({
      source: '刘支书',
      place: { text: '小松镇罗源村', township: '360735101', precision: 'township-only' },
      category: '11G01',
    })
    const { orders } = await bench.api.dispatch.order({
      incident,
      units: [unit],
      ...fire,
      byText: true,
    })
    const assignment = orders[0]?.assignment ?? ''
    return { bench, net, unit, incident, assignment, text: orders[0]?.text }
  }

  it('go out through the outbox and stand at their incident', async () => {
    const { bench, incident, text } = await ordered()
    const [message] = await bench.api.outbox.recent({ incident })
    expect(message).toMatchObject({ id: text?.id, kind: 'order', incident })
    expect(
      message?.recipients[0]?.rungs.map(({ meansWord, gateway }) => [meansWord, gateway !== null]),
    ).toEqual([
      ['370M', true],
      ['公网', false],
    ])
  })

  it('are acknowledged with the read-back that dispatch notes', async () => {
    const { bench, assignment } = await ordered()
    bench.hub.answer({ kind: 'timed-out' })
    expect(await alarms(bench)).toContain('发往 森防01 的命令待人工决定')
    await bench.api.dispatch.advance({ assignment, to: 'acknowledged', readBack: '到罗源村' })
    expect((await first(bench)).recipient).toMatchObject({
      state: 'acknowledged',
      acks: [{ how: '电台话音', note: '到罗源村' }],
    })
    expect(await alarms(bench)).not.toContain('发往 森防01 的命令待人工决定')
  })

  it('are not sent any more when they are taken back', async () => {
    const { bench, assignment } = await ordered()
    bench.hub.answer({ kind: 'timed-out' })
    await bench.api.dispatch.advance({ assignment, to: 'standby', reason: '误报' })
    expect((await first(bench)).recipient.state).toBe('withdrawn')
  })
})

it('gives the same rows in any order of arrival', async () => {
  const { bench, net, unit } = await desk()
  const message = await sentTo(bench, unit)
  bench.hub.answer({ kind: 'timed-out' })
  await bench.api.outbox.decide({ message, recipient: 'r1', decision: 'resend' })
  bench.hub.answer({ kind: 'confirmed' })
  say(bench, net, '1001', '收到')
  const here = bench.test.db.prepare('select * from outbox_message order by id').all()
  expect(here).toHaveLength(1)
  for (let seed = 1; seed <= 20; seed++) {
    const there = rowsElsewhere(bench.test, [outboxProjection], outboxFacts, 'outbox_message', seed)
    expect(there).toEqual(here)
  }
})
