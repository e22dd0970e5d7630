import { expect, it } from 'vitest'
import type { Seat } from '../../module.ts'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { importingModule } from '../importing/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { teamsModule } from '../teams/index.ts'
import { pointProjection } from './apply.ts'
import { pointFacts } from './facts.ts'
import { contactPoints, directoryModule, kindOfAddress, pointDraft, pointOf } from './index.ts'

const who = { actor: 'p-wang', seat: 'seat-1', status: 'actual' } as const
const by = { by: 'p-wang', how: 'edited' } as const

const xiaosong = {
  name: '小松综合应急队',
  callSign: '小松01',
  group: 'township',
  type: 'fire',
  leader: '李队长',
  phone: '138 0797 1234',
  radios: ['1001'],
}

function desk() {
  const bench = openBench([
    directoryModule,
    importingModule,
    logbookModule,
    peopleModule,
    placesModule,
    teamsModule,
  ])
  const { context, test } = bench
  const set = (
    point: Parameters<typeof pointDraft>[1],
    changes: Parameters<typeof pointDraft>[2],
  ) => test.log.append(who, [pointDraft(context, point, changes, by)])
  return { ...bench, set }
}

it('keeps what is known of a number, field by field, and forgets nothing that was not named', () => {
  const { context, set } = desk()
  set(
    { kind: 'beidou', number: '0412345' },
    { callSign: '北斗03', holder: '小松镇', model: 'BD-2' },
  )
  set({ kind: 'beidou', number: '0412345' }, { holder: '小松镇值班室' })
  expect(pointOf(context, 'beidou', '0412345')).toMatchObject({
    callSign: '北斗03',
    holder: '小松镇值班室',
    model: 'BD-2',
    source: 'directory',
  })
})

it('takes a name that was remembered before there was a directory as its own', () => {
  const { context, test, set } = desk()
  test.log.append(who, [
    {
      kind: 'radio.named',
      entity: 'radio-name:radio:101',
      body: {
        what: 'radio',
        number: '101',
        callSign: '蓝天02',
        holder: '蓝天救援队',
        by: 'p',
        at: 1,
      },
    },
  ])
  set({ kind: 'radio', number: '101' }, { serial: 'SN-7' })
  expect(contactPoints(context)).toMatchObject([
    { kind: 'radio', number: '101', callSign: '蓝天02', holder: '蓝天救援队', serial: 'SN-7' },
  ])
})

it('finds telephones of teams, persons and offices without keeping them twice', async () => {
  const { context, api } = desk()
  const { id: unit } = await api.teams.register(xiaosong)
  const { id: house } = await api.people.registerOrganization({
    name: '小松镇政府',
    kind: 'township',
    dutyPhone: '5712345',
    township: '360735102',
  })
  await api.people.register({
    name: '刘某',
    post: '值班员',
    phones: ['13979712345'],
    callSign: '',
    organization: house,
    roles: [],
  })
  const found = contactPoints(context).map(({ kind, number, holder, source }) => [
    source,
    kind,
    number,
    holder,
  ])
  expect(found).toEqual([
    ['team', 'radio', '1001', '小松综合应急队'],
    ['team', 'phone', '13807971234', '小松综合应急队 李队长'],
    ['person', 'phone', '13979712345', '小松镇政府 值班员 刘某'],
    ['organization', 'phone', '07975712345', '小松镇政府 值班电话'],
  ])
  expect(contactPoints(context, { unit }).map(({ number }) => number)).toEqual([
    '1001',
    '13807971234',
  ])
  expect(contactPoints(context, { place: '360735102' })).toHaveLength(2)
  expect(pointOf(context, 'phone', '+86 138-0797-1234')).toMatchObject({ source: 'team', unit })
})

it('gives a radio of the directory the team that holds it', async () => {
  const { context, api, set } = desk()
  const { id: unit } = await api.teams.register(xiaosong)
  set({ kind: 'radio', number: '1001' }, { model: 'PD780' })
  expect(contactPoints(context, { kinds: ['radio'] })).toMatchObject([
    { number: '1001', unit, holder: '小松综合应急队', model: 'PD780' },
  ])
})

it('leaves what is out of use away unless it is asked for', () => {
  const { context, set } = desk()
  set({ kind: 'radio', number: '7' }, { callSign: '旧台', disabled: '报废' })
  expect(contactPoints(context)).toEqual([])
  expect(contactPoints(context, { disabled: true })).toMatchObject([{ disabledReason: '报废' }])
  set({ kind: 'radio', number: '7' }, { disabled: null })
  expect(contactPoints(context)).toMatchObject([{ number: '7', disabled: false }])
})

it('is the same elsewhere, whatever order the facts arrive in', () => {
  const { test, set } = desk()
  for (let n = 0; n < 12; n++) {
    set(
      { kind: 'radio', number: `${n % 3}` },
      n % 2 ? { note: `第 ${n} 次` } : { callSign: `台${n}` },
    )
  }
  const here = test.db.prepare('select kind || number id, * from contact_point order by id').all()
  const there = rowsElsewhere(
    test,
    [pointProjection],
    pointFacts,
    '(select kind || number id, * from contact_point)',
    4,
  )
  expect(there).toEqual(here)
})

