/** Late reports, faults, what the net says of a radio, and the talk key with a target. */
import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { peopleModule } from '../people/index.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { positionsModule } from '../positions/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { radioFacts, radioModule, trafficProjection } from './index.ts'

const modules = [
  alarmsModule,
  peopleModule,
  directoryModule,
  logbookModule,
  rulesModule,
  teamsModule,
  positionsModule,
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
const newest = async ({ api }: Pick<Bench, 'api'>) => (await api.radio.traffic({})).rows[0]

/** A text that the net took and never reported on. */
async function unreported(bench: Desk) {
  await bench.api.radio.sendText({ to: '101', group: false, body: '撤到罗源村' })
  bench.hub.answer({ kind: 'accepted', ref: 'r-7' })
  bench.hub.answer({ kind: 'timed-out' })
  expect(await newest(bench)).toMatchObject({ outcome: 'timed-out', late: false })
  expect((await bench.api.alarms.open()).alarms).toMatchObject([{ kind: 'text-failed' }])
}
const report = { kind: 'delivery', to: '101', ref: 'r-7' } as const

it('a report that comes late says that the text arrived, and its alarm is over', async () => {
  const bench = await desk()
  await unreported(bench)
  bench.hub.say(bench.id, { ...report, state: 'delivered' })
  expect(await newest(bench)).toMatchObject({ outcome: 'confirmed', late: true })
  expect((await bench.api.alarms.open()).alarms).toMatchObject([
    { state: 'cleared-unacknowledged' },
  ])
  expect(bench.lines().at(-1)).toBe('发往 101 的短信已送达，回执迟到：撤到罗源村')
  // The same report once more, and one about somebody else's text, change nothing.
  const lines = bench.lines().length
  bench.hub.say(bench.id, { ...report, state: 'failed' })
  bench.hub.say(bench.id, { ...report, ref: 'r-8', state: 'failed' })
  expect(await newest(bench)).toMatchObject({ outcome: 'confirmed' })
  expect(bench.lines()).toHaveLength(lines)
})

it('a report completes the text also after the console was started anew', async () => {
  const before = await desk()
  await before.api.radio.sendText({ to: '101', group: false, body: '撤到罗源村' })
  before.hub.answer({ kind: 'accepted', ref: 'r-7' })
  const after = before.restart()
  expect(await newest(after)).toMatchObject({ outcome: 'unknown' })
  after.hub.say(before.id, { ...report, state: 'failed', cause: 'no-reply' })
  expect(await newest(after)).toMatchObject({ outcome: 'refused', cause: '对方未应答' })
})

it('the traffic is the same in whatever order the facts of a late report arrive', async () => {
  const bench = await desk()
  await unreported(bench)
  bench.hub.say(bench.id, { ...report, state: 'delivered' })
  const here = bench.test.db.prepare('select * from radio_traffic order by id').all()
  for (let seed = 1; seed <= 12; seed++) {
    const there = rowsElsewhere(bench.test, [trafficProjection], radioFacts, 'radio_traffic', seed)
    expect(there).toEqual(here)
  }
})

it('a fault a terminal reports is an alarm in words until it is over; one caught up is only noted', async () => {
  const bench = await desk()
  const { hub, id, api } = bench
  hub.say(id, { kind: 'deviceAlarm', from: '101', code: 'man-down', state: 'raised', late: true })
  expect((await api.alarms.open()).alarms).toEqual([])
  expect(bench.lines().at(-1)).toBe('101 倒地报警（补传）')
  bench.test.world.advance(1000)
  hub.say(id, { kind: 'deviceAlarm', from: '101', code: 'man-down', state: 'raised' })
  expect((await api.alarms.open()).alarms).toMatchObject([
    { kind: 'device-fault', title: '101 倒地报警', state: 'active-unacknowledged' },
  ])
  bench.test.world.advance(1000)
  hub.say(id, { kind: 'deviceAlarm', from: '101', code: 'man-down', state: 'cleared' })
  expect((await api.alarms.open()).alarms).toMatchObject([{ state: 'cleared-unacknowledged' }])
  expect(await newest(bench)).toMatchObject({ kind: 'fault', body: '倒地报警 已恢复' })
})

it('shows a radio that the net has taken off the air, until the net gives it back', async () => {
  const bench = await desk()
  const { hub, id, api } = bench
  hub.say(id, { kind: 'radioPresence', radio: '101', online: true, how: 'registered' })
  hub.say(id, { kind: 'radioState', radio: '101', enabled: true })
  expect(bench.lines().filter((line) => line.includes('网络报告'))).toEqual([])
  hub.say(id, { kind: 'radioState', radio: '101', enabled: false })
  hub.say(id, { kind: 'radioState', radio: '101', enabled: false })
  expect(bench.lines().filter((line) => line.includes('网络报告'))).toEqual([
    '101 已被遥晕，不能发射（网络报告）',
  ])
  expect(await api.radio.presence()).toMatchObject([{ number: '101', enabled: false }])
  const after = bench.restart()
  expect(await after.api.radio.presence()).toMatchObject([{ number: '101', enabled: false }])
  after.hub.say(id, { kind: 'radioState', radio: '101', enabled: true })
  expect(await after.api.radio.presence()).toMatchObject([{ number: '101', enabled: true }])
})

it('knows the channel, the signal, the device and what failed of each gateway', async () => {
  const bench = await desk()
  const { hub, id, api } = bench
  hub.say(id, { kind: 'channel', channel: '1/3', group: '12' })
  hub.say(id, { kind: 'rssi', level: -88 })
  hub.say(id, { kind: 'device', facts: { 型号: 'MD785', 供电: 13.6 } })
  await api.radio.check({ target: '101' })
  expect(await api.radio.work()).toMatchObject([
    { channel: '1/3', group: '12', rssi: { level: -88 }, waiting: 1, failures: [] },
  ])
  hub.answer({ kind: 'refused', cause: 'no-reply' })
  expect(await api.radio.work()).toMatchObject([
    {
      waiting: 0,
      failures: [{ cause: '对方未应答', count: 1 }],
      device: [
        { name: '型号', value: 'MD785' },
        { name: '供电', value: '13.6' },
      ],
    },
  ])
})

it('the talk key sets up the call to its group first, and never keys up after it was let go', async () => {
  const bench = await desk()
  const { hub, api } = bench
  const to = { number: '12', group: true }
  const last = () => hub.ordered.at(-1)?.command
  const pressed = api.radio.ptt({ pressed: true, to })
  await expect.poll(last).toEqual({ kind: 'call', type: 'group', target: '12' })
  hub.answer({ kind: 'confirmed' })
  await expect.poll(last).toEqual({ kind: 'ptt', pressed: true })
  hub.answer({ kind: 'confirmed' })
  expect(await pressed).toMatchObject({ outcome: 'confirmed' })

  const again = api.radio.ptt({ pressed: true, to })
  await expect.poll(last).toMatchObject({ kind: 'call' })
  const call = hub.ordered.at(-1)?.id
  const release = api.radio.ptt({ pressed: false })
  await expect.poll(last).toEqual({ kind: 'ptt', pressed: false })
  hub.answer({ kind: 'confirmed' })
  await release
  hub.answer({ kind: 'confirmed' }, call)
  await again
  const keyed = hub.ordered.filter(({ command }) => command.kind === 'ptt' && command.pressed)
  expect(keyed).toHaveLength(1)
})

it('a group call that cannot be set up leaves the key up and says why', async () => {
  const { hub, api } = await desk()
  const pressed = api.radio.ptt({ pressed: true, to: { number: '12', group: true } })
  await expect.poll(() => hub.ordered).toHaveLength(1)
  hub.answer({ kind: 'refused', cause: 'no-reply' })
  expect(await pressed).toMatchObject({ outcome: 'refused', cause: '对方未应答' })
  expect(hub.ordered.some(({ command }) => command.kind === 'ptt')).toBe(false)
})

it('stops a periodic location on order', async () => {
  const bench = await desk()
  await bench.api.radio.locate({ target: '101', intervalS: 0 })
  expect(bench.hub.ordered.at(-1)?.command).toEqual({ kind: 'locate', radio: '101', intervalS: 0 })
  expect(await newest(bench)).toMatchObject({ body: '定位 · 停止' })
  await expect(bench.api.radio.locate({ target: '101', intervalS: 3 })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})
