/** What the rules say about months as they stand, or as they would stand. */
import type { CoreContext } from '../../module.ts'
import { balanceOf, poolsOf } from '../../roster/balance.ts'
import { addDays, startOfDay } from '../../roster/calendar.ts'
import type {
  Assignment,
  DutyCounts,
  Neighbours,
  RosterPerson,
  ShiftSpec,
  Violation,
} from '../../roster/model.ts'
import { checkRoster, type CheckedRoster } from '../../roster/rules.ts'
import type { BalanceRow, RosterPool, ShownViolation } from './contract.ts'
import type { Sheet, Sheets } from './cells.ts'
import type { StoredCell, StoredOverride } from './facts.ts'
import { leaveRows, members, wishRows, type Member } from './members.ts'
import { monthDays } from './months.ts'
import { monthRow, shiftRows } from './queries.ts'
import { posts, rules } from './settings.ts'
import { leaveWord } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

/** Rules look at most a week back; a day more for a shift that ends late. */
const lookDays = 9
const nothingServed: DutyCounts = { weekend: 0, holiday: 0, night: 0, total: 0 }

export function assignmentsOf(cells: readonly StoredCell[]): Assignment[] {
  return cells.flatMap(({ shift, post, people }) =>
    people.map((person) => ({ shift, post, person })),
  )
}

/** A month as it stands; empty where it is not laid out. */
export function standingSheet(context: Pick<CoreContext, 'db'>, month: string): Sheet {
  const row = monthRow(context, month)
  return { shifts: row?.shifts ?? [], cells: row?.cells ?? [] }
}

/** Shifts of the days before and after the months, without the months themselves. */
export function neighbours(context: ReadingContext, months: readonly string[]): Neighbours {
  const own = new Set(months)
  const days = new Map(
    months.flatMap((month) => {
      const { from, to } = monthDays(month)
      const rows = [
        ...shiftRows(context, addDays(from, -lookDays), addDays(from, -1)),
        ...shiftRows(context, addDays(to, 1), addDays(to, lookDays)),
      ]
      return rows.filter((row) => !own.has(row.month)).map((row) => [row.id, row] as const)
    }),
  )
  const rows = [...days.values()]
  return {
    shifts: rows.map(({ shift }) => shift),
    assignments: assignmentsOf(rows.flatMap(({ cells }) => cells)),
  }
}

/** People as the rules know them, with leave and wishes of these days. */
export function rosterPeople(
  context: ReadingContext,
  who: readonly Member[],
  from: string,
  to: string,
  served: ReadonlyMap<string, DutyCounts> = new Map(),
): RosterPerson[] {
  const leave = Map.groupBy(
    leaveRows(context, startOfDay(from), startOfDay(addDays(to, 3))),
    ({ person }) => person,
  )
  const wishes = Map.groupBy(wishRows(context, from, to), ({ person }) => person)
  return who.map(({ id, name, posts: held, share, serves }) => ({
    id,
    name,
    posts: serves ? held : [],
    share: serves ? share : 0,
    leave: (leave.get(id) ?? []).map(({ from: begin, to: end, kind }) => ({
      from: begin,
      to: end,
      word: leaveWord(kind),
    })),
    wishes: (wishes.get(id) ?? []).map(({ day, want, fixed }) => ({ target: day, want, fixed })),
    served: served.get(id) ?? nothingServed,
  }))
}

function span(months: readonly string[]): { readonly from: string; readonly to: string } {
  const sorted = months.toSorted()
  return {
    from: monthDays(sorted[0] ?? '').from,
    to: monthDays(sorted.at(-1) ?? '').to,
  }
}

/** What the rules look at besides the months at hand: the same however those are filled. */
type Ground = Omit<CheckedRoster, 'shifts' | 'assignments'>

function groundOf(context: ReadingContext, months: readonly string[]): Ground {
  const { from, to } = span(months)
  return {
    posts: posts(context),
    people: rosterPeople(context, members(context), addDays(from, -1), to),
    around: neighbours(context, months),
    rules: rules(context),
  }
}

function brokenOn(ground: Ground, sheets: Sheets): Violation[] {
  const all = [...sheets.values()]
  return checkRoster({
    ...ground,
    shifts: all.flatMap(({ shifts }): readonly ShiftSpec[] => shifts),
    assignments: assignmentsOf(all.flatMap(({ cells }) => cells)),
  })
}

