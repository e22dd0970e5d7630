import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import type { Contract } from '../../api.ts'
import type { Right, Seat } from '../../module.ts'
import { alarmsModule } from '../alarms/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { waitingModule } from './index.ts'

const modules = [
  alarmsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  waitingModule,
  ...commsModules,
]
const rights: readonly Right[] = ['radio.send', 'log.write']
const chen: Seat = {
  id: 'seat-2',
  name: '电台台1',
  session: { person: 'p-chen', name: '陈志远', rights: new Set(rights), signedInAt: 0 },
}

async function desk() {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
  })
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  return { ...bench, id }
}
type Desk = Awaited<ReturnType<typeof desk>>

/** The same console from another seat. */
function at({ context }: Pick<Bench, 'context'>, seat: Seat) {
  const router = Object.fromEntries(modules.map((one) => [one.name, one.router(context)]))
  return createRouterClient(router as AnyRouter, {
    context: { seat },
  }) as unknown as ContractRouterClient<Contract>
}

/** A call of two seconds. */
function call(bench: Desk, name: string, radio = '101', type: 'private' | 'group' = 'group') {
  const target = type === 'group' ? '12' : '1000'
  const start = {
    kind: 'callStart',
    call: name,
    direction: 'in',
    type,
    target,
    caller: radio,
  } as const
  bench.hub.say(bench.id, start)
  bench.test.world.advance(2000)
  bench.hub.say(bench.id, { kind: 'callEnd', call: name, cause: 'ended' })
}
const stack = ({ api }: Pick<Bench, 'api'>) => api.waiting.stack()
const only = async (bench: Pick<Bench, 'api'>) => {
  const [first] = await stack(bench)
  if (!first) throw new Error('nothing waits')
  return first
}

it('one entry for a conversation: the same radio within 20 seconds goes on with it', async () => {
  const bench = await desk()
  call(bench, 'c1')
  bench.test.world.advance(19_000)
  call(bench, 'c2')
  expect(await stack(bench)).toMatchObject([
    { radio: { number: '101' }, times: 2, ongoing: false, group: { number: '12' } },
  ])
  bench.test.world.advance(21_000)
  call(bench, 'c3')
  expect((await stack(bench)).map(({ times }) => times)).toEqual([2, 1])
  call(bench, 'c4', '102')
  expect((await stack(bench)).map(({ radio }) => radio.number)).toEqual(['101', '101', '102'])
})

it('an untouched entry leaves after 60 seconds; the call stays in the traffic', async () => {
  const bench = await desk()
  call(bench, 'c1')
  bench.test.world.advance(59_000)
  expect(await stack(bench)).toHaveLength(1)
  bench.test.world.advance(1000)
  expect(await stack(bench)).toEqual([])
  expect((await bench.api.radio.traffic({})).rows).toMatchObject([{ kind: 'call' }])
  // Said to a group, not to us: nobody missed it.
  expect(await bench.api.waiting.missed()).toEqual([])
})

it('a call that is still going on does not leave', async () => {
  const bench = await desk()
  const start = { kind: 'callStart', call: 'c1', direction: 'in', type: 'group' } as const
  bench.hub.say(bench.id, { ...start, target: '12', caller: '101' })
  bench.test.world.advance(120_000)
  expect(await stack(bench)).toMatchObject([{ ongoing: true }])
})

it('who called the console itself and was not taken is missed, and is called back', async () => {
  const bench = await desk()
  call(bench, 'c1', '101', 'private')
  call(bench, 'c2', '101', 'private')
  bench.test.world.advance(60_000)
  expect(bench.lines().at(-1)).toBe('101 呼叫 2 次，无人接听')
  const [missed] = await bench.api.waiting.missed()
  expect(missed).toMatchObject({ radio: { number: '101' }, times: 2, what: '呼叫未接' })
  const unanswered = { unanswered: true } as const
  expect((await bench.api.radio.traffic(unanswered)).rows).toHaveLength(2)
  if (!missed) return
  const { records, gateway } = missed
  await bench.api.waiting.callBack({ radio: '101', gateway, records })
  expect(bench.hub.ordered.at(-1)?.command).toEqual({
    kind: 'call',
    type: 'private',
    target: '101',
  })
  expect(await bench.api.waiting.missed()).toEqual([])
  expect((await bench.api.radio.traffic(unanswered)).rows).toEqual([])
  const [row] = (await bench.api.radio.traffic({ kind: 'call' })).rows
  expect(row?.answer).toMatchObject({ word: '已回呼', by: '王海燕' })
})

