import { expect, it } from 'vitest'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { xlsxOf } from '../../../../tests/support/xlsx.ts'
import type { OpStatus } from '../../oplog/types.ts'
import { contactsModule } from '../contacts/index.ts'
import { directoryModule } from '../directory/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { rostersModule } from '../rosters/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { importingModule } from './index.ts'

const modules = [
  contactsModule,
  directoryModule,
  importingModule,
  logbookModule,
  peopleModule,
  placesModule,
  rostersModule,
  rulesModule,
  teamsModule,
]
const xiaosong = '360735101'

async function desk(status: OpStatus = 'actual') {
  const bench = openBench(modules, wang, status)
  const { api, files, test } = bench
  // A day on which lists of this year are not of the future.
  test.world.setNow(Date.parse('2026-11-30T10:00:00+08:00'))
  const { id: town } = await api.people.registerOrganization({
    name: '小松镇人民政府',
    kind: 'township',
    township: xiaosong,
  })
  const { id: water } = await api.people.registerOrganization({
    name: '石城县水利局',
    kind: 'department',
  })
  const look = (
    fileName: string,
    bytes: Buffer | Uint8Array | string,
    kind: 'people' | 'organizations' = 'people',
  ) =>
    api.importing.preview({
      kind,
      fileName,
      content: Buffer.from(bytes as Uint8Array).toString('base64url'),
    })
  const take = async (
    fileName: string,
    bytes: Buffer | Uint8Array | string,
    kind: 'people' | 'organizations' = 'people',
  ) => {
    const { rows, token } = await look(fileName, bytes, kind)
    await api.importing.commit({ token })
    return rows
  }
  const everybody = async () => (await api.contacts.list()).people
  const exported = async (format: 'xlsx' | 'vcard3' | 'vcard4') => {
    await api.contacts.export({ format })
    if (format === 'xlsx') return files.offered.at(-1)?.bytes ?? new Uint8Array()
    return Buffer.from([...(files.streamed.at(-1)?.parts() ?? [])].join(''))
  }
  return { ...bench, town, water, look, take, everybody, exported }
}

const list = `县应急通讯录,,,,,,,,
姓名,单位,职务,手机,办公电话,身份,负责区域,代班人,核对日期
张伟,小松镇,副镇长,138 0797 0001,5701236转801,防汛责任人,小松镇,,2026-11-01
张伟,县水利局,科员,13807970002,,,,,
刘芳,石城县水利局,站长,13807970003,,水库责任人、专家,,,2026/10/5
陈山,,罗源村支书,13807970004,,群测群防员（小松镇罗源村）,,,
`

it('takes a county’s own list over: purposes, units by every way they are written, roles with areas', async () => {
  const { take, everybody, stop } = await desk()
  const rows = await take('通讯录.csv', list)
  expect(rows.map(({ action, problem }) => [action, problem])).toEqual([
    ['add', null],
    ['add', null],
    ['add', null],
    ['add', null],
  ])
  const people = await everybody()
  const zhang = people.find(({ post }) => post === '副镇长')
  expect(zhang).toMatchObject({
    label: '张伟（小松镇人民政府 副镇长）',
    ways: [
      { word: '手机', number: '13807970001' },
      { word: '办公', number: '07975701236', note: '转 801' },
    ],
    nets: [{ net: '防汛责任人', areaName: '小松镇' }],
    overdue: false,
  })
  expect(people.find(({ name }) => name === '刘芳')).toMatchObject({
    organizationName: '石城县水利局',
    nets: [
      { net: '水库责任人', area: null },
      { net: '专家', area: null },
    ],
  })
  expect(people.find(({ name }) => name === '陈山')?.nets[0]?.areaName).toBe('小松镇罗源村')
  stop()
})

it('changes nothing when the same list comes a second time', async () => {
  const { take, look, stop } = await desk()
  await take('通讯录.csv', list)
  const again = await look('通讯录.csv', list)
  expect(again.rows.map(({ action, changes }) => [action, changes])).toEqual(
    again.rows.map(() => ['same', []]),
  )
  stop()
})

