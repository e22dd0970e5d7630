import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { peopleModule } from '../people/index.ts'
import { directoryModule, pointOf } from '../directory/index.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { positionsModule } from '../positions/index.ts'
import { teamsModule } from '../teams/index.ts'
import { longestPttMs } from './contract.ts'
import { radioFacts, radioModule, trafficProjection } from './index.ts'

const modules = [
  alarmsModule,
  logbookModule,
  rulesModule,
  teamsModule,
  positionsModule,
  peopleModule,
  directoryModule,
  radioModule,
  gatewaysModule,
]
const gateway = {
  name: '中心',
  driver: 'fake',
  link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
} as const

async function desk() {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add(gateway)
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  return { ...bench, id }
}
type Desk = Awaited<ReturnType<typeof desk>>

const traffic = async ({ api }: Pick<Bench, 'api'>) => (await api.radio.traffic({})).rows
const text = {
  kind: 'text',
  from: '101',
  to: '12',
  group: true,
  body: '火线约 300 米',
  ref: 'm1',
} as const

async function team({ api }: Desk, radios: string[]) {
  const { id } = await api.teams.register({
    name: '小松综合应急队',
    callSign: '小松01',
    group: 'township',
    type: 'fire',
    radios,
  })
  return id
}

it('logs an incoming text with the unit that held the radio, and writes its line', async () => {
  const bench = await desk()
  const unit = await team(bench, ['101'])
  bench.hub.say(bench.id, text)
  expect(await traffic(bench)).toMatchObject([
    {
      kind: 'text-in',
      body: '火线约 300 米',
      radio: { callSign: '小松01', unit, unknown: false },
      target: { number: '12', group: true },
    },
  ])
  expect(bench.lines().at(-1)).toBe('短信（发往组 12）：火线约 300 米')
  const line = bench.test.db
    .prepare('select unit, call_sign, channel, net, kind from log_entry order by number desc')
    .get()
  expect(line).toEqual({ unit, call_sign: '小松01', channel: 'radio370', net: '12', kind: 'comm' })
})

it('lets the modem forget a text only once it is on record, and records one that comes again once', async () => {
  const bench = await desk()
  let forgotten = 0
  const kept = { ...text, group: false, from: '13979712345', stored: () => void (forgotten += 1) }
  bench.refuse('disk-full')
  bench.hub.say(bench.id, kept)
  expect(forgotten).toBe(0)
  bench.refuse(undefined)
  bench.test.world.advance(3000)
  expect(forgotten).toBe(1)
  // The console stopped between its record and the modem's deletion.
  const restarted = bench.restart()
  restarted.hub.say(bench.id, kept)
  expect(forgotten).toBe(2)
  expect(await traffic(restarted)).toHaveLength(1)
})

it('keeps who held the radio then, when it changes hands later', async () => {
  const bench = await desk()
  const unit = await team(bench, ['101'])
  bench.hub.say(bench.id, text)
  await bench.api.teams.releaseRadio({ team: unit, radio: '101' })
  bench.hub.say(bench.id, { ...text, ref: 'm2' })
  expect((await traffic(bench)).map(({ radio }) => radio?.callSign)).toEqual(['101', '小松01'])
})

it('shows a call in progress, and logs it once with its talkers when it ends', async () => {
  const bench = await desk()
  await team(bench, ['101'])
  const { hub, id, test, api } = bench
  hub.say(id, {
    kind: 'callStart',
    call: 'c1',
    direction: 'in',
    type: 'group',
    target: '12',
    caller: '101',
  })
  hub.say(id, { kind: 'talker', call: 'c1', radio: '101' })
  expect(await api.radio.calls()).toMatchObject([{ type: 'group', talker: { callSign: '小松01' } }])
  test.world.advance(8000)
  hub.say(id, { kind: 'talker', call: 'c1', radio: '102' })
  test.world.advance(4000)
  hub.say(id, { kind: 'callEnd', call: 'c1', cause: 'ended' })
  hub.say(id, { kind: 'callEnd', call: 'c1', cause: 'ended' })
  expect(await api.radio.calls()).toEqual([])
  expect(await traffic(bench)).toMatchObject([
    { kind: 'call', seconds: 12, body: '组呼 · 讲话 小松01、102', cause: '' },
  ])
  expect(bench.lines().at(-1)).toBe('组呼 组 12，12 秒，讲话 小松01、102')
})

