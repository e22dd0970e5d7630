/** What a read roster would change: people looked up, shifts found, rules kept. */
import type { CoreContext } from '../../module.ts'
import type { Violation } from '../../roster/model.ts'
import { cellChangeWords, dayWord, hoursWord, shiftWord } from './change-words.ts'
import type { RosterImportRow } from './contract.ts'
import { changedCells, changesOf, withCells } from './cells.ts'
import type { StoredCell, StoredShift } from './facts.ts'
import { namesOf, type ReadRow } from './import-read.ts'
import { members, type Member } from './members.ts'
import { plannedSheets, type PlannedSheet } from './laying.ts'
import { monthWord } from './months.ts'
import { namesIn } from './names.ts'
import { breachFinder, type Judged } from './rulebook.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

export interface ImportPlan {
  readonly rows: readonly RosterImportRow[]
  /** The months it names, as they stand. */
  readonly sheets: ReadonlyMap<string, PlannedSheet>
  /** Changed cells by month. */
  readonly cells: ReadonlyMap<string, readonly StoredCell[]>
  /** Soft rules the result would break. */
  readonly violations: readonly Violation[]
  readonly notes: readonly string[]
}

interface Found {
  readonly row: ReadRow
  readonly shift: StoredShift | undefined
  readonly cells: readonly StoredCell[]
  readonly problems: string[]
}

function personNamed(text: string, everybody: readonly Member[]): Member | string {
  const [, name = text] = /^([^（]+)（.*）$/.exec(text) ?? []
  const exact = everybody.filter((one) => one.name === text)
  const called = everybody.filter((one) => one.plainName === name)
  const [only] = exact.length === 1 ? exact : called
  if (exact.length !== 1 && called.length > 1) {
    const all = called.map((one) => one.name).join('、')
    return `有 ${called.length} 个人叫${name}：${all}。请在表上写明是哪一个。`
  }
  return only ?? `通讯录里没有“${text}”，请核对姓名，或先登记这个人。`
}

/** The shift that a row means: by its word, its hours, being the only one, or its place in the day. */
function shiftOf(
  row: ReadRow,
  ofDay: readonly StoredShift[],
  place: number,
  rowsOfDay: number,
): StoredShift | string {
  const named = ofDay.filter(({ word }) => word === row.shift)
  const timed = ofDay.filter((shift) => {
    const start = row.hours.normalize('NFKC').slice(0, 5)
    return start !== '' && hoursWord(shift).startsWith(start)
  })
  const only = (found: readonly StoredShift[]) => (found.length === 1 ? found[0] : undefined)
  const inPlace = ofDay.length === rowsOfDay && row.shift === '' ? ofDay[place] : undefined
  const found =
    only(named) ??
    only(timed) ??
    (rowsOfDay === 1 || row.shift === '' ? only(ofDay) : undefined) ??
    inPlace
  if (found) return found
  const all = ofDay.map(({ word }) => word).join('、')
  return ofDay.length === 0
    ? `${row.dayText}没有班次，请先在班制里启用这一天。`
    : `${row.dayText}有${all}，表上${row.shift === '' ? '没有写明是哪个班' : `的“${row.shift}”对不上`}，请写明班次。`
}

function findRow(
  sheets: ReadonlyMap<string, PlannedSheet>,
  row: ReadRow,
  ofDay: readonly StoredShift[],
  at: { readonly place: number; readonly rows: number },
  everybody: readonly Member[],
): Found {
  const problems = [...row.problems]
  if (row.day === undefined || problems.length > 0)
    return { row, shift: undefined, cells: [], problems }
  const month = row.day.slice(0, 7)
  if (sheets.get(month)?.published) {
    problems.push(`${monthWord(month)}已经印发，不能从文件改；请在值班表上逐班修改。`)
    return { row, shift: undefined, cells: [], problems }
  }
  const shift = shiftOf(row, ofDay, at.place, at.rows)
  if (typeof shift === 'string') {
    problems.push(shift)
    return { row, shift: undefined, cells: [], problems }
  }
  const cells = [...row.cells].flatMap(([post, text]): StoredCell[] => {
    const people = namesOf(text).map((name) => personNamed(name, everybody))
    problems.push(...people.filter((one) => typeof one === 'string'))
    const ids = people.flatMap((one) => (typeof one === 'string' ? [] : [one.id]))
    return ids.length === 0 ? [] : [{ shift: shift.id, post, people: [...new Set(ids)] }]
  })
  return { row, shift, cells, problems }
}