it.each([
  ['张伟,,,13900000009', '通讯录里有 2 位“张伟”'],
  ['李四,气象局,局长,13800000001', '没有“气象局”这个单位'],
  ['李四,水利,局长,13800000001', '（是不是“石城县水利局”？）'],
  ['李四,,,1380797', '手机“1380797”不像号码'],
  ['李四,,,abc', '手机“abc”不像号码'],
  [',县水利局,科员,13800000001', '缺姓名'],
])('says of the line “%s” what is wrong: %s', async (line, sentence) => {
  const { take, look, everybody, stop } = await desk()
  await take('通讯录.csv', list)
  const before = await everybody()
  const { rows } = await look('新.csv', `姓名,单位,职务,手机\n${line}\n`)
  expect(rows).toMatchObject([
    { action: 'problem', problem: expect.stringContaining(sentence) as string },
  ])
  expect(await everybody()).toEqual(before)
  stop()
})

it.each([
  ['身份,负责区域', '护林员,火星镇', '本县没有“火星镇”这个乡镇或村'],
  ['核对日期', '2026-02-30', '核对日期“2026-02-30”不是日期'],
  ['核对日期', '2027-01-01', '核对日期“2027-01-01”还没有到'],
  ['队伍', '飞虎队', '没有“飞虎队”这支队伍'],
])('refuses under %s what cannot be: %s', async (headings, cells, sentence) => {
  const { look, stop } = await desk()
  const { rows } = await look('新.csv', `姓名,${headings}\n李四,${cells}\n`)
  expect(rows).toMatchObject([
    { action: 'problem', problem: expect.stringContaining(sentence) as string },
  ])
  stop()
})

it('knows which 张伟 a line means by unit, by telephone, or says that it takes another one', async () => {
  const { take, look, stop } = await desk()
  await take('通讯录.csv', list)
  const { rows } = await look(
    '新.csv',
    [
      '姓名,单位,职务,电话',
      '张伟,小松镇,镇长,',
      '张伟,,,13807970002 0797-5700002',
      '刘芳,小松镇,民政办主任,13900000007',
    ].join('\n'),
  )
  expect(rows).toMatchObject([
    {
      label: '张伟（小松镇人民政府 副镇长）',
      action: 'update',
      changes: [{ word: '职务', from: '副镇长', to: '镇长' }],
    },
    {
      label: '张伟（石城县水利局 科员）',
      action: 'update',
      changes: [{ word: '号码', to: '手机 138 0797 0002、办公 0797-5700002' }],
    },
    {
      action: 'add',
      warning: '已有同名的石城县水利局 站长，这一行按另一人登记',
    },
  ])
  stop()
})

it('does not rename somebody who can sign in', async () => {
  const { api, look, everybody, stop } = await desk()
  const { id } = await api.people.register({ name: '谢志强', roles: ['duty_officer'] })
  const { rows } = await look('新.csv', `姓名,职务,编号\n谢自强,科员,${id}\n`)
  expect(rows).toMatchObject([
    { action: 'problem', problem: expect.stringContaining('姓名请系统管理员') as string },
  ])
  expect((await everybody()).map(({ name }) => name)).toEqual(['谢志强'])
  stop()
})

it('takes no number over that 电台号簿 gives to the person', async () => {
  const { api, take, look, everybody, exported, stop } = await desk()
  await take('通讯录.csv', '姓名,手机\n李四,13807970008\n')
  const person = (await everybody())[0]?.id ?? ''
  const card = { kind: 'satphone', number: '17400010009' } as const
  await api.directory.save({ ...card, how: 'add', set: { holder: '李四', person } })
  const sheet = await exported('xlsx')
  expect((await look('通讯录.xlsx', sheet)).rows).toMatchObject([{ action: 'same' }])
  await take('通讯录.csv', '姓名,手机,卫星电话\n李四,13807970009,17400010009\n')
  await api.directory.save({ ...card, how: 'edit', set: { person: null } })
  expect((await everybody())[0]?.ways.map(({ number }) => number)).toEqual(['13807970009'])
  stop()
})

it('warns when a telephone says that somebody moved to another unit', async () => {
  const { take, look, stop } = await desk()
  await take('通讯录.csv', list)
  const { rows } = await look('新.csv', '姓名,单位,手机\n刘芳,小松镇,13807970003\n')
  expect(rows).toMatchObject([
    { action: 'update', warning: expect.stringContaining('请核对是不是同一人') as string },
  ])
  stop()
})

