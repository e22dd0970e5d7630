import { expect, it } from 'vitest'
import { createRouterClient, type AnyRouter } from '@orpc/server'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { GatewayEvent } from '../../gateway/events.ts'
import { attachmentsModule } from '../attachments/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { callersModule } from './index.ts'

const modules = [
  attachmentsModule,
  callersModule,
  gatewaysModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
]

function desk() {
  const bench = openBench(modules)
  const ring = (event: Partial<Extract<GatewayEvent, { kind: 'phoneRing' }>>) =>
    bench.hub.say('phone-1', { kind: 'phoneRing', call: 'c1', state: 'ringing', ...event })
  return { ...bench, ring }
}

const liu = { name: '刘支书', post: '村支书', phones: ['138 0797 1234'], callSign: '', roles: [] }

it('rings at once and says who it is as soon as the number is known', async () => {
  const { api, ring, lines } = desk()
  await api.people.register(liu)
  ring({})
  expect(await api.callers.stack()).toMatchObject([
    { state: 'ringing', shown: '号码未知', who: null },
  ])
  ring({ number: '13807971234' })
  expect(await api.callers.stack()).toMatchObject([
    { state: 'ringing', shown: '138 0797 1234', who: '村支书 刘支书' },
  ])
  expect(lines().at(-1)).toMatch(/^来电 138 0797 1234（村支书 刘支书）/)
})

it('writes down a ring whose number never came, and who nobody took is missed', async () => {
  const { api, ring, test } = desk()
  ring({})
  test.world.advance(4000)
  ring({ state: 'ended' })
  expect(await api.callers.stack()).toMatchObject([{ state: 'missed', shown: '号码未知' }])
})

it('takes with one call, fills the form, and is out of the way once it is registered', async () => {
  const { api, ring, lines } = desk()
  await api.people.register(liu)
  ring({ number: '+8613807971234' })
  const [call] = await api.callers.stack()
  const prefill = await api.callers.take({ call: call?.id ?? '' })
  expect(prefill).toMatchObject({
    contact: '138 0797 1234',
    source: '村支书 刘支书',
    channel: 'landline',
  })
  expect(lines().at(-1)).toBe('接听来电 138 0797 1234')
  expect(await api.callers.stack()).toMatchObject([{ state: 'taken', takenBy: '王海燕' }])
  const { receivedAt, contact, source, phoneCall } = prefill
  await api.incidents.open({
    receivedAt,
    contact,
    source,
    phoneCall,
    place: { text: '罗源村', precision: 'unknown' },
    category: null,
  })
  expect(await api.callers.stack()).toEqual([])
})

it('tells who took it to whoever comes second', async () => {
  const { api, ring, context } = desk()
  ring({ number: '119' })
  const [call] = await api.callers.stack()
  await api.callers.take({ call: call?.id ?? '' })
  const other = {
    ...wang,
    id: 'seat-2',
    session: wang.session && { ...wang.session, name: '李文斌' },
  }
  const client = createRouterClient(callersModule.router(context) as AnyRouter, {
    context: { seat: other },
  }) as unknown as typeof api.callers
  await expect(client.take({ call: call?.id ?? '' })).rejects.toMatchObject({
    code: 'TAKEN',
    message: '这个来电 王海燕 已接听。',
  })
})

it('takes a call before its number is in the log', async () => {
  const { api, ring } = desk()
  ring({})
  const [call] = await api.callers.stack()
  expect(await api.callers.take({ call: call?.id ?? '' })).toMatchObject({
    contact: '',
    source: '',
  })
})

it('tells the earlier calls from a number, the opening and the further ones', async () => {
  const { api, test } = desk()
  const { id } = await api.incidents.open({
    source: '陈某',
    contact: '139 0797 5678',
    place: { text: '罗源村', precision: 'unknown' },
    category: '11G01',
  })
  test.world.advance(60_000)
  await api.incidents.addCall({
    incident: id,
    source: '陈某',
    contact: '13907975678',
    text: '火大了',
  })
  const caller = await api.callers.lookup({ phone: '陈某 013907975678' })
  expect(caller).toMatchObject({ shown: '139 0797 5678', known: [] })
  expect(caller.earlier.map(({ number, opening, text }) => [number, opening, text])).toEqual([
    ['#1', false, '火大了'],
    ['#1', true, '罗源村森林火灾'],
  ])
  expect((await api.callers.lookup({ phone: '未记' })).shown).toBeNull()
})

it('knows offices and teams by their numbers, with and without the area code', async () => {
  const { api } = desk()
  await api.people.registerOrganization({
    name: '小松镇政府',
    kind: 'township',
    dutyPhone: '0797-5712345',
  })
  expect((await api.callers.lookup({ phone: '5712345' })).known).toMatchObject([
    { kind: 'organization', name: '小松镇政府' },
  ])
  await api.teams.register({
    name: '森林消防一中队',
    callSign: '森防01',
    group: 'professional',
    type: 'forest_fire',
    leader: '黄队长',
    phone: '13700000000',
  })
  expect((await api.callers.lookup({ phone: '13700000000' })).known).toMatchObject([
    { kind: 'team', name: '黄队长', detail: '森林消防一中队 森防01' },
  ])
})

it('lets a missed call be called back, once, and says so in the log', async () => {
  const { api, ring, lines } = desk()
  ring({ withheld: 'private' })
  const [call] = await api.callers.stack()
  const id = call?.id ?? ''
  await expect(api.callers.close({ call: id, how: 'no-need' })).rejects.toMatchObject({
    code: 'NOT_MISSED',
  })
  ring({ state: 'ended' })
  await api.callers.close({ call: id, how: 'no-need' })
  expect(lines().at(-1)).toBe('未接来电 号码保密：不用处理')
  expect(await api.callers.stack()).toEqual([])
  await expect(api.callers.close({ call: id, how: 'no-need' })).rejects.toMatchObject({
    code: 'NOT_MISSED',
  })
})

it('keeps a ring when the disk is full, and stores it later', async () => {
  const { api, ring, refuse, test } = desk()
  refuse('disk-full')
  ring({ number: '119' })
  refuse(undefined)
  test.world.advance(2000)
  ring({ state: 'ended' })
  expect(await api.callers.stack()).toMatchObject([{ state: 'missed', shown: '119' }])
})

it.each([1, 2, 3])('has the same calls on another console, in any order (%i)', async (seed) => {
  const { api, ring, test } = desk()
  ring({ number: '119' })
  ring({ call: 'c2', withheld: 'private' })
  const [second, first] = await api.callers.stack()
  await api.callers.take({ call: first?.id ?? '' })
  ring({ call: 'c2', state: 'ended' })
  await api.callers.close({ call: second?.id ?? '', how: 'called-back' })
  const { projections, facts } = callersModule
  expect(rowsElsewhere(test, projections, facts, 'phone_call', seed)).toEqual(
    test.db.prepare('select * from phone_call order by id').all(),
  )
})