it('logs the call that was going on when the console stopped, once', async () => {
  const before = await desk()
  before.hub.say(before.id, {
    kind: 'callStart',
    call: 'c1',
    direction: 'in',
    type: 'group',
    target: '12',
    caller: '101',
  })
  const after = before.restart()
  expect(await traffic(after)).toMatchObject([{ kind: 'call', cause: '控制台中途停止' }])
  expect(await traffic(after.restart())).toHaveLength(1)
})

it('raises an emergency with the position it knows, which the radio cannot take back', async () => {
  const bench = await desk()
  const unit = await team(bench, ['101'])
  const { hub, id, api } = bench
  hub.say(id, { kind: 'position', fix: { radio: '101', lat: 26.31, lon: 116.34, valid: true } })
  hub.say(id, { kind: 'emergency', from: '101', how: 'man-down', state: 'raised' })
  const { alarms } = await api.alarms.open()
  expect(alarms).toMatchObject([
    { kind: 'radio-emergency', priority: 'emergency', title: '小松01 紧急求救', unit },
  ])
  expect(alarms[0]?.detail).toBe('倒地报警；电台 101；位置 26.31000，116.34000')
  expect(bench.lines().at(-1)).toBe('小松01 紧急求救：倒地报警；位置 26.31000，116.34000')
  hub.say(id, { kind: 'emergency', from: '101', how: 'man-down', state: 'cleared' })
  expect((await api.alarms.open()).alarms).toMatchObject([{ state: 'active-unacknowledged' }])
  expect((await traffic(bench)).map(({ kind }) => kind)).toEqual(['emergency', 'emergency'])
})

it('loses no text while the disk is full, and keeps the order of arrival', async () => {
  const bench = await desk()
  bench.refuse('disk-full')
  bench.hub.say(bench.id, { ...text, body: '第一条' })
  bench.test.world.advance(500)
  bench.hub.say(bench.id, { ...text, body: '第二条' })
  expect(await traffic(bench)).toEqual([])
  bench.refuse(undefined)
  bench.test.world.advance(3000)
  expect((await traffic(bench)).map(({ body }) => body)).toEqual(['第二条', '第一条'])
})

it('follows a text from 待发 to 已送达, with its retries', async () => {
  const bench = await desk()
  const { api, hub } = bench
  const { id } = await api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  const state = async () => (await traffic(bench)).find((row) => row.id === id)
  expect(await state()).toMatchObject({ outcomeWord: '待发', by: '王海燕' })
  hub.answer({ kind: 'retrying', attempt: 2 })
  expect(await state()).toMatchObject({ outcomeWord: '待发', retries: 2 })
  hub.answer({ kind: 'accepted' })
  expect(await state()).toMatchObject({ outcomeWord: '已交网关' })
  hub.answer({ kind: 'confirmed' })
  expect(await state()).toMatchObject({ outcomeWord: '已送达', retries: 2 })
  expect((await api.alarms.open()).alarms).toEqual([])
})

it('shows until when the gateway holds a text back, and does not call a long queue a silence', async () => {
  const bench = await desk()
  const { api, hub, test } = bench
  const { id } = await api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  const state = async () => (await traffic(bench)).find((row) => row.id === id)
  const untilMs = test.world.clock.nowMs() + 30 * 60_000
  hub.answer({ kind: 'waiting', untilMs, ahead: 29 })
  test.world.advance(20 * 60_000)
  expect(await state()).toMatchObject({ outcome: 'waiting', held: { untilMs, ahead: 29 } })
  hub.answer({ kind: 'accepted' })
  expect(await state()).toMatchObject({ outcomeWord: '已交网关', held: null })
  hub.answer({ kind: 'confirmed' })
  expect(await state()).toMatchObject({ outcomeWord: '已送达' })
})

