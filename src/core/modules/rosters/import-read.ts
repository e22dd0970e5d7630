/** What a roster in the county's usual form says, before anybody is looked up. Pure. */
import { daysBetween } from '../../roster/calendar.ts'
import { monthDays } from './months.ts'
import { weekdayWord } from './words.ts'

export type Table = readonly (readonly string[])[]

export interface ReadRow {
  /** Line of the sheet, counted from 1. */
  readonly line: number
  /** `2026-12-03`; undefined where the date is none, with a sentence in `problems`. */
  readonly day: string | undefined
  /** As written. */
  readonly dayText: string
  readonly shift: string
  readonly hours: string
  /** Post key → what its cell says. */
  readonly cells: ReadonlyMap<string, string>
  readonly problems: readonly string[]
}

export interface ReadRoster {
  readonly rows: readonly ReadRow[]
  /** Headings nobody understood. */
  readonly unknown: readonly string[]
}

interface Headings {
  readonly row: number
  readonly day: number
  readonly weekday: number
  readonly shift: number
  readonly hours: number
  /** Column → post. */
  readonly posts: ReadonlyMap<number, string>
  readonly unknown: readonly string[]
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s|\*/g, '')

/** Other words for the posts a county begins with. */
const alsoPosts: Readonly<Record<string, readonly string[]>> = {
  leader: ['带班领导', '领导带班', '带班', '值班领导', '带班领导及电话', '带班领导姓名'],
  chief: ['主班', '值班长', '主值班', '主班人员', '主值班员'],
  officer: ['副班', '值班员', '副值班', '副班人员', '值班人员', '副值班员'],
  comms: ['通信保障员', '通信保障', '通信员', '通信'],
  standby: ['备班', '备勤', '备班人员', '备勤人员', '替班'],
}
const dayWords = ['日期', '值班日期', '时间', '值班时间']
const weekdayWords = ['星期', '周次', '周']
const shiftWords = ['班次', '班别', '值班类别']
const hourWords = ['起止时间', '值班时段', '时段', '班次时间']
const passedOver = /电话|联系|手机|备注|说明|序号|传真|签名/

export function findHeadings(
  table: Table,
  posts: readonly { readonly key: string; readonly word: string }[],
): Headings | undefined {
  const postOf = (text: string) =>
    posts.find(({ key, word }) => word === text || (alsoPosts[key] ?? []).includes(text))?.key
  for (const [row, cells] of table.slice(0, 12).entries()) {
    const words = cells.map(plain)
    const at = (known: readonly string[]) => words.findIndex((word) => known.includes(word))
    const held = new Map(
      words.flatMap((word, column) => {
        const post = word === '' ? undefined : postOf(word)
        return post === undefined ? [] : [[column, post] as const]
      }),
    )
    const day = at(dayWords)
    if (day === -1 || held.size === 0) continue
    const found = { day, weekday: at(weekdayWords), shift: at(shiftWords), hours: at(hourWords) }
    const known = new Set([...Object.values(found), ...held.keys()])
    const unknown = words.filter(
      (word, column) => word !== '' && !known.has(column) && !passedOver.test(word),
    )
    return { row, ...found, posts: held, unknown }
  }
  return undefined
}

/** Year and month that the lines above the headings name. */
function titleDate(table: Table, until: number): { year?: number; month?: number } {
  const text = table.slice(0, until).flat().map(plain).join(' ')
  const year = /(20\d{2})年/.exec(text)?.[1]
  const month = /(?<!\d)(1[0-2]|0?[1-9])月/.exec(text)?.[1]
  return {
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(month === undefined ? {} : { month: Number(month) }),
  }
}

interface Written {
  readonly year: number | undefined
  readonly month: number | undefined
  readonly date: number
}

