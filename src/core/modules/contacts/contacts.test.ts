import { createRouterClient, type AnyRouter } from '@orpc/server'
import { expect, it } from 'vitest'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { openTestLog } from '../../../../tests/support/console-log.ts'
import { fakeWorld, seededRandom } from '../../../../tests/support/fake-world.ts'
import { directoryModule } from '../directory/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { rostersModule } from '../rosters/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { contactProjections } from './apply.ts'
import { contactFacts } from './facts.ts'
import { contactsModule } from './index.ts'

const modules = [
  contactsModule,
  directoryModule,
  logbookModule,
  peopleModule,
  placesModule,
  rostersModule,
  rulesModule,
  teamsModule,
]
const dayMs = 24 * 3_600_000
const xiaosong = '360735101'

async function desk() {
  const bench = openBench(modules)
  const { api } = bench
  const town = await api.people.registerOrganization({
    name: '小松镇人民政府',
    kind: 'township',
    dutyPhone: '0797-5701234',
    fax: '5701235',
    township: xiaosong,
  })
  const water = await api.people.registerOrganization({ name: '县水利局', kind: 'department' })
  const named = async (name: string) =>
    (await api.contacts.list()).people.filter((person) => person.name === name)
  const one = async (id: string) => {
    const person = (await api.contacts.list()).people.find((each) => each.id === id)
    if (!person) throw new Error(`nobody has the id ${id}`)
    return person
  }
  return { ...bench, town: town.id, water: water.id, named, one }
}

it('keeps what every number is for, in the order in which they are tried', async () => {
  const { api, one, town, stop } = await desk()
  const { id } = await api.contacts.save({
    set: {
      name: ' 张伟 ',
      post: '副镇长',
      organization: town,
      ways: [
        { purpose: 'mobile', number: '138 0797 1234', note: '' },
        { purpose: 'office', number: '5701236转801', note: '' },
        { purpose: 'satphone', number: '17400010001', note: '车上' },
        { purpose: 'wechat', number: 'zhangwei_xs', note: '' },
        { purpose: 'fax', number: '0797 5701235', note: '' },
      ],
    },
  })
  expect((await one(id)).ways).toMatchObject([
    { word: '手机', number: '13807971234', shown: '138 0797 1234' },
    { word: '办公', number: '07975701236', shown: '0797-5701236', note: '转 801' },
    { word: '卫星电话', number: '17400010001', note: '车上' },
    { word: '微信', number: 'zhangwei_xs' },
    { word: '传真', number: '07975701235' },
  ])
  // Telephones stay one truth with the directory of persons.
  expect((await api.people.list())[0]?.phones).toEqual([
    '13807971234',
    '07975701236',
    '17400010001',
  ])
  await api.people.setField({ person: id, field: 'phones', value: '07975701236 13900000001' })
  expect((await one(id)).ways.map(({ word, number }) => `${word} ${number}`)).toEqual([
    '办公 07975701236',
    '微信 zhangwei_xs',
    '传真 07975701235',
    '手机 13900000001',
  ])
  stop()
})

it('refuses a wrong number by name and changes nothing', async () => {
  const { api, named, stop } = await desk()
  const ways = [
    { purpose: 'mobile' as const, number: '13807971234', note: '' },
    { purpose: 'mobile' as const, number: '1380797123', note: '' },
  ]
  await expect(api.contacts.save({ set: { name: '李四', ways } })).rejects.toMatchObject({
    code: 'BAD_NUMBER',
    message: expect.stringContaining('1380797123') as string,
    data: { place: 1 },
  })
  expect(await named('李四')).toEqual([])
  stop()
})

it('tells two 张伟 apart and refuses a third who cannot be told apart', async () => {
  const { api, named, town, water, stop } = await desk()
  await api.contacts.save({ set: { name: '张伟', post: '副镇长', organization: town } })
  await api.contacts.save({ set: { name: '张伟', post: '科员', organization: water } })
  expect((await named('张伟')).map(({ label }) => label).toSorted()).toEqual(
    ['张伟（县水利局 科员）', '张伟（小松镇人民政府 副镇长）'].toSorted(),
  )
  await expect(
    api.contacts.save({ set: { name: '张伟', post: '科员', organization: water } }),
  ).rejects.toMatchObject({ code: 'SAME_PERSON' })
  stop()
})