it('does not call a text delivered that only went out', async () => {
  const bench = await desk()
  const { api, hub } = bench
  await api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  hub.answer({ kind: 'confirmed', receipt: false })
  expect(await traffic(bench)).toMatchObject([{ outcome: 'confirmed', outcomeWord: '已发出' }])
})

it('takes the first result only', async () => {
  const bench = await desk()
  await bench.api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  bench.hub.answer({ kind: 'refused', cause: 'no-reply' })
  bench.hub.answer({ kind: 'confirmed' })
  bench.hub.answer({ kind: 'timed-out' })
  expect(await traffic(bench)).toMatchObject([{ outcome: 'refused', cause: '对方未应答' }])
  const results = bench.test.db
    .prepare("select count(*) n from op where kind = 'radio.text-result'")
    .get()
  expect(results).toEqual({ n: 1 })
})

it('says by alarm and by line that a text did not arrive, until a later one does', async () => {
  const bench = await desk()
  const { api, hub, lines } = bench
  await api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  hub.answer({ kind: 'refused', cause: 'no-reply' })
  expect((await api.alarms.open()).alarms).toMatchObject([
    {
      kind: 'text-failed',
      priority: 'normal',
      title: '发往 101 的短信未送达',
      detail: '对方未应答：请报位置',
    },
  ])
  expect(lines().at(-1)).toBe('发往 101 的短信未送达（对方未应答）：请报位置')
  await api.radio.sendText({ to: '101', group: false, body: '再请报位置' })
  hub.answer({ kind: 'confirmed' })
  expect((await api.alarms.open()).alarms).toMatchObject([{ state: 'cleared-unacknowledged' }])
})

it('ends what was under way at a stop as 结果不明, by a fact and only once', async () => {
  const before = await desk()
  await before.api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  await before.api.radio.check({ target: '102' })
  const after = before.restart()
  expect((await traffic(after)).map(({ outcomeWord, cause }) => [outcomeWord, cause])).toEqual([
    ['结果不明', '控制台中途停止'],
    ['结果不明', '控制台中途停止'],
  ])
  const again = after.restart()
  const results = again.test.db
    .prepare("select count(*) n from op where kind like 'radio.%-result'")
    .get()
  expect(results).toEqual({ n: 2 })
})

it('sends nothing that is not recorded', async () => {
  const bench = await desk()
  bench.refuse('disk-full')
  const sending = bench.api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  await expect(sending).rejects.toMatchObject({ code: 'DISK_FULL' })
  expect(bench.hub.ordered).toEqual([])
  bench.refuse(undefined)
  expect(await traffic(bench.restart())).toEqual([])
})

it('asks which gateway where several are ready, and takes the one that heard the radio', async () => {
  const bench = await desk()
  const { api, hub } = bench
  const { id: second } = await api.gateways.add({ ...gateway, name: '中继台' })
  hub.health(second, { state: 'ready', reason: 'working' })
  const order = { to: '101', group: false, body: '请报位置' }
  await expect(api.radio.sendText(order)).rejects.toMatchObject({ code: 'CHOOSE_GATEWAY' })
  hub.say(second, { kind: 'radioPresence', radio: '101', online: true, how: 'registered' })
  await api.radio.sendText(order)
  expect(hub.ordered.at(-1)).toMatchObject({ gateway: second })
})

it('refuses a text that is longer than the gateway takes, and one without any gateway', async () => {
  const { api } = await desk()
  const long = api.radio.sendText({ to: '101', group: false, body: '长'.repeat(201) })
  await expect(long).rejects.toMatchObject({
    code: 'TEXT_TOO_LONG',
    data: { max: 200, length: 201 },
  })
  const empty = openBench(modules)
  const nowhere = empty.api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  await expect(nowhere).rejects.toMatchObject({ code: 'NO_GATEWAY' })
})

