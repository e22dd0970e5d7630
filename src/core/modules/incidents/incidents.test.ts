import { expect, it } from 'vitest'
import { createRouterClient, type Router } from '@orpc/server'
import { openTestLog } from '../../../../tests/support/console-log.ts'
import type { CoreContext, Right, Seat } from '../../module.ts'
import { logbookFacts, logbookModule, logbookProjection } from '../logbook/index.ts'
import type { logbookContract } from '../logbook/contract.ts'
import { teamsModule } from '../teams/index.ts'
import type { incidentsContract } from './contract.ts'
import { incidentsModule } from './index.ts'

const seat: Seat = {
  id: 'seat-1',
  name: '值班台1',
  session: {
    person: 'p-wang',
    name: '王海燕',
    rights: new Set<Right>(['log.write', 'incident.write', 'incident.decide']),
    signedInAt: 0,
  },
}

const county = {
  county: {
    adcode: '360735',
    dutyDayStartsAtHour: 8,
    sites: [
      { key: 'centre', label: '指挥中心', prefix: '中' },
      { key: 'vehicle', label: '指挥车', prefix: '车' },
    ],
  },
  eventCategories: {
    edition: 'test',
    rows: [
      { code: '11000', parent: null, name: '自然灾害', class: 'natural_disaster', first: false },
      { code: '11G01', parent: '11000', name: '森林火灾', class: 'natural_disaster', first: true },
    ],
  },
  enums: new Map(),
  unitStatuses: [],
  teamTypes: [],
  townships: [],
  eventGrades: { source: '', sets: [], metrics: [], rows: [], signals: [], leads: [] },
}

function openDesk(site = '中', nowMs?: number) {
  const projections = [
    ...incidentsModule.projections,
    logbookProjection,
    ...teamsModule.projections,
  ]
  const test = openTestLog(projections, [
    ...incidentsModule.facts,
    ...logbookFacts,
    ...teamsModule.facts,
  ])
  if (nowMs !== undefined) test.world.setNow(nowMs)
  const context = {
    world: test.world,
    db: test.db,
    log: test.log,
    site,
    status: 'actual',
    county,
  } as unknown as CoreContext
  const router = incidentsModule.router(context) as Router<typeof incidentsContract, { seat: Seat }>
  const book = logbookModule.router(context) as Router<typeof logbookContract, { seat: Seat }>
  const client = createRouterClient(router, { context: { seat } })
  return { ...test, context, router, client, book: createRouterClient(book, { context: { seat } }) }
}

const intake = {
  source: '刘支书',
  place: { text: '小松镇罗源村', township: '360735104', precision: 'township-only' as const },
  category: '11G01',
}

it('opens an incident from four things, numbers it and writes what was told in its log', async () => {
  const { client, book } = openDesk()
  const opened = await client.open({
    ...intake,
    narrative: '后山起火，无人被困。',
    channel: 'mobile',
  })
  expect(opened).toMatchObject({ number: '#1', incidentNo: '360735-20260301-001' })
  const shown = await client.show({ incident: opened.id })
  expect(shown).toMatchObject({
    title: '小松镇罗源村森林火灾',
    categoryName: '森林火灾',
    incidentStatus: 'received',
    group: 'waiting',
  })
  const { entries } = await book.list({ incident: opened.id })
  const told = entries.map((line) => [line.text, line.generated, line.channel] as const)
  expect(told.toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
    ['后山起火，无人被困。', false, 'mobile'],
    ['登记事件 #1 小松镇罗源村森林火灾', true, 'mobile'],
  ])
})

it('counts without gaps per site and year and shows the letter of another site', async () => {
  const { client, world } = openDesk('车', Date.UTC(2026, 11, 31, 15))
  expect((await client.open(intake)).number).toBe('#车1')
  expect((await client.open(intake)).incidentNo).toBe('360735-20261231-车002')
  world.advance(2 * 3_600_000)
  expect((await client.open(intake)).incidentNo).toBe('360735-20270101-车001')
})