it('takes deputies by name and says which one it could not find', async () => {
  const { take, everybody, stop } = await desk()
  await take('通讯录.csv', list)
  const rows = await take(
    '代班.csv',
    '姓名,B角\n刘芳,张伟（小松镇人民政府 副镇长）\n陈山,刘芳、王麻子\n',
  )
  expect(rows.map(({ warning }) => warning)).toEqual([
    null,
    '通讯录里找不到代班人“王麻子”，这一项没有导入；可在导入后再导一次',
  ])
  const people = await everybody()
  expect(people.find(({ name }) => name === '刘芳')?.deputies).toMatchObject([
    { label: '张伟（小松镇人民政府 副镇长）' },
  ])
  expect(people.find(({ name }) => name === '陈山')?.deputies).toMatchObject([{ name: '刘芳' }])
  stop()
})

it.each(['xlsx', 'vcard3', 'vcard4'] as const)(
  'reads its own %s back without a change, and into an empty directory as it was',
  async (format) => {
    const source = await desk()
    await source.take('通讯录.csv', list)
    const zhang = (await source.everybody()).find(({ post }) => post === '副镇长')
    await source.api.contacts.save({
      person: zhang?.id ?? '',
      set: {
        callSign: '小松 01',
        note: '分管防汛；周末在村里, 有时不接',
        ways: [
          { purpose: 'mobile', number: '13807970001', note: '' },
          { purpose: 'office', number: '07975701236', note: '转 801' },
          { purpose: 'duty', number: '07975701234', note: '' },
          { purpose: 'satphone', number: '17400010001', note: '' },
          { purpose: 'home', number: '07975709999', note: '' },
          { purpose: 'fax', number: '07975701235', note: '' },
          { purpose: 'wechat', number: 'zhangwei_xs', note: '' },
          { purpose: 'beidou', number: '0247801', note: '' },
        ],
      },
    })
    const bytes = await source.exported(format)
    const name = format === 'xlsx' ? '应急通讯录.xlsx' : '应急通讯录.vcf'
    const same = await source.look(name, bytes)
    expect(same.rows.map(({ action, changes, problem }) => ({ action, changes, problem }))).toEqual(
      same.rows.map(() => ({ action: 'same', changes: [], problem: null })),
    )
    expect(same.unknown).toEqual([])
    const target = await desk()
    await target.take(name, bytes)
    const shape = (people: Awaited<ReturnType<typeof source.everybody>>) =>
      people
        .map(({ name, post, organizationName, ways, nets, callSign, note, verifiedAt }) => ({
          name,
          post,
          organizationName,
          ways: ways.map(({ word, number, note }) => `${word} ${number} ${note}`).toSorted(),
          nets,
          callSign,
          note,
          verifiedAt,
        }))
        .toSorted((one, other) =>
          `${one.name}${one.post}` < `${other.name}${other.post}` ? -1 : 1,
        )
    expect(shape(await target.everybody())).toEqual(shape(await source.everybody()))
    source.stop()
    target.stop()
  },
)

it('reads cards as telephones write them, and names each one it cannot read', async () => {
  const { look, stop } = await desk()
  const cards = [
    // Apple's way: a group, several types, an escaped comma.
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:李;建国;;;\r\nFN:李建国\r\nORG:石城县水利局;防汛办\r\nTITLE:主任\r\nitem1.TEL;type=CELL;type=VOICE;type=pref:+86 138-0797-0008\r\nTEL;type=WORK:0797-5700008\r\nNOTE:周一\\, 周三在办公室\r\nEND:VCARD',
    // Version 4 with a URI and a folded line.
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:赵小\r\n 红\r\nTEL;VALUE=uri;TYPE="voice,cell":tel:+8613807970009\r\nEND:VCARD',
    'BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0\r\nTEL;CELL:13800000000\r\nEND:VCARD',
    'BEGIN:VCARD\r\nVERSION:3.0\r\n这一行坏了\r\nEND:VCARD',
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:断了',
  ].join('\r\n')
  const { rows } = await look('手机.vcf', cards)
  expect(rows).toMatchObject([
    {
      label: '李建国',
      action: 'add',
      changes: [
        { word: '单位', to: '石城县水利局' },
        { word: '职务', to: '主任' },
        { word: '号码', to: '手机 138 0797 0008、办公 0797-5700008' },
        { word: '备注', to: '周一, 周三在办公室' },
      ],
    },
    { label: '赵小红', changes: [{ to: '手机 138 0797 0009' }] },
    { action: 'problem', problem: expect.stringContaining('2.1 版') as string },
    { action: 'problem', problem: expect.stringContaining('已损坏') as string },
    { action: 'problem', problem: expect.stringContaining('没有写完') as string },
  ])
  await expect(look('不是.vcf', '你好')).rejects.toMatchObject({ code: 'NOT_CARDS' })
  stop()
})