it('ends a locate, a check and a call each with its own result in words', async () => {
  const bench = await desk()
  const { api, hub, test } = bench
  await api.radio.locate({ target: '101', intervalS: 30 })
  hub.answer({ kind: 'confirmed' })
  test.world.advance(1)
  await api.radio.check({ target: '101' })
  hub.answer({ kind: 'timed-out' })
  test.world.advance(1)
  await api.radio.call({ target: '12', type: 'group' })
  hub.answer({ kind: 'refused', cause: 'gateway-down' })
  expect(
    (await traffic(bench)).map(({ body, outcomeWord, cause }) => [body, outcomeWord, cause]),
  ).toEqual([
    ['呼叫 · 组呼', '被拒绝', '网关未接通'],
    ['检测', '超时无应答', ''],
    ['定位 · 每 30 秒', '已完成', ''],
  ])
})

it('answers push to talk at once and lets a stuck key go', async () => {
  const { api, hub, test } = await desk()
  const pressing = api.radio.ptt({ pressed: true })
  await Promise.resolve()
  while (hub.ordered.length === 0) await Promise.resolve()
  hub.answer({ kind: 'refused', cause: 'gateway-down' })
  expect(await pressing).toEqual({ outcome: 'refused', outcomeWord: '被拒绝', cause: '网关未接通' })
  test.world.advance(longestPttMs)
  expect(hub.ordered.at(-1)?.command).toEqual({ kind: 'ptt', pressed: false })
})

it('shows who is on the air, and doubts it when the gateway is lost or the console restarted', async () => {
  const bench = await desk()
  await team(bench, ['101'])
  const { hub, id, api, test } = bench
  hub.say(id, { kind: 'radioPresence', radio: '101', online: true, how: 'registered' })
  hub.say(id, { kind: 'radioPresence', radio: '205', online: false, how: 'expired' })
  expect(await api.radio.presence()).toMatchObject([
    { callSign: '小松01', online: 'online', how: '已登记', unknown: false },
    { callSign: '205', online: 'offline', how: '登记超时', unknown: true },
  ])
  hub.health(id, { state: 'down', reason: 'vanished' })
  expect((await api.radio.presence())[0]).toMatchObject({
    online: 'unknown',
    how: '网关中断，待核实',
  })
  test.world.advance(2000)
  const after = bench.restart()
  after.hub.health(id, { state: 'ready', reason: 'working' })
  expect((await after.api.radio.presence())[0]).toMatchObject({
    online: 'unknown',
    how: '控制台重启，待核实',
  })
})

it('tells at once who comes and goes, and seldom that somebody was heard again', async () => {
  const bench = await desk()
  const { hub, id, test } = bench
  const told = () => bench.changed.filter((topic) => topic === 'radio.presence').length
  hub.say(id, { kind: 'radioPresence', radio: '101', online: true, how: 'registered' })
  expect(told()).toBe(1)
  for (let n = 0; n < 100; n++) {
    test.world.advance(100)
    hub.say(id, { kind: 'position', fix: { radio: '101', lat: 26.31, lon: 116.34, valid: true } })
  }
  expect(told()).toBeGreaterThan(3)
  expect(told()).toBeLessThan(8)
  hub.say(id, { kind: 'radioPresence', radio: '101', online: false, how: 'deregistered' })
  const before = told()
  expect((await bench.api.radio.presence())[0]).toMatchObject({ online: 'offline' })
  test.world.advance(5000)
  expect(told()).toBe(before)
})

it('lists a radio whose fix is nonsense, and says that the fix is not to be used', async () => {
  const { hub, id, api } = await desk()
  hub.say(id, { kind: 'position', fix: { radio: '101', lat: Number.NaN, lon: 200, valid: true } })
  expect(await api.radio.presence()).toMatchObject([
    { online: 'online', lastFix: { quality: 'implausible' } },
  ])
})