it('one seat claims, the other sees who, and may take over when the time is up', async () => {
  const bench = await desk()
  const other = at(bench, chen)
  call(bench, 'c1')
  const { id: entry } = await only(bench)
  await bench.api.waiting.claim({ entry })
  expect(await other.waiting.stack()).toMatchObject([
    { claim: { name: '王海燕', seatName: '值班台1', mine: false } },
  ])
  bench.test.world.advance(11_000)
  await expect(other.waiting.claim({ entry })).rejects.toMatchObject({
    code: 'CLAIMED',
    message: '王海燕 已认领，还有 9 秒。',
  })
  await expect(other.waiting.take({ entry })).rejects.toMatchObject({ code: 'CLAIMED' })
  bench.test.world.advance(9000)
  await other.waiting.claim({ entry })
  expect(await stack(bench)).toMatchObject([{ claim: { name: '陈志远', mine: false } }])
  await expect(bench.api.waiting.take({ entry })).rejects.toMatchObject({ code: 'CLAIMED' })
  await other.waiting.take({ entry })
  bench.test.world.advance(300_000)
  await expect(bench.api.waiting.claim({ entry })).rejects.toMatchObject({
    message: '陈志远 已认领，正在通话。',
  })
  expect(bench.lines().at(-1)).toBe('接听 101（陈志远，等了 22 秒）')
})

