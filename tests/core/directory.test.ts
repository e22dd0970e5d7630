/** Teams, people and places on a whole console, through a seat's own channel. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  quickModules,
  startTestConsole,
  type Api,
  type TestConsole,
} from '../support/start-console.ts'
import { xlsxOf } from '../support/xlsx.ts'

let console1: TestConsole
let api: Api

beforeEach(async () => {
  console1 = await startTestConsole({ modules: quickModules })
  api = console1.seat().api
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
})
afterEach(() => console1.close())

const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const csv = (text: string) => base64Url(Buffer.from(text, 'utf8'))

const forestTeam = {
  name: '森林消防一中队',
  callSign: '森防01',
  group: 'professional',
  type: 'forest_pro',
  township: '360735100',
  radios: ['1001'],
}

it('shows a registered team with its kind, its radios and the first state', async () => {
  const { id } = await api.teams.register(forestTeam)
  const [unit] = await api.teams.list()
  expect(unit).toMatchObject({
    id,
    callSign: '森防01',
    shape: 'rectangle',
    radios: ['1001'],
    board: 'free',
    state: { digit: 1, word: '待命', since: null, conflict: false },
    base: { townshipName: '琴江镇' },
  })
})

it('refuses a second team under the same call sign and names the first', async () => {
  await api.teams.register(forestTeam)
  await expect(api.teams.register({ ...forestTeam, name: '别的队' })).rejects.toMatchObject({
    code: 'CALL_SIGN_TAKEN',
    data: { team: '森林消防一中队' },
  })
})

it('writes a line of the log with every new state and keeps the state over a restart', async () => {
  const { id } = await api.teams.register(forestTeam)
  await api.teams.setStatus({ team: id, status: 'en_route' })
  const { entries } = await api.logbook.list({})
  expect(entries[0]).toMatchObject({ text: '森防01 途中', generated: true, unit: id })
  await console1.restart()
  const again = console1.seat().api
  const [unit] = await again.teams.list()
  expect(unit?.state).toMatchObject({ digit: 3, word: '途中' })
  expect(unit?.board).toBe('moving')
})

it('refuses a state nobody defined and a time that has not come', async () => {
  const { id } = await api.teams.register(forestTeam)
  await expect(api.teams.setStatus({ team: id, status: 'flying' })).rejects.toMatchObject({
    code: 'UNKNOWN_STATUS',
  })
  const tomorrow = Date.now() + 86_400_000
  await expect(
    api.teams.setStatus({ team: id, status: 'arrived', at: tomorrow }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('gives a radio to the team that got it last', async () => {
  const first = await api.teams.register(forestTeam)
  const second = await api.teams.register({
    ...forestTeam,
    name: '二中队',
    callSign: '森防02',
    radios: [],
  })
  await api.teams.assignRadio({ team: second.id, radio: '1001' })
  const radios = new Map((await api.teams.list()).map((unit) => [unit.id, unit.radios]))
  expect(radios.get(first.id)).toEqual([])
  expect(radios.get(second.id)).toEqual(['1001'])
})

it('sets the point of a village by a click and takes it back by another fact', async () => {
  const [hit] = await api.places.search({ query: '罗溪' })
  if (!hit) throw new Error('罗溪 is in the profile')
  expect(hit).toMatchObject({ precision: 'township-only', point: null })
  const point = { lat: 26.4805, lon: 116.3105, precision: 'approximate' } as const
  await api.places.setPoint({ place: hit.id, point, how: 'click' })
  const [located] = await api.places.search({ query: '罗溪' })
  expect(located).toMatchObject({
    precision: 'approximate',
    point: { lat: 26.4805, lon: 116.3105 },
  })
  expect((await api.places.located()).map(({ id }) => id)).toEqual([hit.id])
  await api.places.setPoint({ place: hit.id, point: null, how: 'click' })
  expect((await api.places.search({ query: '罗溪' }))[0]).toMatchObject({
    precision: 'township-only',
  })
})

it('does not draw the township whose seat is not confirmed', async () => {
  const { townships, outline } = await api.places.county()
  expect(townships.find(({ name }) => name === '赣江源镇')?.seat).toBeNull()
  expect(outline.label).toBe('示意，非标准地图')
})

const teamList = `石城县应急队伍一览表,,,,
队伍名称,呼号,类型,人数,所属乡镇,电台
森林消防一中队,森防01,forest_pro,25,琴江镇,1001、1002
高田综合应急队,高田01,forest_semi,30,高田,1004
没有呼号的队,,forest_semi,3,高田,
远方的队,远方01,forest_semi,3,瑞金镇,
高田综合应急队,高田01,forest_semi,30,高田,1004
`

it('previews a list of teams line by line, changes nothing, then takes it over at once', async () => {
  await api.teams.register(forestTeam)
  const preview = await api.importing.preview({
    kind: 'teams',
    fileName: '队伍.csv',
    content: csv(teamList),
  })
  expect(preview.counts).toEqual({ add: 1, update: 1, same: 0, problem: 3 })
  expect(preview.rows.map(({ line, action, problem }) => [line, action, problem])).toEqual([
    [3, 'update', null],
    [4, 'add', null],
    [5, 'problem', '缺呼号'],
    [6, 'problem', '本县没有“瑞金镇”'],
    [7, 'problem', '与上面的一行重复'],
  ])
  expect(preview.rows[0]?.changes).toEqual([{ word: '人数', from: '无', to: '25' }])
  expect(await api.teams.list()).toHaveLength(1)
  await api.importing.commit({ token: preview.token })
  const units = await api.teams.list()
  expect(units.map(({ callSign, strength }) => [callSign, strength])).toEqual([
    ['森防01', 25],
    ['高田01', 30],
  ])
})

it('refuses to take over a preview after the directory moved on', async () => {
  const preview = await api.importing.preview({
    kind: 'teams',
    fileName: '队伍.csv',
    content: csv(teamList),
  })
  await api.teams.register(forestTeam)
  await expect(api.importing.commit({ token: preview.token })).rejects.toMatchObject({
    code: 'EXPIRED',
  })
  expect(await api.teams.list()).toHaveLength(1)
})

it('reads the first sheet of a spreadsheet file, numbers included', async () => {
  const file = xlsxOf([
    ['应急队伍'],
    ['队伍名称', '呼号', '类型', '人数', '乡镇'],
    ['小松综合应急队', '小松01', 'forest_semi', 30, '小松镇'],
  ])
  const preview = await api.importing.preview({
    kind: 'teams',
    fileName: '队伍.xlsx',
    content: base64Url(file),
  })
  expect(preview.rows).toMatchObject([{ line: 3, label: '小松01', action: 'add', problem: null }])
  await api.importing.commit({ token: preview.token })
  expect((await api.teams.list())[0]).toMatchObject({ name: '小松综合应急队', strength: 30 })
})

it('reads a list saved in GB 18030', async () => {
  // 姓名,职务,电话 / 刘某,书记,13800000000 in GB 18030
  const bytes = Buffer.concat([
    Buffer.from('d0d5c3fb2cd6b0cef12cb5e7bbb00a', 'hex'),
    Buffer.from('c1f5c4b32ccae9bcc72c31333830303030303030300a', 'hex'),
  ])
  const preview = await api.importing.preview({
    kind: 'people',
    fileName: '通讯录.csv',
    content: base64Url(bytes),
  })
  expect(preview.rows).toMatchObject([{ label: '刘某', action: 'add' }])
  await api.importing.commit({ token: preview.token })
  const people = await api.people.list()
  expect(people.map(({ name, post }) => [name, post])).toContainEqual(['刘某', '书记'])
})

it('imports village points and warns of swapped coordinates', async () => {
  const content = csv(
    '村名,乡镇,经度,纬度\n罗溪村,小松镇,116.31,26.48\n罗源村,小松镇,26.47,116.32\n',
  )
  const { rows, token } = await api.importing.preview({
    kind: 'places',
    fileName: '村.csv',
    content,
  })
  expect(rows).toMatchObject([
    { label: '罗溪村', action: 'update', changes: [{ from: '仅到乡镇', to: '26.48, 116.31' }] },
    { label: '罗源村', action: 'problem', problem: '经度和纬度像是写反了' },
  ])
  await api.importing.commit({ token })
  expect((await api.places.located()).map(({ name }) => name)).toEqual(['罗溪村'])
})

it.each([
  ['图片.png', base64Url(Buffer.from([0x89, 0x50, 0x4e, 0x47])), 'NOT_A_TABLE'],
  ['坏.xlsx', base64Url(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])), 'NOT_A_TABLE'],
  ['乱.csv', csv('甲,乙\n1,2\n'), 'NO_HEADINGS'],
  ['空.csv', csv('名称,乡镇\n'), 'EMPTY'],
  ['不是.csv', '***', 'NOT_A_TABLE'],
])('answers %s with a sentence and changes nothing', async (fileName, content, code) => {
  await expect(api.importing.preview({ kind: 'places', fileName, content })).rejects.toMatchObject({
    code,
  })
})
