/** The roster as a spreadsheet in the county's usual form: one page a month. */
import { marked } from '../../drill-mark.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { SheetCell, SheetPage } from '../../documents/sheet.ts'
import type { CoreContext } from '../../module.ts'
import { monthDays, monthsBetween } from './months.ts'
import {
  namesAt,
  phonesAt,
  rosterSheet,
  type RosterSheet,
  type SheetAsk,
  type SheetRow,
} from './sheet-rows.ts'

const cell = (text: string, more: Partial<SheetCell> = {}): SheetCell => ({
  text,
  framed: true,
  align: 'center',
  ...more,
})

interface Column {
  readonly title: string
  // Together about a hundred letters, so that a month lies on A4 landscape.
  readonly width: number
  /** One value for the whole duty day, merged over its shifts. */
  readonly ofDay: boolean
  readonly text: (row: SheetRow) => string
}

function columnsOf(sheet: RosterSheet): Column[] {
  const posts = sheet.posts.flatMap(({ key, word, wholeDay }, place): Column[] => [
    { title: word, width: 8, ofDay: wholeDay, text: ({ shift }) => namesAt(shift, key) },
    ...(place === 0
      ? [
          {
            title: `${word}电话`,
            width: 13,
            ofDay: wholeDay,
            text: ({ shift }: SheetRow) => phonesAt(shift, key),
          },
        ]
      : []),
  ])
  return [
    { title: '日期', width: 8, ofDay: true, text: ({ day }) => day },
    { title: '星期', width: 7, ofDay: true, text: ({ weekday }) => weekday },
    { title: '班次', width: 9, ofDay: false, text: ({ shift }) => shift.word },
    { title: '起止时间', width: 15, ofDay: false, text: ({ hours }) => hours },
    ...posts,
    { title: '备注', width: 8, ofDay: true, text: ({ note }) => note },
  ]
}

/** Merged over the duty day where every one of its shifts says the same. */
function bodyOf(rows: readonly SheetRow[], columns: readonly Column[]): (SheetCell | null)[][] {
  const covered = new Set<string>()
  return rows.map((row, at) =>
    columns.map((column, place) => {
      if (covered.has(`${at} ${place}`)) return null
      const text = column.text(row)
      const same = rows.slice(at, at + row.ofDay).every((other) => column.text(other) === text)
      if (!column.ofDay || row.ofDay < 2 || !same) return cell(text)
      for (let down = 1; down < row.ofDay; down++) covered.add(`${at + down} ${place}`)
      return cell(text, { down: row.ofDay })
    }),
  )
}

function pageOf(sheet: RosterSheet, name: string, title: string): SheetPage {
  const columns = columnsOf(sheet)
  const across = columns.length
  const rest = Array.from<null>({ length: across - 1 }).fill(null)
  const foot = [
    `值班电话：${sheet.dutyPhone || '　'}`,
    `传真：${sheet.fax || '　'}`,
    sheet.issuedAt === null ? '草稿，尚未印发' : `印发日期：${beijingDate(sheet.issuedAt)}`,
  ].join('　　')
  return {
    name,
    widths: columns.map(({ width }) => width),
    landscape: true,
    rows: [
      [{ text: title, bold: true, size: 18, height: 30, align: 'center', across }, ...rest],
      [{ text: foot, height: 18, align: 'left', across }, ...rest],
      columns.map(({ title }) => cell(title, { bold: true, shaded: true })),
      ...bodyOf(sheet.rows, columns),
    ],
  }
}

/** Whole months each get a page; a holiday is one page. Undefined where nothing is laid out. */
export async function exportSheet(
  context: CoreContext,
  ask: SheetAsk,
): Promise<{ readonly path: string; readonly name: string } | undefined> {
  const asks =
    ask.form === 'holiday'
      ? [ask]
      : monthsBetween(ask.from.slice(0, 7), ask.to.slice(0, 7)).map((month) => {
          const { from, to } = monthDays(month)
          return {
            form: ask.form,
            from: from < ask.from ? ask.from : from,
            to: to > ask.to ? ask.to : to,
          }
        })
  const sheets = asks.flatMap((one) => rosterSheet(context, one) ?? [])
  const [first] = sheets
  if (!first) return undefined
  const pages = sheets.map((sheet) =>
    pageOf(sheet, sheet.from.slice(0, 7), marked(context.status, sheet.title)),
  )
  const bytes = await context.writeSheets(pages)
  const title = sheets.length === 1 ? first.title : `${first.title}等`
  const name = `${marked(context.status, title)}.xlsx`
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { path: context.files.offer({ name, type, bytes }), name }
}