/** `2026-12-03`, `2026年12月3日`, `12月3日`, `12.3`, `12/3`, `3日`, `3`. */
function writtenDate(text: string): Written | undefined {
  const number = (part: string | undefined) => (part === undefined ? undefined : Number(part))
  const whole = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?/.exec(text)
  if (whole) {
    const [, year, month, date = ''] = whole
    return { year: number(year), month: number(month), date: Number(date) }
  }
  const [, date] = /^(\d{1,2})[日号]?$/.exec(text) ?? []
  return date === undefined ? undefined : { year: undefined, month: undefined, date: Number(date) }
}

const two = (value: number) => String(value).padStart(2, '0')

function dayOf(
  text: string,
  around: { readonly year: number; readonly month: number | undefined },
): { readonly day?: string; readonly problem?: string } {
  const written = writtenDate(plain(text))
  if (!written) return { problem: `看不懂日期“${text.trim()}”，请写成 12月3日 或 2026-12-03。` }
  const { year = around.year, month = around.month, date } = written
  if (month === undefined) {
    return { problem: `日期“${text.trim()}”没有写月份，表名里也没有，请写成 12月3日。` }
  }
  const name = `${year}-${two(month)}`
  if (month < 1 || month > 12) return { problem: `日期“${text.trim()}”的月份不对，请改正。` }
  const { from, to } = monthDays(name)
  const day = `${name}-${two(date)}`
  return daysBetween(from, to).includes(day)
    ? { day }
    : { problem: `${year}年${month}月没有${date}日，请核对日期。` }
}

function weekdayProblem(day: string, text: string): string | undefined {
  const said = plain(text)
    .replace(/^(星期|周|礼拜)/, '')
    .replace('天', '日')
  if (said === '' || !/^[一二三四五六日]$/.test(said)) return undefined
  const right = weekdayWord(day)
  return right === `星期${said}`
    ? undefined
    : `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日是${right}，表上写的是星期${said}，请核对日期。`
}

/** @param year where neither the date nor the title says one */
export function readRoster(table: Table, headings: Headings, year: number): ReadRoster {
  const title = titleDate(table, headings.row)
  const around = { year: title.year ?? year, month: title.month }
  const at = (cells: readonly string[], column: number) =>
    column === -1 ? '' : (cells[column] ?? '').trim()
  let last = ''
  const rows = table.slice(headings.row + 1).flatMap((cells, index): ReadRow[] => {
    const held = new Map(
      [...headings.posts].map(([column, post]) => [post, at(cells, column)] as const),
    )
    const written = at(cells, headings.day)
    const filled = [...held.values()].some((text) => text !== '')
    // Notes and signatures at the end of the sheet stand in the first columns.
    if (!filled && (written === '' || !writtenDate(plain(written)))) return []
    // A date that stands once for several shifts, where the sheet is not merged but left empty.
    const dayText = written === '' ? last : written
    last = dayText
    const { day, problem } =
      dayText === '' ? { problem: '这一行没有日期，请补上。' } : dayOf(dayText, around)
    const weekday = day === undefined ? undefined : weekdayProblem(day, at(cells, headings.weekday))
    return [
      {
        line: headings.row + index + 2,
        day,
        dayText,
        shift: at(cells, headings.shift),
        hours: at(cells, headings.hours),
        cells: held,
        problems: [problem, weekday].filter((one) => one !== undefined),
      },
    ]
  })
  return { rows, unknown: headings.unknown }
}

/** Names of a cell: `张伟、李 静（办公室）13900001001` → `张伟`, `李静（办公室）`. */
export function namesOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replaceAll('(', '（')
      .replaceAll(')', '）')
      .replaceAll(/[\d-]{5,}/g, ' ')
      // A name of two letters is often spread over the width of three.
      .replaceAll(
        /(?<=(?:^|[\s、，,；;/])\p{Script=Han})\s+(?=\p{Script=Han}(?:$|[\s、，,；;/（]))/gu,
        '',
      )
      .split(/[\s、，,；;/]+/)
      .map((name) => name.trim())
      .filter((name) => name !== '' && name !== '-' && name !== '—' && name !== '无')
  )
}