it('takes an unknown category as 待定 and refuses one that does not exist', async () => {
  const { client } = openDesk()
  const { id } = await client.open({ ...intake, category: null })
  expect(await client.show({ incident: id })).toMatchObject({
    categoryName: '待定',
    category: null,
  })
  await expect(client.open({ ...intake, category: '99Z99' })).rejects.toMatchObject({
    code: 'UNKNOWN_CATEGORY',
  })
})

it('counts a field as missing until it is given, and logs old and new value', async () => {
  const { client, book } = openDesk()
  const { id } = await client.open(intake)
  const before = await client.show({ incident: id })
  expect(before.fields.filter(({ missing }) => missing).map(({ label }) => label)).toContain(
    '伤亡失联',
  )
  await client.setField({ incident: id, field: 'casualties', value: '无人伤亡' })
  await client.setField({ incident: id, field: 'casualties', value: '轻伤1人' })
  const after = await client.show({ incident: id })
  expect(after.missingCount).toBe(before.missingCount - 1)
  const { entries } = await book.list({ incident: id })
  expect(entries.map(({ text }) => text)).toContain('伤亡失联：轻伤1人（原：无人伤亡）')
  await expect(
    client.setField({ incident: id, field: 'occurredAt', value: '昨天' }),
  ).rejects.toMatchObject({ code: 'BAD_VALUE' })
})

it('lets its own title follow place and category, and keeps one that was typed', async () => {
  const { client } = openDesk()
  const { id } = await client.open({ ...intake, category: null })
  const title = async () => (await client.show({ incident: id })).title
  expect(await title()).toBe('小松镇罗源村突发情况')
  await client.setField({ incident: id, field: 'category', value: '11G01' })
  expect(await title()).toBe('小松镇罗源村森林火灾')
  await client.setField({ incident: id, field: 'title', value: '罗源山火' })
  await client.setField({
    incident: id,
    field: 'place',
    value: { text: '下坑组', precision: 'unknown' },
  })
  expect(await title()).toBe('罗源山火')
})

it('shows two values written without seeing each other, until somebody decides', async () => {
  const { client } = openDesk()
  const { id } = await client.open(intake)
  const seen = (await client.show({ incident: id })).fields.find(
    ({ field }) => field === 'impact',
  )?.seen
  await client.setField({
    incident: id,
    field: 'impact',
    value: '300米',
    ...(seen ? { seen } : {}),
  })
  await client.setField({
    incident: id,
    field: 'impact',
    value: '200米',
    ...(seen ? { seen } : {}),
  })
  const conflicted = await client.show({ incident: id })
  const field = conflicted.fields.find((one) => one.field === 'impact')
  expect(conflicted.conflict).toBe(true)
  expect([field?.shown, field?.others.map(({ shown }) => shown)]).toEqual(['200米', ['300米']])
  await client.setField({ incident: id, field: 'impact', value: '300米', seen: field?.seen ?? [] })
  expect((await client.show({ incident: id })).conflict).toBe(false)
})

it('lists what is open and what was closed within a day, and counts the boxes', async () => {
  const { client, world } = openDesk()
  const { id } = await client.open(intake)
  const { id: second } = await client.open(intake)
  await client.setStatus({ incident: second, to: 'responding' })
  world.advance(61 * 60_000)
  expect(await client.boxes({})).toEqual({
    unverified: [id],
    unassigned: [id, second],
    silent: [second],
    readyToClose: [],
    noPlace: [id, second],
    conflict: [],
    openActions: 0,
  })
  await client.setStatus({ incident: id, to: 'verifying' })
  await client.setStatus({ incident: id, to: 'false_alarm', reason: '烧荒' })
  expect((await client.list({})).counts).toEqual({ waiting: 0, active: 1, closed: 1 })
  world.advance(25 * 3_600_000)
  expect((await client.list({})).counts).toEqual({ waiting: 0, active: 1, closed: 0 })
})

it('lets nobody without the right open an incident', async () => {
  const { router } = openDesk()
  const reader: Seat = {
    ...seat,
    session: { person: 'p', name: 'n', rights: new Set<Right>(['log.write']), signedInAt: 0 },
  }
  await expect(
    createRouterClient(router, { context: { seat: reader } }).open(intake),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