it('remembers an unknown radio by name, or only for this time', async () => {
  const bench = await desk()
  bench.hub.say(bench.id, text)
  await bench.api.radio.name({ number: '101', callSign: '蓝天02', remember: false })
  expect((await traffic(bench))[0]?.radio).toMatchObject({ callSign: '蓝天02', unknown: false })
  const restarted = bench.restart()
  expect((await traffic(restarted))[0]?.radio).toMatchObject({ callSign: '101', unknown: true })
  await restarted.api.radio.name({
    number: '101',
    callSign: '蓝天02',
    holder: '蓝天救援队',
    remember: true,
  })
  expect((await traffic(restarted.restart()))[0]?.radio).toMatchObject({ callSign: '蓝天02' })
})

it('knows whose telephone a text came from, and whose team that is', async () => {
  const bench = await desk()
  const unit = await team(bench, ['101'])
  await bench.api.teams.setField({ team: unit, field: 'phone', value: '138 0797 1234' })
  bench.hub.say(bench.id, { ...text, group: false, from: '+8613807971234', body: '桥断了' })
  expect((await traffic(bench))[0]?.radio).toMatchObject({
    callSign: '小松01',
    unit,
    unknown: false,
  })
  bench.hub.say(bench.id, { ...text, group: false, from: '13900000001', ref: 'm2' })
  expect((await traffic(bench))[0]?.radio).toMatchObject({ unknown: true })
  await bench.api.radio.name({ number: '13900000001', callSign: '罗支书', remember: true })
  expect((await traffic(bench))[0]?.radio).toMatchObject({ callSign: '罗支书', unknown: false })
  expect(pointOf(bench.context, 'phone', '13900000001')).toMatchObject({ callSign: '罗支书' })
})

it('pages through the traffic without losing or repeating a row', async () => {
  const bench = await desk()
  for (let n = 0; n < 25; n++) {
    bench.hub.say(bench.id, { ...text, body: `第 ${n} 条` })
    if (n % 3 === 0) bench.test.world.advance(1)
  }
  const seen: string[] = []
  let before: string | null = null
  do {
    const page: Awaited<ReturnType<typeof bench.api.radio.traffic>> = await bench.api.radio.traffic(
      { before, limit: 10 },
    )
    seen.push(...page.rows.map(({ id }) => id))
    before = page.next
  } while (before)
  expect(new Set(seen).size).toBe(25)
  expect(seen).toHaveLength(25)
  const failed = await bench.api.radio.traffic({ text: '第 7 条' })
  expect(failed.rows.map(({ body }) => body)).toEqual(['第 7 条'])
})

it('reaches the same rows on a console that gets the facts in another order, and twice', async () => {
  const bench = await desk()
  const { api, hub, id, test } = bench
  hub.say(id, text)
  hub.say(id, { kind: 'status', from: '101', code: 4 })
  await api.radio.sendText({ to: '101', group: false, body: '请报位置' })
  hub.answer({ kind: 'accepted' })
  hub.answer({ kind: 'refused', cause: 'no-reply' })
  hub.say(id, {
    kind: 'callStart',
    call: 'c1',
    direction: 'in',
    type: 'private',
    target: '1',
    caller: '101',
  })
  hub.say(id, { kind: 'callEnd', call: 'c1', cause: 'ended' })
  const here = test.db.prepare('select * from radio_traffic order by id').all()
  expect(here).toHaveLength(4)
  for (let seed = 1; seed <= 20; seed++) {
    expect(rowsElsewhere(test, [trafficProjection], radioFacts, 'radio_traffic', seed)).toEqual(
      here,
    )
  }
})

it('lets nobody send without the right', async () => {
  const seat = {
    id: 's',
    name: '大屏',
    session: { person: 'p', name: '大屏', rights: new Set<never>(), signedInAt: 0 },
  }
  const { api } = openBench(modules, seat)
  await expect(api.radio.sendText({ to: '1', group: false, body: 'x' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(
    openBench(modules, { ...seat, session: undefined }).api.radio.traffic({}),
  ).rejects.toMatchObject({
    code: 'NOT_SIGNED_IN',
  })
})