/** Every rule that these months break as they stand here. */
export function violationsOf(context: ReadingContext, sheets: Sheets): Violation[] {
  return brokenOn(groundOf(context, [...sheets.keys()]), sheets)
}

export interface Judged {
  readonly hard: readonly Violation[]
  readonly soft: readonly Violation[]
}

/** The months before and after, as they stand; a rule looks over the turn of a month. */
export function monthsAround(month: string): readonly [string, string] {
  const { from, to } = monthDays(month)
  return [addDays(from, -1).slice(0, 7), addDays(to, 1).slice(0, 7)]
}

/** With the months around: what is done at the end of one may break a rule in the next. */
export function withMonthsAround(context: Pick<CoreContext, 'db'>, sheets: Sheets): Sheets {
  const all = new Map(sheets)
  for (const month of [...sheets.keys()].flatMap(monthsAround)) {
    const row = all.has(month) ? undefined : monthRow(context, month)
    if (row) all.set(month, row)
  }
  return all
}

/** What was taken upon themselves in a month and those around it. */
export function overridesAround(
  context: Pick<CoreContext, 'db'>,
  month: string,
): readonly StoredOverride[] {
  return [month, ...monthsAround(month)].flatMap((one) => monthRow(context, one)?.overrides ?? [])
}

/** What a change of these months breaks that was not broken before; for many changes of the same. */
export function breachFinder(context: ReadingContext, before: Sheets): (after: Sheets) => Judged {
  const standing = withMonthsAround(context, before)
  const ground = groundOf(context, [...standing.keys()])
  const known = new Set(brokenOn(ground, standing).map(({ key }) => key))
  return (after) => {
    const found = brokenOn(ground, new Map([...standing, ...after])).filter(
      ({ key }) => !known.has(key),
    )
    return { hard: found.filter(({ hard }) => hard), soft: found.filter(({ hard }) => !hard) }
  }
}

/** `breachFinder` for one change. */
export function newBreaches(context: ReadingContext, before: Sheets, after: Sheets): Judged {
  return breachFinder(context, before)(after)
}

export function shownViolations(
  found: readonly Violation[],
  overrides: readonly StoredOverride[],
): ShownViolation[] {
  const known = new Map(overrides.map((one) => [one.key, one]))
  return found.map((one) => {
    const over = one.hard ? undefined : known.get(one.key)
    return {
      ...one,
      override: over ? { name: over.name, reason: over.reason, at: over.at } : null,
    }
  })
}

/** Duties of a year's days so far, of months that are not at hand. */
export function servedBefore(
  context: ReadingContext,
  fromDay: string,
  toDay: string,
  except: ReadonlySet<string>,
): ReadonlyMap<string, DutyCounts> {
  const rows = shiftRows(context, fromDay, toDay).filter(({ month }) => !except.has(month))
  const counted = balanceOf({
    shifts: rows.map(({ shift }) => shift),
    posts: posts(context),
    assignments: assignmentsOf(rows.flatMap(({ cells }) => cells)),
    people: rosterPeople(context, members(context), fromDay, fromDay),
  })
  return new Map(
    counted.map(({ person, weekend, holiday, night, total }) => [
      person,
      { weekend, holiday, night, total },
    ]),
  )
}

export interface Balance {
  readonly balance: BalanceRow[]
  readonly pools: RosterPool[]
}

/** Of the year up to and with this month. */
export function balanceUpTo(context: ReadingContext, month: string, sheet: Sheet): Balance {
  const { from, to } = monthDays(month)
  const yearBegins = `${month.slice(0, 4)}-01-01`
  const served = servedBefore(context, yearBegins, addDays(from, -1), new Set([month]))
  const standing = new Set(sheet.cells.flatMap(({ people }) => people))
  const who = members(context).filter(({ id, serves }) => serves || standing.has(id))
  const order = posts(context)
  const rows = balanceOf({
    shifts: sheet.shifts,
    posts: order,
    assignments: assignmentsOf(sheet.cells),
    people: rosterPeople(context, who, from, to, served),
  })
  const names = new Map(who.map(({ id, name }) => [id, name]))
  return {
    balance: rows.map((row) => ({ ...row, name: names.get(row.person) ?? '—' })),
    pools: poolsOf(rows, order).map((pool) => ({ ...pool, people: [...pool.people] })),
  }
}