it('two seats that press at the same moment: the second is told who was first', async () => {
  const bench = await desk()
  const other = at(bench, chen)
  call(bench, 'c1')
  const { id: entry } = await only(bench)
  const results = await Promise.allSettled([
    bench.api.waiting.claim({ entry }),
    other.waiting.claim({ entry }),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

it('a claimed entry does not leave, and what the radio says meanwhile goes on with it', async () => {
  const bench = await desk()
  call(bench, 'c1')
  const { id: entry } = await only(bench)
  await bench.api.waiting.claim({ entry })
  bench.test.world.advance(100_000)
  call(bench, 'c2')
  expect(await stack(bench)).toMatchObject([{ id: entry, times: 2 }])
  await bench.api.waiting.release({ entry })
  bench.test.world.advance(60_000)
  expect(await stack(bench)).toEqual([])
})

it('what was said goes into the log, heard when it was said, and onto the call', async () => {
  const bench = await desk()
  call(bench, 'c1')
  const heardAt = bench.test.world.clock.nowMs()
  const { id: entry } = await only(bench)
  await bench.api.waiting.take({ entry })
  bench.test.world.advance(90_000)
  await bench.api.waiting.note({ entry, text: ' 22 人到达，从西侧打隔离带 ' })
  expect(await stack(bench)).toEqual([])
  const [row] = (await bench.api.radio.traffic({ kind: 'call' })).rows
  expect(row).toMatchObject({
    note: '22 人到达，从西侧打隔离带',
    answer: { word: '已接听', by: '王海燕' },
  })
  const { entries } = await bench.api.logbook.list({ typedOnly: true })
  expect(entries).toMatchObject([
    { text: '22 人到达，从西侧打隔离带', heardAt, late: true, generated: false },
  ])
  await expect(bench.api.waiting.note({ entry, text: '再记一次' })).rejects.toMatchObject({
    code: 'GONE',
  })
})

it('a text is answered by text, and words that do not go out keep the entry', async () => {
  const bench = await desk()
  const text = {
    kind: 'text',
    from: '101',
    to: '1000',
    group: false,
    body: '请求增援',
    ref: 'm1',
  } as const
  bench.hub.say(bench.id, text)
  const { id: entry } = await only(bench)
  await expect(
    bench.api.waiting.replyText({ entry, text: '收到'.repeat(120) }),
  ).rejects.toMatchObject({ code: 'TEXT_TOO_LONG' })
  await expect(bench.api.waiting.replyStatus({ entry, code: 1 })).rejects.toMatchObject({
    code: 'UNSUPPORTED',
  })
  expect(await stack(bench)).toMatchObject([{ id: entry, kindWord: '来信', words: '请求增援' }])
  bench.refuse('disk-full')
  await expect(bench.api.waiting.replyText({ entry, text: '收到' })).rejects.toMatchObject({
    code: 'DISK_FULL',
  })
  bench.refuse(undefined)
  expect(bench.hub.ordered).toEqual([])
  expect(await stack(bench)).toHaveLength(1)
  await bench.api.waiting.replyText({ entry, text: '收到，马上派' })
  expect(bench.hub.ordered.at(-1)?.command).toMatchObject({ to: '101', body: '收到，马上派' })
  expect(await stack(bench)).toEqual([])
  const [row] = (await bench.api.radio.traffic({ kind: 'text-in' })).rows
  expect(row?.answer).toMatchObject({ word: '已回短信' })
})

it('an unknown radio is asked for once', async () => {
  const bench = await desk()
  call(bench, 'c1', '4471')
  expect(await only(bench)).toMatchObject({ askName: true, radio: { unknown: true } })
  await bench.api.waiting.dontAsk({ radio: '4471' })
  expect(await only(bench)).toMatchObject({ askName: false })
  call(bench, 'c2', '4472')
  await bench.api.radio.name({ number: '4472', callSign: '蓝天02', remember: true })
  expect((await stack(bench)).at(-1)).toMatchObject({
    askName: false,
    radio: { callSign: '蓝天02', unknown: false },
  })
  call(bench, 'c3', '4473')
  bench.test.world.advance(60_000)
  call(bench, 'c4', '4473')
  expect((await stack(bench)).at(-1)).toMatchObject({ askName: false, radio: { number: '4473' } })
})

it('an emergency stands first and stays until somebody deals with it', async () => {
  const bench = await desk()
  call(bench, 'c1')
  bench.hub.say(bench.id, { kind: 'emergency', from: '102', how: 'man-down', state: 'raised' })
  expect((await stack(bench)).map(({ kind }) => kind)).toEqual(['emergency', 'call'])
  bench.test.world.advance(3_600_000)
  expect(await stack(bench)).toMatchObject([{ kind: 'emergency', radio: { number: '102' } }])
})

it('a radio that wants to talk waits with that word; another status does not', async () => {
  const bench = await desk()
  bench.hub.say(bench.id, { kind: 'status', from: '101', code: 1 })
  expect(await stack(bench)).toEqual([])
  bench.hub.say(bench.id, { kind: 'status', from: '101', code: 5 })
  expect(await stack(bench)).toMatchObject([{ kindWord: '要求通话' }])
})

it('what waited still waits after the console was started anew', async () => {
  const before = await desk()
  call(before, 'c1', '101', 'private')
  const after = before.restart()
  after.hub.health(before.id, { state: 'ready' })
  expect(await stack(after)).toMatchObject([{ radio: { number: '101' }, ongoing: false }])
  after.test.world.advance(60_000)
  expect(await stack(after)).toEqual([])
  expect(await after.api.waiting.missed()).toHaveLength(1)
})

it('has the team, its state, the last words and its telephones at hand', async () => {
  const bench = await desk()
  await bench.api.teams.register({
    name: '小松综合应急队',
    callSign: '小松01',
    group: 'township',
    type: 'fire',
    radios: ['101'],
    phone: '13807971234',
    leader: '刘队长',
  })
  call(bench, 'c1')
  const { id: entry } = await only(bench)
  await bench.api.waiting.note({ entry, text: '火线约 300 米' })
  call(bench, 'c2')
  expect(await only(bench)).toMatchObject({
    radio: { callSign: '小松01' },
    state: { digit: 1, word: '待命' },
    earlier: 1,
  })
  const about = await bench.api.waiting.about({ radio: '101' })
  expect(about.lines.map(({ text }) => text)).toContain('火线约 300 米')
  expect(about.contacts).toMatchObject([{ number: '13807971234' }])
})