const radio = { kind: 'radio', number: '1002', how: 'add' } as const

it('keeps a radio with what a person filled in, and says what cannot be', async () => {
  const { api } = desk()
  await api.directory.save({
    ...radio,
    set: { callSign: ' 小松02 ', holder: '张某', aliases: ['二号', ' '] },
  })
  expect(await api.directory.list()).toMatchObject([
    { number: '1002', callSign: '小松02', aliases: ['二号'], kindWord: '电台', sourceWord: '号簿' },
  ])
  await expect(api.directory.save({ ...radio, set: { callSign: '别人' } })).rejects.toMatchObject({
    code: 'KNOWN',
    data: { holder: '小松02 张某' },
  })
  await expect(
    api.directory.save({ ...radio, how: 'edit', set: { callSign: '小松02' } }),
  ).rejects.toMatchObject({ code: 'NOTHING' })
  await expect(
    api.directory.save({ ...radio, number: '12a', set: { callSign: '小松03' } }),
  ).rejects.toMatchObject({ code: 'BAD_NUMBER' })
  await expect(
    api.directory.save({ ...radio, number: '77', set: { note: '备用' } }),
  ).rejects.toMatchObject({ code: 'NEEDS_NAME' })
})

it('moves a radio between teams with the teams’ own facts', async () => {
  const { api, context } = desk()
  const { id: first } = await api.teams.register(xiaosong)
  const { id: second } = await api.teams.register({
    ...xiaosong,
    callSign: '高田01',
    name: '高田队',
    radios: [],
  })
  await api.directory.save({
    ...radio,
    number: '1001',
    how: 'edit',
    set: { unit: second, model: 'PD780' },
  })
  expect((await api.teams.list()).map(({ id, radios }) => [id === second, radios])).toEqual([
    [false, []],
    [true, ['1001']],
  ])
  await api.directory.save({ ...radio, number: '1001', how: 'edit', set: { unit: null } })
  expect(contactPoints(context, { unit: second, kinds: ['radio'] })).toEqual([])
  expect(contactPoints(context, { unit: first, kinds: ['radio'] })).toEqual([])
})

it('shows and understands the number a user dials, by the county’s rule', async () => {
  const { api } = desk()
  // Area 797: NAI 501; the first radio of fleet 20.
  const air = String((797 - 296) * 32_768 + 1)
  await api.directory.save({ ...radio, number: air, set: { callSign: '县指01' } })
  expect((await api.directory.list())[0]).toMatchObject({ userNumber: '79720200' })
  expect(await api.directory.convert({ kind: 'radio', number: '79720200' })).toMatchObject({
    number: air,
  })
  expect(await api.directory.convert({ kind: 'radio', number: air })).toMatchObject({
    userNumber: '79720200',
  })
})

it('warns of a call sign that is taken for another, and refuses nothing for it', async () => {
  const { api } = desk()
  await api.teams.register({ ...xiaosong, callSign: '蓝天02', name: '蓝天救援队' })
  const like = async (callSign: string, unit?: string) =>
    (await api.directory.similar({ kind: 'radio', number: '9', callSign, unit })).map(
      ({ how }) => how,
    )
  expect(await like('蓝天 2')).toEqual(['只是写法不同'])
  expect(await like('蓝天洞两')).toEqual(['只是写法不同'])
  expect(await like('兰天02')).toEqual(['读音相同'])
  expect(await like('蓝天02')).toEqual(['相同'])
  expect(await like('蓝天03')).toEqual([])
  const [team] = await api.teams.list()
  expect(await like('蓝天02', team?.id)).toEqual([])
  await api.directory.save({ ...radio, set: { callSign: '兰天02' } })
  expect((await api.directory.list()).find(({ number }) => number === '1002')).toMatchObject({
    mistakable: ['蓝天02 蓝天救援队'],
  })
})

it('does not warn of one holder who answers by one call sign on several numbers', async () => {
  const { api, set } = desk()
  set({ kind: 'radio', number: '1101' }, { callSign: '小松值班', holder: '小松镇值班室' })
  set({ kind: 'phone', number: '07975700010' }, { callSign: '小松值班', holder: '小松镇值班室' })
  expect((await api.directory.list()).map(({ mistakable }) => mistakable)).toEqual([[], []])
})

const fileOf = (text: string) => ({
  kind: 'contacts' as const,
  fileName: '电台.csv',
  content: Buffer.from(text).toString('base64url'),
})

