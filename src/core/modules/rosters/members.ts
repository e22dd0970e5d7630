/** Who is on the roster, at which posts; and their leave and wishes. */
import { and, eq, gt, gte, isNull, lt, lte } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { organizations, personRows } from '../people/index.ts'
import type { ShownLeave, ShownWish } from './contract.ts'
import { posts } from './settings.ts'
import { leaveTable, memberTable, wishTable, type LeaveRow, type WishRow } from './tables.ts'
import { leaveWord } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db'>

/** Which role of the directory qualifies for which post, where nobody set it. */
const postOfRole: Readonly<Record<string, string>> = {
  duty_leader: 'leader',
  shift_chief: 'chief',
  duty_officer: 'officer',
  comms_officer: 'comms',
  standby: 'standby',
}
/** A chief may stand as an officer, and whoever serves at the desk may be called from home. */
const alsoPosts: Readonly<Record<string, readonly string[]>> = {
  shift_chief: ['officer', 'standby'],
  duty_officer: ['standby'],
}

type PersonRow = ReturnType<typeof personRows>[number]

export interface Member {
  readonly id: string
  /** With what tells them from another of the same name: `张伟（办公室主任）`. */
  readonly name: string
  /** As in the directory. */
  readonly plainName: string
  /** 职务 */
  readonly title: string
  /** The first of their telephones; empty where there is none. */
  readonly phone: string
  readonly callSign: string
  readonly posts: readonly string[]
  readonly share: number
  readonly serves: boolean
}

/** Two people of one name are told apart by their office, else their house, else their telephone. */
function tellApart(context: ReadingContext): (row: PersonRow) => string {
  const ofName = Map.groupBy(personRows(context.db), ({ name }) => name)
  const houses = new Map(organizations(context.db).map(({ id, name }) => [id, name]))
  const more = (row: PersonRow): readonly string[] => [
    row.post,
    houses.get(row.organization ?? '') ?? '',
    row.phones.split(' ')[0]?.slice(-4) ?? '',
    row.id.slice(-4),
  ]
  return (row) => {
    const others = (ofName.get(row.name) ?? []).filter(({ id }) => id !== row.id)
    if (others.length === 0) return row.name
    const place = more(row).findIndex(
      (word, at) => word !== '' && others.every((other) => more(other)[at] !== word),
    )
    return `${row.name}（${more(row)[place] ?? row.id}）`
  }
}

/** Everybody of the directory, also those who are not on the roster; by rank as in the directory. */
export function members(context: ReadingContext): Member[] {
  const set = new Map(
    context.db.tables
      .select()
      .from(memberTable)
      .all()
      .map((row) => [row.id, row]),
  )
  const ranks = new Map(posts(context).map(({ key }, rank) => [key, rank]))
  const rank = ({ posts: held }: Member) =>
    Math.min(ranks.size, ...held.map((post) => ranks.get(post) ?? ranks.size))
  const nameOf = tellApart(context)
  return personRows(context.db)
    .map((row): Member => {
      const roles = row.roles.split(' ').filter(Boolean)
      const byRole = roles.flatMap((role) => [
        ...(postOfRole[role] === undefined ? [] : [postOfRole[role]]),
        ...(alsoPosts[role] ?? []),
      ])
      const mine = set.get(row.id)
      const held = [...new Set(mine?.posts ?? byRole)].filter((post) => ranks.has(post))
      return {
        id: row.id,
        name: nameOf(row),
        plainName: row.name,
        title: row.post,
        phone: row.phones.split(' ')[0] ?? '',
        callSign: row.callSign,
        posts: held,
        share: mine?.share ?? 1,
        serves: row.disabledReason === null && (mine?.serves ?? true) && held.length > 0,
      }
    })
    .toSorted(
      (one, other) =>
        rank(one) - rank(other) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
    )
}

/** Leave that stands and touches this stretch. */
export function leaveRows(
  { db }: ReadingContext,
  from: number,
  to: number,
  person?: string,
): LeaveRow[] {
  return db.tables
    .select()
    .from(leaveTable)
    .where(
      and(
        isNull(leaveTable.withdrawnAt),
        lt(leaveTable.from, to),
        gt(leaveTable.to, from),
        person === undefined ? undefined : eq(leaveTable.person, person),
      ),
    )
    .orderBy(leaveTable.from, leaveTable.id)
    .all()
}

export function leaveRow({ db }: ReadingContext, id: string): LeaveRow | undefined {
  return db.tables.select().from(leaveTable).where(eq(leaveTable.id, id)).get()
}

/** Wishes of duty days, both included. */
export function wishRows(
  { db }: ReadingContext,
  from: string,
  to: string,
  person?: string,
): WishRow[] {
  return db.tables
    .select()
    .from(wishTable)
    .where(
      and(
        gte(wishTable.day, from),
        lte(wishTable.day, to),
        person === undefined ? undefined : eq(wishTable.person, person),
      ),
    )
    .orderBy(wishTable.day, wishTable.id)
    .all()
}

export function shownLeave(row: LeaveRow, names: ReadonlyMap<string, string>): ShownLeave {
  const { id, person, from, to, kind, note, name, at, withdrawnAt } = row
  return {
    id,
    person,
    name: names.get(person) ?? '—',
    from,
    to,
    kind,
    word: leaveWord(kind),
    note,
    by: name,
    at,
    withdrawn: withdrawnAt !== null,
  }
}

export function shownWish(row: WishRow, names: ReadonlyMap<string, string>): ShownWish {
  const { id, person, day, want, fixed, note, name, at } = row
  return { id, person, name: names.get(person) ?? '—', day, want, fixed, note, by: name, at }
}
