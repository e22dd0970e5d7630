import { beforeAll, afterAll, expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { reachModule } from '../reach/index.ts'
import { rostersModule } from '../rosters/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import type { Purpose } from './words.ts'
import { contactsModule } from './index.ts'

const modules = [
  alarmsModule,
  contactsModule,
  directoryModule,
  logbookModule,
  peopleModule,
  placesModule,
  reachModule,
  rostersModule,
  rulesModule,
  teamsModule,
]
const xiaosong = '360735101'
const pingshan = '360735102'
/** A Monday at 10:00 and at 23:00, a Sunday at 10:00, Beijing time. */
const monday = Date.parse('2026-11-30T10:00:00+08:00')
const night = Date.parse('2026-11-30T23:00:00+08:00')
const sunday = Date.parse('2026-11-29T10:00:00+08:00')

let bench: Bench
let luoyuan: string

const ids = new Map<string, string>()

beforeAll(async () => {
  bench = openBench(modules)
  const { api } = bench
  const village = bench.context.county.villages.find(
    ({ name, township }) => name === '罗源村' && township === xiaosong,
  )
  luoyuan = village?.code ?? ''
  const house = async (name: string, kind: 'township' | 'department' | 'hospital', more = {}) => {
    const { id } = await api.people.registerOrganization({ name, kind, ...more })
    ids.set(name, id)
    return id
  }
  const town = await house('小松镇人民政府', 'township', {
    dutyPhone: '0797-5701234',
    township: xiaosong,
  })
  await house('屏山镇人民政府', 'township', { dutyPhone: '0797-5702234', township: pingshan })
  const water = await house('县水利局', 'department', { dutyPhone: '0797-5700001' })
  await house('县人民医院', 'hospital', { dutyPhone: '0797-5700120' })
  const person = async (
    name: string,
    post: string,
    organization: string | null,
    numbers: readonly (readonly [Purpose, string])[],
    nets: readonly (readonly [string, string | null])[] = [],
  ) => {
    const { id } = await api.contacts.save({
      set: {
        name,
        post,
        organization,
        ways: numbers.map(([purpose, number]) => ({ purpose, number, note: '' })),
        nets: nets.map(([net, area]) => ({ net, area })),
      },
    })
    ids.set(name, id)
  }
  await person(
    '张伟',
    '副镇长',
    town,
    [
      ['office', '5701236'],
      ['mobile', '13807970001'],
      ['home', '5709999'],
    ],
    [['防汛责任人', xiaosong]],
  )
  await person('刘芳', '水利站站长', town, [['office', '5701237']])
  await person('陈山', '罗源村支书', null, [['mobile', '13807970003']], [['群测群防员', luoyuan]])
  await person('李水生', '局长', water, [['mobile', '13807970004']])
  await person(
    '王灾情',
    '民政办主任',
    town,
    [['mobile', '13807970005']],
    [['灾害信息员', xiaosong]],
  )
  await api.teams.register({
    name: '森林消防一中队',
    callSign: '森防01',
    group: 'professional',
    type: 'forest_pro',
    township: '360735100',
    phone: '13807970099',
    radios: ['1001'],
  })
})

afterAll(() => bench.stop())

const names = async (query: string, at = monday) =>
  (await bench.api.contacts.whom({ query, at })).answers.map(({ name }) => name)

it('answers a matter in a township with the one who is responsible there, and the desk behind', async () => {
  const found = await bench.api.contacts.whom({ query: '小松 防汛', at: monday })
  expect(found).toMatchObject({ matter: '防汛', area: { code: xiaosong, name: '小松镇' } })
  expect(found.answers[0]).toMatchObject({
    name: '张伟',
    who: '小松镇人民政府 副镇长',
    why: ['小松镇防汛责任人'],
  })
  expect(found.answers.map(({ name }) => name)).toEqual([
    '张伟',
    '刘芳',
    '小松镇人民政府',
    '县水利局',
  ])
})

it.each([
  ['小松防汛', '张伟'],
  ['防汛小松', '张伟'],
  ['小松镇的防汛找谁', '张伟'],
  ['xiaosong fangxun', '张伟'],
  ['xs fx', '张伟'],
  ['xsfx', '张伟'],
  ['小松镇山洪', '张伟'],
  ['罗源村滑坡', '陈山'],
  ['小松 罗源 地灾', '陈山'],
  ['小松 灾害信息员', '王灾情'],
  ['小松 灾情', '王灾情'],
  ['小松 值班', '小松镇人民政府'],
  ['小松', '小松镇人民政府'],
  ['屏山 防汛', '屏山镇人民政府'],
  ['伤员', '县人民医院'],
  ['山火', '森林消防一中队'],
  ['水利局', '县水利局'],
  ['zhangwei', '张伟'],
  ['小松镇张伟', '张伟'],
  ['县水利局 李水生', '李水生'],
  ['slj', '县水利局'],
  ['13807970004', '李水生'],
  ['水利站站长', '刘芳'],
])('answers “%s” with %s first', async (query, first) => {
  expect((await names(query))[0]).toBe(first)
})

it('rings the mobile at night and the office by day, and says when an office is shut', async () => {
  const ring = async (query: string, at: number) =>
    (await bench.api.contacts.whom({ query, at })).answers[0]
  expect((await ring('张伟', monday))?.call).toMatchObject({ purpose: 'office' })
  expect(await ring('张伟', night)).toMatchObject({
    call: { purpose: 'mobile', shown: '138 0797 0001' },
    others: [{ purpose: 'home' }, { purpose: 'office' }],
  })
  const shut = await ring('刘芳', sunday)
  expect(shut?.mind).toContain('只有办公电话，双休日可能无人接')
  expect((await ring('刘芳', monday))?.mind).not.toContain('只有办公电话，工作时间可能无人接')
})

it('says in words what it did not understand and what to do', async () => {
  const none = await bench.api.contacts.whom({ query: '啊吧啊吧', at: monday })
  expect(none).toMatchObject({ answers: [], matter: null, area: null })
  expect(none.nobody).toContain('没有认出')
  const empty = await bench.api.contacts.whom({ query: '  ', at: monday })
  expect(empty.nobody).toContain('小松 防汛')
})

it('puts somebody whose number was found wrong behind, and says so', async () => {
  const { api } = bench
  const { id } = await api.contacts.save({
    set: {
      name: '赵六',
      ways: [{ purpose: 'mobile', number: '13807970006', note: '' }],
      nets: [{ net: '灾害信息员', area: xiaosong }],
    },
  })
  await api.contacts.doubt({ kind: 'person', id, reason: '空号' })
  const [first, second] = (await api.contacts.whom({ query: '小松 灾害信息员', at: monday }))
    .answers
  expect([first?.name, second?.name]).toEqual(['王灾情', '赵六'])
  expect(second?.mind[0]).toMatch(/^存疑：空号/)
  await api.contacts.retire({ person: id, reason: '调离' })
  expect(await names('小松 灾害信息员')).not.toContain('赵六')
})

it('does not send the caller to a village of another township', async () => {
  expect(await names('屏山 滑坡')).not.toContain('陈山')
  expect(await names('小松 滑坡')).toContain('陈山')
})

const told = { by: 'p-wang', name: '王海燕', at: monday }

/** A published shift of these hours: chief, leader. */
function publish(month: string, from: number, to: number, chief: string, leader: string) {
  const shift = `${month}-x`
  const needs = ['leader', 'chief'].map((post) => ({ post, count: 1 }))
  const day = `${month}-30`
  const hours = { from, to, night: false, weekend: false, holiday: null }
  return {
    kind: 'roster.published',
    entity: month,
    body: {
      shifts: [{ id: shift, day, pattern: 'day', word: '白班', ...hours, needs }],
      cells: [
        { shift, post: 'leader', people: [leader] },
        { shift, post: 'chief', people: [chief] },
      ],
      decision: { person: 'p-wang', name: '王海燕', how: 'own' },
      overrides: [],
      ...told,
    },
  }
}

it('names the deputy first while somebody is on leave, with the reason, and not after it', async () => {
  const { api, test } = bench
  const zhang = ids.get('张伟') ?? ''
  await api.contacts.save({ person: zhang, set: { deputies: [ids.get('刘芳') ?? ''] } })
  const leave = { person: zhang, from: monday, to: monday + 3 * 86_400_000, kind: 'annual' }
  test.write([{ kind: 'leave.filed', entity: 'leave-1', body: { ...leave, note: '', ...told } }])
  const away = await api.contacts.whom({ query: '小松 防汛', at: monday })
  expect(away.answers[0]).toMatchObject({ name: '刘芳', insteadOf: '张伟' })
  expect(away.answers[0]?.why.slice(0, 2)).toEqual(['张伟的代班人', '小松镇防汛责任人'])
  expect(away.answers.find(({ name }) => name === '张伟')?.mind[0]).toBe('年休假至 12-03 10:00')
  expect(await names('小松 防汛', monday + 4 * 86_400_000)).toMatchObject({ 0: '张伟' })
  expect((await api.contacts.list()).people.find(({ id }) => id === zhang)?.deputies).toHaveLength(
    1,
  )
})

it('names the next deputy before one who is on leave too', async () => {
  const { api, test } = bench
  const at = monday + 60 * 86_400_000
  const [wang, liu, zhao] = ['王灾情', '刘芳', '张伟'].map((name) => ids.get(name) ?? '')
  await api.contacts.save({ person: wang ?? '', set: { deputies: [liu ?? '', zhao ?? ''] } })
  for (const person of [wang, liu]) {
    const leave = { person, from: at, to: at + 86_400_000, kind: 'annual', note: '', ...told }
    test.write([{ kind: 'leave.filed', entity: `leave-2-${person}`, body: leave }])
  }
  const { answers } = await api.contacts.whom({ query: '小松 灾害信息员', at })
  expect(answers[0]).toMatchObject({ name: '张伟', insteadOf: '王灾情' })
})

it('knows of an entry, a place or a team as soon as it is changed', async () => {
  const { api } = bench
  expect(await names('龙王庙水库责任人')).not.toContain('钱水库')
  const { id } = await api.contacts.save({
    set: { name: '钱水库', nets: [{ net: '水库责任人', area: pingshan }] },
  })
  expect((await names('屏山 水库'))[0]).toBe('钱水库')
  await api.contacts.save({ person: id, set: { name: '孙水库' } })
  expect((await names('sunshuiku'))[0]).toBe('孙水库')
  await api.places.register({
    name: '龙王庙',
    kind: 'reservoir',
    township: pingshan,
  })
  expect((await names('龙王庙 水库'))[0]).toBe('孙水库')
  await api.contacts.retire({ person: id, reason: '调离' })
  expect(await names('屏山 水库')).not.toContain('孙水库')
})

it('names who the published roster has on duty at that hour, the chief first', async () => {
  const { api, test } = bench
  const hour = 3_600_000
  const [chief, leader] = [ids.get('王灾情') ?? '', ids.get('李水生') ?? '']
  test.write([publish('2026-11', monday - hour, monday + 10 * hour, chief, leader)])
  const now = await api.contacts.whom({ query: '值班', at: monday })
  expect(now.answers.slice(0, 2)).toMatchObject([
    { name: '王灾情', why: ['县值班表：主班'] },
    { name: '李水生', why: ['县值班表：带班领导'] },
  ])
  expect((await names('带班领导'))[0]).toBe('李水生')
  expect((await names('值班', monday + 11 * hour)).includes('王灾情')).toBe(false)
})