it('takes numbers that a spreadsheet kept as numbers', async () => {
  const { look, stop } = await desk()
  const { rows } = await look(
    '通讯录.xlsx',
    xlsxOf([
      ['姓名', '手机'],
      ['李四', 13_807_970_008],
    ]),
  )
  expect(rows).toMatchObject([{ action: 'add', changes: [{ to: '手机 138 0797 0008' }] }])
  stop()
})

it('takes over a list of organisations and says what it does not know', async () => {
  const { api, take, look, stop } = await desk()
  const offices =
    '单位名称,类别,值班电话,传真,上级,乡镇\n屏山镇人民政府,,0797-5702234,5702235,,\n县气象局,,5700012,,,\n屏山卫生院,医院,5702120,,,屏山镇\n'
  const rows = await take('单位.csv', offices, 'organizations')
  expect(rows.map(({ action }) => action)).toEqual(['add', 'add', 'add'])
  const kept = await api.people.organizations()
  expect(kept.find(({ name }) => name === '屏山镇人民政府')).toMatchObject({
    kind: 'township',
    township: '360735102',
  })
  const bad = await look(
    '单位.csv',
    '单位名称,类别,上级,乡镇,值班电话\n甲,马戏团,,,\n乙,,不存在,,\n丙,,,火星镇,\n丁,,,,无\n',
    'organizations',
  )
  expect(bad.rows.map(({ problem }) => problem)).toMatchObject([
    expect.stringContaining('没有“马戏团”这种类别'),
    expect.stringContaining('没有“不存在”这个上级单位'),
    '本县没有“火星镇”',
    '值班电话“无”不像号码，请改正',
  ])
  stop()
})

/** What a drill gives out of its one entry, and what another look at it there counts. */
async function givenByADrill(format: 'xlsx' | 'vcard3' | 'vcard4', fileName: string) {
  const { api, everybody, exported, look, stop, take } = await desk('exercise')
  await take('通讯录.csv', '姓名,单位,手机\n欧阳春兰,小松镇人民政府,13807970008\n')
  const id = (await everybody())[0]?.id ?? ''
  const { name } = await api.contacts.export({ format })
  const bytes = await exported(format)
  const { counts } = await look(fileName, bytes)
  stop()
  return { id, name, bytes, counts }
}

it('marks the sheet of a drill, reads it back there, and nowhere else', async () => {
  const { name, bytes, counts } = await givenByADrill('xlsx', '通讯录.xlsx')
  expect(name).toMatch(/^【演练】应急通讯录-.*\.xlsx$/)
  expect(counts).toMatchObject({ same: 1, problem: 0 })
  const { look, stop } = await desk()
  await expect(look('通讯录.xlsx', bytes)).rejects.toMatchObject({ code: 'OF_A_DRILL' })
  stop()
})

it.each(['vcard3', 'vcard4'] as const)(
  'marks the cards of a drill (%s), which never take the place of real ones',
  async (format) => {
    const { id, name, bytes, counts } = await givenByADrill(format, '通讯录.vcf')
    expect(name).toMatch(/^【演练】应急通讯录-.*\.vcf$/)
    const cards = bytes.toString()
    expect(cards).toContain('FN:【演练】欧阳春兰')
    expect(cards).toContain('N:【演练】欧阳;春兰;')
    expect(cards).toContain(`UID:${id}.exercise`)
    expect(counts).toMatchObject({ same: 1, problem: 0 })
    const { look, stop } = await desk()
    const { rows } = await look('通讯录.vcf', bytes)
    const problem: unknown = expect.stringContaining('【演练】给出的名片')
    expect(rows).toMatchObject([{ action: 'problem', problem }])
    stop()
  },
)