it('keeps roles with their areas, and deputies who are not oneself', async () => {
  const { api, one, stop } = await desk()
  const { id: deputy } = await api.contacts.save({ set: { name: '刘芳' } })
  const { id } = await api.contacts.save({
    set: {
      name: '李四',
      nets: [{ net: '灾害信息员', area: xiaosong }],
      deputies: [deputy],
    },
  })
  expect(await one(id)).toMatchObject({
    township: xiaosong,
    nets: [{ net: '灾害信息员', areaName: '小松镇' }],
    deputies: [{ id: deputy, name: '刘芳' }],
  })
  expect((await one(deputy)).standsInFor).toMatchObject([{ id, name: '李四' }])
  await expect(api.contacts.save({ person: id, set: { deputies: [id] } })).rejects.toMatchObject({
    code: 'OWN_DEPUTY',
  })
  await expect(
    api.contacts.save({ person: id, set: { nets: [{ net: '护林员', area: '999' }] } }),
  ).rejects.toMatchObject({ code: 'UNKNOWN' })
  await expect(
    api.contacts.save({ person: id, set: { deputies: [deputy] } }),
  ).rejects.toMatchObject({ code: 'NOTHING' })
  stop()
})

it('lists an entry as overdue until somebody verifies it, and again after the days of the rule', async () => {
  const { api, one, test, stop } = await desk()
  const { id } = await api.contacts.save({ set: { name: '李四' } })
  expect(await one(id)).toMatchObject({ verifiedAt: null, overdue: true })
  await api.contacts.verify({ subjects: [{ kind: 'person', id }], how: 'phone' })
  expect(await one(id)).toMatchObject({ overdue: false })
  test.world.advance(91 * dayMs)
  expect(await one(id)).toMatchObject({ overdue: true })
  stop()
})

it('keeps a doubt about a number until the entry is verified again', async () => {
  const { api, one, test, stop } = await desk()
  const { id } = await api.contacts.save({ set: { name: '李四' } })
  test.world.advance(1000)
  await api.contacts.doubt({ kind: 'person', id, reason: '手机是空号' })
  expect(await one(id)).toMatchObject({ doubt: { reason: '手机是空号' } })
  test.world.advance(1000)
  await api.contacts.verify({ subjects: [{ kind: 'person', id }], how: 'f2f' })
  expect(await one(id)).toMatchObject({ doubt: null, overdue: false })
  stop()
})

it('lets a contact leave the directory, but not somebody who can sign in', async () => {
  const { api, one, stop } = await desk()
  const { id } = await api.contacts.save({ set: { name: '李四' } })
  await api.contacts.retire({ person: id, reason: '调离' })
  expect(await one(id)).toMatchObject({ disabledReason: '调离' })
  await api.contacts.restore({ person: id })
  expect(await one(id)).toMatchObject({ disabledReason: null })
  const officer = await api.people.register({ name: '谢志强', roles: ['duty_officer'] })
  await expect(api.contacts.retire({ person: officer.id, reason: '调离' })).rejects.toMatchObject({
    code: 'SIGNS_IN',
  })
  stop()
})

it('shows a number of 电台号簿 with its person and keeps no copy of it', async () => {
  const { api, one, stop } = await desk()
  const mobile = { purpose: 'mobile', number: '13807971234', note: '' } as const
  const { id } = await api.contacts.save({ set: { name: '李四', ways: [mobile] } })
  const card = { kind: 'beidou', number: '0247801' } as const
  await api.directory.save({ ...card, how: 'add', set: { holder: '李四', person: id } })
  const ways = [mobile, { purpose: 'beidou' as const, number: '0247801', note: '' }]
  expect((await one(id)).ways).toMatchObject([
    { number: '13807971234', elsewhere: false },
    { number: '0247801', elsewhere: true },
  ])
  await expect(api.contacts.save({ person: id, set: { ways } })).rejects.toMatchObject({
    code: 'NOTHING',
  })
  await api.contacts.save({ person: id, set: { ways, note: '夜里也接' } })
  await api.directory.save({ ...card, how: 'edit', set: { person: null } })
  expect((await one(id)).ways.map(({ number }) => number)).toEqual(['13807971234'])
  stop()
})

