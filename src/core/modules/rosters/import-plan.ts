/** What a read roster would change: people looked up, shifts found, rules kept. */
import type { CoreContext } from '../../module.ts'
import type { Violation } from '../../roster/model.ts'
import { cellChangeWords, dayWord, hoursWord, shiftWord } from './change-words.ts'
import type { RosterImportRow } from './contract.ts'
import { plannedShifts, withCells } from './drafting.ts'
import type { StoredCell, StoredShift } from './facts.ts'
import { namesOf, type ReadRow } from './import-read.ts'
import { members, type Member } from './members.ts'
import { cellKey } from './month-fold.ts'
import { monthWord } from './month-word.ts'
import { namesIn } from './names.ts'
import { monthRow } from './queries.ts'
import { newBreaches, type Sheet } from './rulebook.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

export interface ImportPlan {
  readonly rows: readonly RosterImportRow[]
  /** Changed cells by month. */
  readonly cells: ReadonlyMap<string, readonly StoredCell[]>
  /** Months that have to be laid out first, with their shifts. */
  readonly laid: ReadonlyMap<string, readonly StoredShift[]>
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
  const [byWord] = named.length === 1 ? named : []
  const [byTime] = timed.length === 1 ? timed : []
  if (byWord ?? byTime) return byWord ?? byTime ?? ''
  if (ofDay.length === 1 && (rowsOfDay === 1 || row.shift === '')) return ofDay[0] ?? ''
  if (ofDay.length === rowsOfDay && row.shift === '') return ofDay[place] ?? ''
  const all = ofDay.map(({ word }) => word).join('、')
  return ofDay.length === 0
    ? `${row.dayText}没有班次，请先在班制里启用这一天。`
    : `${row.dayText}有${all}，表上${row.shift === '' ? '没有写明是哪个班' : `的“${row.shift}”对不上`}，请写明班次。`
}

function sheetsOf(context: ReadingContext, rows: readonly ReadRow[]): Map<string, Sheet> {
  const months = new Set(rows.flatMap(({ day }) => (day === undefined ? [] : [day.slice(0, 7)])))
  return new Map(
    [...months].toSorted().map((month) => {
      const row = monthRow(context, month)
      const laid = row && row.shifts.length > 0
      return [
        month,
        { shifts: laid ? row.shifts : plannedShifts(context, month), cells: row?.cells ?? [] },
      ]
    }),
  )
}

function findRow(
  context: ReadingContext,
  row: ReadRow,
  ofDay: readonly StoredShift[],
  at: { readonly place: number; readonly rows: number },
  everybody: readonly Member[],
): Found {
  const problems = [...row.problems]
  if (row.day === undefined || problems.length > 0)
    return { row, shift: undefined, cells: [], problems }
  const month = row.day.slice(0, 7)
  if (monthRow(context, month)?.publishedAt != null) {
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

function judge(
  context: ReadingContext,
  before: ReadonlyMap<string, Sheet>,
  found: readonly Found[],
) {
  const cells = gathered(found)
  const after = new Map(
    [...before].map(([month, sheet]) => [month, withCells(sheet, cells.get(month) ?? [])]),
  )
  const { hard, soft } = newBreaches(context, before, after)
  // An unfinished sheet has gaps; they are shown in the planner.
  return { cells, hard: hard.filter(({ rule }) => rule !== 'gap'), soft }
}

export function planImport(context: ReadingContext, rows: readonly ReadRow[]): ImportPlan {
  const before = sheetsOf(context, rows)
  const everybody = members(context)
  const shifts = Map.groupBy(
    [...before.values()].flatMap((sheet) => sheet.shifts),
    ({ day }) => day,
  )
  const perDay = Map.groupBy(rows, ({ day }) => day)
  const found = rows.map((row) => {
    const same = perDay.get(row.day) ?? []
    const at = { place: same.indexOf(row), rows: same.length }
    return findRow(context, row, shifts.get(row.day ?? '') ?? [], at, everybody)
  })
  const twice = new Map<string, ReadRow>()
  for (const { row, shift, problems } of found) {
    if (!shift) continue
    const first = twice.get(shift.id)
    if (first) problems.push(`与第 ${first.line} 行是同一个班，请只留一行。`)
    else twice.set(shift.id, row)
  }
  for (;;) {
    const judged = judge(context, before, found)
    const guilty = found.filter(
      ({ shift, problems }) =>
        problems.length === 0 &&
        judged.hard.some((one) => one.shift === shift?.id || one.other === shift?.id),
    )
    if (guilty.length === 0) return shownPlan(context, before, found, judged)
    for (const { shift, problems } of guilty) {
      problems.push(
        ...judged.hard
          .filter((one) => one.shift === shift?.id || one.other === shift?.id)
          .map(({ words }) => words),
      )
    }
  }
}

function shownPlan(
  context: ReadingContext,
  before: ReadonlyMap<string, Sheet>,
  found: readonly Found[],
  judged: ReturnType<typeof judge>,
): ImportPlan {
  const all = [...before.values()].flatMap((sheet) => sheet.shifts)
  const names = namesIn(context, all)
  const standing = new Map(
    [...before.values()].flatMap((sheet) =>
      sheet.cells.map((cell) => [cellKey(cell.shift, cell.post), cell.people] as const),
    ),
  )
  const rows = found.map(({ row, shift, cells, problems }): RosterImportRow => {
    const changes = cells
      .map(({ shift: id, post, people }) => ({
        shift: id,
        post,
        before: standing.get(cellKey(id, post)) ?? [],
        after: people,
      }))
      .filter((change) => change.before.join(' ') !== change.after.join(' '))
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
      .map(([month, cells]) => {
        const differ = cells.filter(
          ({ shift, post, people }) =>
            (standing.get(cellKey(shift, post)) ?? []).join(' ') !== people.join(' '),
        )
        return [month, differ] as const
      })
      .filter(([, cells]) => cells.length > 0),
  )
  const laid = new Map(
    [...changed.keys()]
      .filter((month) => (monthRow(context, month)?.shifts.length ?? 0) === 0)
      .map((month) => [month, before.get(month)?.shifts ?? []] as const),
  )
  return {
    rows,
    cells: changed,
    laid,
    violations: judged.soft,
    notes: [...laid.keys()].map((month) => `${monthWord(month)}还没有建立班次，导入时按班制建立。`),
  }
}