function gathered(found: readonly Found[]): Map<string, StoredCell[]> {
  const cells = new Map<string, StoredCell[]>()
  for (const { row, cells: own, problems } of found) {
    if (problems.length > 0 || row.day === undefined) continue
    const month = row.day.slice(0, 7)
    cells.set(month, [...(cells.get(month) ?? []), ...own])
  }
  return cells
}

/** What the good rows would make of the months; they are looked at again as rows fall out. */
function judgeOf(context: ReadingContext, before: ReadonlyMap<string, PlannedSheet>) {
  const find = breachFinder(context, before)
  return (found: readonly Found[]): Judged & { readonly cells: Map<string, StoredCell[]> } => {
    const cells = gathered(found)
    const { hard, soft } = find(
      new Map(
        [...before].map(([month, sheet]) => [month, withCells(sheet, cells.get(month) ?? [])]),
      ),
    )
    // An unfinished sheet has gaps; they are shown in the planner.
    return { cells, hard: hard.filter(({ rule }) => rule !== 'gap'), soft }
  }
}

/** What these rows would change, or why not: a sentence for each trouble. Changes nothing. */
export function planImport(context: ReadingContext, rows: readonly ReadRow[]): ImportPlan {
  const months = new Set(rows.flatMap(({ day }) => (day === undefined ? [] : [day.slice(0, 7)])))
  const before = plannedSheets(context, [...months].toSorted())
  const everybody = members(context)
  const shifts = Map.groupBy(
    [...before.values()].flatMap((sheet) => sheet.shifts),
    ({ day }) => day,
  )
  const perDay = Map.groupBy(rows, ({ day }) => day)
  const found = rows.map((row) => {
    const same = perDay.get(row.day) ?? []
    const at = { place: same.indexOf(row), rows: same.length }
    return findRow(before, row, shifts.get(row.day ?? '') ?? [], at, everybody)
  })
  const twice = new Map<string, ReadRow>()
  for (const { row, shift, problems } of found) {
    if (!shift) continue
    const first = twice.get(shift.id)
    if (first) problems.push(`与第 ${first.line} 行是同一个班，请只留一行。`)
    else twice.set(shift.id, row)
  }
  const judge = judgeOf(context, before)
  for (;;) {
    const judged = judge(found)
    const against = ({ shift }: Found) =>
      judged.hard
        .filter((one) => one.shift === shift?.id || one.other === shift?.id)
        .map(({ words }) => words)
    const guilty = found.filter((row) => row.problems.length === 0 && against(row).length > 0)
    if (guilty.length === 0) return shownPlan(context, before, found, judged)
    for (const row of guilty) row.problems.push(...against(row))
  }
}

function shownPlan(
  context: ReadingContext,
  before: ReadonlyMap<string, PlannedSheet>,
  found: readonly Found[],
  judged: ReturnType<ReturnType<typeof judgeOf>>,
): ImportPlan {
  const sheets = [...before.values()]
  const names = namesIn(
    context,
    sheets.flatMap(({ shifts }) => shifts),
  )
  const standing = sheets.flatMap(({ cells }) => cells)
  const rows = found.map(({ row, shift, cells, problems }): RosterImportRow => {
    const changes = changesOf(standing, cells)
    const label = shift ? shiftWord(shift) : row.day === undefined ? row.dayText : dayWord(row.day)
    return {
      line: row.line,
      label,
      action: problems.length > 0 ? 'problem' : changes.length > 0 ? 'change' : 'same',
      words: problems.length > 0 ? [] : changes.map((change) => cellChangeWords(change, names)),
      problems: [...problems],
    }
  })
  const changed = new Map(
    [...judged.cells]
      .map(([month, cells]) => [month, changedCells(standing, cells)] as const)
      .filter(([, cells]) => cells.length > 0),
  )
  return {
    rows,
    sheets: before,
    cells: changed,
    violations: judged.soft,
    notes: [...changed.keys()]
      .filter((month) => !before.get(month)?.laid)
      .map((month) => `${monthWord(month)}还没有建立班次，导入时按班制建立。`),
  }
}