it('shows what a list would change before it does, and refuses lines with the reason', async () => {
  const { api, set, context } = desk()
  await api.teams.register(xiaosong)
  set({ kind: 'radio', number: '1002' }, { callSign: '小松02', model: 'PD700' })
  set({ kind: 'radio', number: '1003' }, { callSign: '小松03' })
  const list = [
    '石城县应急局电台台账,,,,',
    '类别,号码,呼号,型号,队伍,乡镇',
    ',1002,小松02,PD780,小松01,小松',
    '电台,1003,小松03,,,',
    '电台,1004,小松 2,,,',
    '北斗卡,0412345,北斗01,,,',
    '手台,12A,坏号,,,',
    '电台,1005,某台,,没有的队,',
    '电台,1004,又一次,,,',
    '电台,1006,,,,',
    '飞碟,1007,某,,,',
  ].join('\n')
  const before = contactPoints(context)
  const preview = await api.importing.preview(fileOf(list))
  expect(contactPoints(context)).toEqual(before)
  expect(preview.counts).toEqual({ add: 2, update: 1, same: 1, problem: 5 })
  expect(preview.rows.map(({ line, action, problem }) => [line, action, problem])).toEqual([
    [3, 'update', null],
    [4, 'same', null],
    [5, 'add', null],
    [6, 'add', null],
    [7, 'problem', '号码“12A”不对：电台号是 1 到 10 位数字。'],
    [8, 'problem', '没有“没有的队”这支队伍，请先登记队伍'],
    [9, 'problem', '与上面的一行重复'],
    [10, 'problem', '缺呼号、持有人或队伍'],
    [11, 'problem', '没有“飞碟”这种类别'],
  ])
  expect(preview.rows[0]?.changes).toEqual([
    { word: '队伍', from: '无', to: '小松01 小松综合应急队' },
    { word: '乡镇', from: '无', to: '小松镇' },
    { word: '型号', from: 'PD700', to: 'PD780' },
  ])
  expect(preview.rows[2]?.warning).toBe('呼号与 小松02  只是写法不同')
  await api.importing.commit({ token: preview.token })
  const again = await api.importing.preview(fileOf(list))
  expect(again.counts).toMatchObject({ add: 0, update: 0, same: 4 })
})

it('takes a list over only as it was shown', async () => {
  const { api, set } = desk()
  const preview = await api.importing.preview(fileOf('号码,呼号\n1002,小松02\n'))
  set({ kind: 'radio', number: '1002' }, { callSign: '别人先登记' })
  await expect(api.importing.commit({ token: preview.token })).rejects.toMatchObject({
    code: 'EXPIRED',
  })
})

it.each(['csv', 'xlsx'] as const)(
  'exports %s that it can read again, without numbers of the net unless asked',
  async (format) => {
    const { api, set, files, context } = desk()
    set({ kind: 'radio', number: '1002' }, { callSign: '=小松02', note: '一,"二"' })
    set({ kind: 'phone', number: '+8821650000000' }, { holder: '海事电话' })
    const tableOf = async (netNumbers: boolean) => {
      const { name } = await api.directory.export({ format, netNumbers })
      const text = [...(files.streamed.at(-1)?.parts() ?? [])].join('')
      const bytes = files.offered.at(-1)?.bytes ?? new TextEncoder().encode(text)
      const read = await context.readTable(name, bytes)
      return read.ok ? read.value : []
    }
    const hidden = await tableOf(false)
    // Radios first, then telephones; a cell that looks like a formula is marked in CSV.
    const plain = hidden.map((row) => row.slice(0, 4).map((cell) => cell.replace(/^'/, '')))
    expect(plain.slice(1)).toEqual([
      ['电台', '（已隐去）', '', '=小松02'],
      ['电话', '+8821650000000', '', ''],
    ])
    expect(hidden.flat()).not.toContain('1002')
    const open = await tableOf(true)
    expect(open[1]?.[1]).toBe('1002')
    expect(open[1]?.[11]).toBe('一,"二"')
    const { rows, counts } = await api.importing.preview({
      ...fileOf(''),
      content: Buffer.from(
        open
          .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
          .join('\n'),
      ).toString('base64url'),
    })
    expect(rows.map(({ problem }) => problem)).toEqual([null, null])
    expect(counts).toMatchObject({ same: 2 })
  },
)

it('lets numbers of the net out only to whom may change them, and notes who took them', async () => {
  const viewer: Seat = {
    id: 'seat-2',
    name: '查看席',
    session: { person: 'p-li', name: '李', rights: new Set(['export']), signedInAt: 0 },
  }
  const bench = openBench([directoryModule, peopleModule, placesModule, teamsModule], viewer)
  await expect(
    bench.api.directory.export({ format: 'csv', netNumbers: true }),
  ).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await bench.api.directory.export({ format: 'csv', netNumbers: false })
  const noted = bench.test.db.prepare("select kind from op where kind = 'directory.exported'").all()
  expect(noted).toHaveLength(1)
})

it('takes a number that was only heard for what it looks like', () => {
  const kinds = [
    '1001',
    '16416769',
    'BG5ABC-9',
    '13979712345',
    '+8613979712345',
    '17400000001',
    '07975712345',
    '10086',
  ]
  expect(kinds.map(kindOfAddress)).toEqual([
    'radio',
    'radio',
    'amateur',
    'phone',
    'phone',
    'satphone',
    'phone',
    'radio',
  ])
})
