import { expect, it } from 'vitest'
import {
  dutyOf,
  openRosterDesk,
  standing,
  type RosterDesk,
} from '../../../../tests/support/roster-desk.ts'
import { toBase64Url } from '../../kernel/bytes-text.ts'
import type { SheetPage } from '../../documents/sheet.ts'
import { readSheets } from '../../../main/adapters/table-reader.ts'
import { writeSheets } from '../../../main/adapters/sheet-writer.ts'
import { namesOf } from './import-read.ts'

const month = '2026-06'
const whole = { from: '2026-06-01', to: '2026-06-30' }

async function preview(desk: RosterDesk, bytes: Uint8Array, fileName = '值班表.xlsx') {
  return desk.api.rosters.importPreview({ fileName, content: toBase64Url(bytes), year: 2026 })
}

const table = (rows: readonly (readonly string[])[]): SheetPage => ({
  name: '值班表',
  widths: rows[0]?.map(() => 12) ?? [],
  rows: rows.map((row) => row.map((text) => ({ text }))),
})

it('exports a month in the county’s form, with merged cells, and reads the same back', async () => {
  const desk = await openRosterDesk()
  const { patterns } = await desk.api.rosters.settings()
  await desk.api.rosters.setPatterns({
    patterns,
    uses: [{ pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' }],
  })
  await desk.api.people.registerOrganization({
    name: '石城县应急管理局',
    kind: 'department',
    dutyPhone: '0797-5700110',
    fax: '0797-5700111',
  })
  await desk.api.rosters.generate({ from: month, to: month })
  await expect
    .poll(async () => (await desk.api.rosters.generation({}))?.state, { timeout: 60_000 })
    .toBe('done')
  const job = (await desk.api.rosters.generation({}))?.job ?? ''
  await desk.api.rosters.takeGeneration({ job })
  const { name } = await desk.api.rosters.exportSheet({ form: 'month', ...whole })
  expect(name).toBe('石城县应急值班表（2026年6月）.xlsx')
  const bytes = desk.files.offered.at(-1)?.bytes ?? new Uint8Array()
  const read = await readSheets(name, bytes)
  if (!read.ok) throw new Error(read.code)
  const [sheet] = read.value
  expect(sheet?.name).toBe('2026-06')
  expect(sheet?.table[0]?.[0]).toBe('石城县应急值班表（2026年6月）')
  expect(sheet?.table[1]?.[0]).toContain('值班电话：0797-5700110')
  expect(sheet?.table[1]?.[0]).toContain('草稿，尚未印发')
  expect(sheet?.table[2]?.slice(0, 6)).toEqual([
    '日期',
    '星期',
    '班次',
    '起止时间',
    '带班领导',
    '带班领导电话',
  ])
  const shown = await desk.api.rosters.month({ month })
  expect(sheet?.table).toHaveLength(3 + shown.shifts.length)
  // The leader of a day with two shifts stands once, and in both rows as it is read.
  expect(sheet?.table[3]?.[4]).toBe(standing(shown, '2026-06-01', 'leader')[0])
  expect(sheet?.table[4]?.[4]).toBe(sheet?.table[3]?.[4])
  const again = await preview(desk, bytes)
  expect(again.counts).toEqual({ change: 0, same: shown.shifts.length, problem: 0 })
  await expect(desk.api.rosters.importCommit({ token: again.token })).rejects.toMatchObject({
    code: 'NOTHING',
  })
})

it('takes a changed file as a draft, and says what it would change', async () => {
  const desk = await openRosterDesk()
  const made = await preview(
    desk,
    await writeSheets([
      table([
        ['石城县2026年6月份应急值班表', '', '', '', ''],
        ['日期', '星期', '领导带班', '值班长', '值班员'],
        ['1日', '一', '李文斌13900001000', '王 海 燕', '李静'],
        ['6月2日', '周二', '陈志强', '张  伟', '吴磊'],
        ['', '', '', '', ''],
        ['备注：接班人未到不得离岗', '', '', '', ''],
      ]),
    ]),
  )
  expect(made).toMatchObject({
    counts: { change: 2, same: 0, problem: 0 },
    months: [month],
    notes: ['2026年6月还没有建立班次，导入时按班制建立。'],
  })
  expect(made.rows[0]?.words).toContain('6月1日 全天班 主班：空缺 → 王海燕')
  expect(made.rows[1]?.words).toContain('6月2日 全天班 主班：空缺 → 张伟')
  await desk.api.rosters.importCommit({ token: made.token })
  const shown = await desk.api.rosters.month({ month })
  expect(shown.state).toBe('draft')
  expect(standing(shown, '2026-06-02', 'officer')).toEqual(['吴磊'])
  expect(shown.changes[0]).toMatchObject({ kindWord: '从文件导入', reason: '值班表.xlsx' })
  await expect(desk.api.rosters.importCommit({ token: made.token })).rejects.toMatchObject({
    code: 'EXPIRED',
  })
})

it('says of every bad line what is wrong, and loses none of the good ones', async () => {
  const desk = await openRosterDesk()
  await desk.api.people.register({ name: '张伟', post: '办公室主任', roles: ['shift_chief'] })
  await desk.fill(month)
  const before = await desk.api.rosters.month({ month })
  const made = await preview(
    desk,
    await writeSheets([
      table([
        ['日期', '星期', '带班领导', '主班', '副班', '备班'],
        ['6月31日', '', '李文斌', '', '', ''],
        ['6月1日', '星期三', '李文斌', '', '', ''],
        ['六月三号', '', '李文斌', '', '', ''],
        ['2026-06-04', '', '钱多多', '', '', ''],
        ['2026/6/5', '', '', '张伟', '', ''],
        ['6月6日', '', '李静', '', '', ''],
        ['6月7日', '', '', '', '何军', '何军'],
        ['6月8日', '', '', '张伟（办公室主任）', '', ''],
        ['6月8日', '', '赵卫东', '', '', ''],
      ]),
    ]),
  )
  expect(made.rows.map(({ problems }) => problems[0] ?? '')).toEqual([
    '2026年6月没有31日，请核对日期。',
    '6月1日是星期一，表上写的是星期三，请核对日期。',
    '看不懂日期“六月三号”，请写成 12月3日 或 2026-12-03。',
    '通讯录里没有“钱多多”，请核对姓名，或先登记这个人。',
    '有 2 个人叫张伟：张伟（办公室主任）、张伟（股长）。请在表上写明是哪一个。',
    expect.stringContaining('李静没有带班领导资格'),
    expect.stringContaining('何军'),
    '',
    '与第 9 行是同一个班，请只留一行。',
  ])
  expect(made.counts).toEqual({ change: 1, same: 0, problem: 8 })
  await desk.api.rosters.importCommit({ token: made.token })
  const after = await desk.api.rosters.month({ month })
  expect(standing(after, '2026-06-08', 'chief')).toEqual(['张伟（办公室主任）'])
  expect(standing(after, '2026-06-06', 'leader')).toEqual(standing(before, '2026-06-06', 'leader'))
})

it('refuses what is no roster, and leaves an issued month alone', async () => {
  const desk = await openRosterDesk()
  const shown = await desk.publish(month)
  const day = dutyOf(shown, '张伟', 'chief', '2026-06-10')
  const made = await preview(
    desk,
    await writeSheets([
      table([
        ['日期', '主班'],
        [day, '刘洋'],
      ]),
    ]),
  )
  expect(made.rows[0]?.problems).toEqual([
    '2026年6月已经印发，不能从文件改；请在值班表上逐班修改。',
  ])
  await expect(preview(desk, new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
    code: 'NOT_A_TABLE',
  })
  await expect(
    preview(
      desk,
      await writeSheets([
        table([
          ['队伍', '人数'],
          ['森林消防', '20'],
        ]),
      ]),
    ),
  ).rejects.toMatchObject({ code: 'NO_HEADINGS' })
  await expect(
    preview(
      desk,
      await writeSheets([
        table([
          ['日期', '主班'],
          ['', ''],
        ]),
      ]),
    ),
  ).rejects.toMatchObject({ code: 'EMPTY' })
})

it('offers the month and its holidays as sheets', async () => {
  const desk = await openRosterDesk()
  await desk.publish(month)
  const sheets = await desk.api.rosters.sheets({ month })
  expect(sheets.map(({ form, title, from, to }) => [form, title, from, to])).toEqual([
    ['month', '石城县应急值班表（2026年6月）', '2026-06-01', '2026-06-30'],
    ['holiday', '石城县2026年端午应急值班表', '2026-06-19', '2026-06-21'],
  ])
  expect(sheets[0]?.subject).toBe('month:2026-06-01:2026-06-30')
})

it('gives a calendar to an officer, and the whole roster to the desk', async () => {
  const desk = await openRosterDesk()
  await expect(desk.api.rosters.exportCalendar({ person: null, ...whole })).rejects.toMatchObject({
    code: 'NOT_PUBLISHED',
  })
  await desk.publish(month)
  const { name } = await desk
    .as('李静')
    .rosters.exportCalendar({ person: desk.id('李静'), ...whole })
  expect(name).toBe('值班日历 李静 2026-06-01 至 2026-06-30.ics')
  const text = [...(desk.files.streamed.at(-1)?.parts() ?? [])].join('')
  const events = text.match(/BEGIN:VEVENT/g) ?? []
  expect([7, 8]).toContain(events.length)
  expect(text).toContain('SUMMARY:值班 副班 ')
  await desk.api.rosters.exportCalendar({ person: null, ...whole })
  const all = [...(desk.files.streamed.at(-1)?.parts() ?? [])].join('')
  expect(all.match(/BEGIN:VEVENT/g)).toHaveLength(30)
})

it('marks every file of a drill, and a drill’s shift never replaces a real one', async () => {
  const desk = await openRosterDesk('exercise')
  await desk.publish(month)
  const sheet = await desk.api.rosters.exportSheet({ form: 'month', ...whole })
  expect(sheet.name).toBe('【演练】石城县应急值班表（2026年6月）.xlsx')
  const read = await readSheets(sheet.name, desk.files.offered.at(-1)?.bytes ?? new Uint8Array())
  if (!read.ok) throw new Error(read.code)
  expect(read.value[0]?.table[0]?.[0]).toBe('【演练】石城县应急值班表（2026年6月）')
  const { name } = await desk.api.rosters.exportCalendar({ person: null, ...whole })
  expect(name).toMatch(/^【演练】/)
  const text = [...(desk.files.streamed.at(-1)?.parts() ?? [])].join('')
  expect(text.match(/SUMMARY:【演练】值班 /g)).toHaveLength(30)
  expect(text.match(/UID:.*\.exercise\.duty/g)).toHaveLength(30)
})

it.each([
  ['张伟、李 静（办公室）13900001001', ['张伟', '李静（办公室）']],
  ['王　敏 / 刘洋', ['王敏', '刘洋']],
  ['赵卫东(副局长) 0797-5712345', ['赵卫东（副局长）']],
  ['欧阳明，无', ['欧阳明']],
  ['—', []],
])('reads the names of %s', (text, names) => {
  expect(namesOf(text)).toEqual(names)
})
