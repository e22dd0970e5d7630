/** Who of a shift signed on, who is late, and what became of calling them. */
import { and, eq, gte, isNotNull, isNull, lt, ne } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { phonesOf } from '../people/index.ts'
import type { DutyShift } from '../rosters/index.ts'
import type { DutyPerson } from './contract.ts'
import { presenceTable, type PresenceRow } from './tables.ts'
import { isAtSeat, isExpected } from './words.ts'

const minuteMs = 60_000

export function presenceOf(db: CoreContext['db'], shift: string): PresenceRow[] {
  return db.tables.select().from(presenceTable).where(eq(presenceTable.shift, shift)).all()
}

/**
 * Who was on duty until this shift began and is on it too (the leader of a whole day) need not
 * sign on twice.
 */
export function carriedOver(db: CoreContext['db'], { id, from }: DutyShift): ReadonlySet<string> {
  const rows = db.tables
    .select({ person: presenceTable.person })
    .from(presenceTable)
    .where(
      and(
        ne(presenceTable.shift, id),
        isNotNull(presenceTable.onAt),
        isNull(presenceTable.offAt),
        lt(presenceTable.shiftFrom, from),
        gte(presenceTable.shiftTo, from),
      ),
    )
    .all()
  return new Set(rows.map(({ person }) => person))
}

/** Whole minutes after the start; 0 where it was in time. */
export function lateMinutes(from: number, at: number): number {
  return Math.max(0, Math.floor((at - from) / minuteMs))
}

interface Expected {
  readonly person: string
  readonly name: string
  readonly post: string
  readonly word: string
  readonly phone: string
}

function shownPerson(
  expected: Expected,
  row: PresenceRow | undefined,
  from: number,
  now: number,
  carried = false,
): DutyPerson {
  const own = row?.onAt ?? null
  const signedOnAt = own ?? (carried && now >= from ? from : null)
  const waited = isExpected(expected.post)
  return {
    ...expected,
    atSeat: isAtSeat(expected.post),
    signedOnAt,
    signedOnHow: own === null ? (signedOnAt === null ? null : 'carried') : (row?.how ?? null),
    standsFor: row?.standsFor?.name ?? null,
    standsForPerson: row?.standsFor?.person ?? null,
    standReason: row?.standsFor?.reason ?? '',
    note: row?.note ?? '',
    lateByMin: waited ? lateMinutes(from, signedOnAt ?? now) : null,
    signedOffAt: row?.offAt ?? null,
    signedOffReason: row?.offReason ?? '',
    calls: (row?.calls ?? []).toReversed(),
  }
}

/** In the order of the roster's posts; who stands in comes after the one they stand in for. */
export function shiftPeople(context: CoreContext, shift: DutyShift, now: number): DutyPerson[] {
  const rows = presenceOf(context.db, shift.id)
  const carried = carriedOver(context.db, shift)
  const own = new Map(
    rows.filter(({ standsFor }) => standsFor === null).map((row) => [row.person, row]),
  )
  const expected = shift.posts.flatMap(({ post, word, people }) =>
    people.map(({ id, name, phone }) => ({ person: id, name, post, word, phone })),
  )
  const known = new Set(expected.map(({ person }) => person))
  const signed = rows.filter(({ onAt }) => onAt !== null)
  const standIns = (person: string) =>
    signed.filter(({ standsFor }) => standsFor?.person === person)
  // The roster was changed after they signed on: they are here all the same.
  const strays = signed.filter(({ person, standsFor }) => !known.has(standsFor?.person ?? person))
  const ofRow = ({ person, name, post, word }: PresenceRow): Expected => ({
    person,
    name,
    post,
    word,
    phone: phonesOf(context.db, person)[0] ?? '',
  })
  return [
    ...expected.flatMap((one) => [
      shownPerson(one, own.get(one.person), shift.from, now, carried.has(one.person)),
      ...standIns(one.person).map((row) => shownPerson(ofRow(row), row, shift.from, now)),
    ]),
    ...strays.map((row) => shownPerson(ofRow(row), row, shift.from, now)),
  ]
}

/** Who is expected and did not sign on, nor anybody in their place. */
export function absentees(people: readonly DutyPerson[]): DutyPerson[] {
  const there = (one: DutyPerson) => one.signedOnAt !== null && one.signedOffAt === null
  const covered = new Set(
    people.filter(there).flatMap(({ standsForPerson }) => standsForPerson ?? []),
  )
  return people.filter(
    (one) =>
      one.lateByMin !== null &&
      one.standsFor === null &&
      one.signedOnAt === null &&
      !covered.has(one.person),
  )
}