it('leaves the name of somebody who can sign in to the administrator', async () => {
  const { api, context, one, stop } = await desk()
  const { id } = await api.people.register({ name: '谢志强', roles: ['duty_officer'] })
  const rights = new Set(['directory.write', 'log.write'] as const)
  const session = { person: 'p-xie', name: '谢志强', rights, signedInAt: 0 }
  const chief = createRouterClient(contactsModule.router(context) as AnyRouter, {
    context: { seat: { ...wang, session } },
  }) as Bench['api']['contacts']
  const renamed = { person: id, set: { name: '谢自强' } }
  await expect(chief.save(renamed)).rejects.toMatchObject({ code: 'SIGNS_IN' })
  await chief.save({ person: id, set: { post: '科员' } })
  expect(await one(id)).toMatchObject({ name: '谢志强', post: '科员' })
  await api.contacts.save(renamed)
  expect(await one(id)).toMatchObject({ name: '谢自强' })
  stop()
})

it('needs the right to change the directory, and none but the log to verify', async () => {
  const { api, stop } = await desk()
  const { id } = await api.contacts.save({ set: { name: '李四' } })
  stop()
  const officer = openBench(modules, {
    ...wang,
    session: {
      person: 'p-xie',
      name: '谢志强',
      rights: new Set(['log.write'] as const),
      signedInAt: 0,
    },
  })
  await expect(officer.api.contacts.save({ set: { name: '王五' } })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(
    officer.api.contacts.verify({ subjects: [{ kind: 'person', id }], how: 'phone' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  officer.stop()
})

it('gives the same rows whatever the order in which facts arrive, and when they arrive twice', () => {
  const newLog = (consoleId: string, seed: number) =>
    openTestLog(contactProjections, contactFacts, {
      console: { consoleId, site: '中' },
      world: fakeWorld({ seed }),
    })
  const contents = (db: ReturnType<typeof newLog>['db']) =>
    ['contact_details', 'contact_standing'].map((table) =>
      db.prepare(`select * from ${table} order by 1`).all(),
    )
  const how = 'edited'
  const by = 'p1'
  const drafts = [
    {
      kind: 'contact.details-set',
      entity: 'p1',
      body: { set: { ways: [{ purpose: 'mobile', number: '13807971234' }] }, how, by, at: 1 },
    },
    {
      kind: 'contact.details-set',
      entity: 'p1',
      body: { set: { nets: [{ net: '护林员', area: null }], note: '早班' }, how, by, at: 2 },
    },
    { kind: 'contact.verified', entity: 'p1', body: { how: 'phone', onAt: 3, by, at: 3 } },
    { kind: 'contact.doubted', entity: 'p1', body: { reason: '空号', by, at: 4 } },
    { kind: 'contact.verified', entity: 'p1', body: { how: 'list', onAt: 2, by, at: 5 } },
    {
      kind: 'contact.details-set',
      entity: 'p1',
      body: { set: { note: '', deputies: ['p2'] }, how, by, at: 6 },
    },
  ]
  const source = newLog('console-1', 1)
  for (const draft of drafts) source.write([draft])
  const expected = contents(source.db)
  expect(expected).toMatchObject([
    [{ person: 'p1', note: '', deputies: '["p2"]' }],
    [{ subject: 'p1', verified_at: 3, verified_how: 'phone', doubt: '空号' }],
  ])
  const ops = [...source.log.missingFor(new Map())]
  const random = seededRandom(7)
  for (let round = 0; round < 10; round++) {
    const target = newLog(`console-${round + 2}`, round + 2)
    const shuffled = ops
      .map((op) => [random.next(), op] as const)
      .toSorted((a, b) => a[0] - b[0])
      .map(([, op]) => op)
    for (const op of [...shuffled, ...ops]) target.log.receive([op], 'test')
    expect(contents(target.db)).toEqual(expected)
    target.close()
  }
})
