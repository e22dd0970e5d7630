/** Who of a shift signed on, who is late, and what became of calling them. */
import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import type { DutyPerson } from './contract.ts'
import type { RosterShift } from './roster.ts'
import { presenceTable, type PresenceRow } from './tables.ts'
import { isAtSeat, isExpected } from './words.ts'

const minuteMs = 60_000

export function presenceOf(db: CoreContext['db'], shift: string): PresenceRow[] {
  return db.tables.select().from(presenceTable).where(eq(presenceTable.shift, shift)).all()
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
): DutyPerson {
  const signedOnAt = row?.onAt ?? null
  const waited = isExpected(expected.post)
  return {
    ...expected,
    atSeat: isAtSeat(expected.post),
    signedOnAt,
    signedOnHow: signedOnAt === null ? null : (row?.how ?? null),
    standsFor: row?.standsForName ?? null,
    lateByMin: waited ? lateMinutes(from, signedOnAt ?? now) : null,
    signedOffAt: row?.offAt ?? null,
    signedOffReason: row?.offReason ?? '',
    calls: (row?.calls ?? []).toReversed(),
  }
}

/** In the order of the roster's posts; who stands in comes after the one they stand in for. */
export function shiftPeople(context: CoreContext, shift: RosterShift, now: number): DutyPerson[] {
  const rows = presenceOf(context.db, shift.id)
  const byPerson = new Map(rows.map((row) => [row.person, row]))
  const expected = shift.posts.flatMap(({ post, word, people }) =>
    people.map(({ id, name, phone }) => ({ person: id, name, post, word, phone })),
  )
  const known = new Set(expected.map(({ person }) => person))
  const others = rows.filter(({ person, onAt }) => onAt !== null && !known.has(person))
  const standIns = (person: string) => others.filter(({ standsFor }) => standsFor === person)
  const strays = others.filter(({ standsFor }) => standsFor === null || !known.has(standsFor))
  const ofRow = ({ person, name, post, word }: PresenceRow): Expected => ({
    person,
    name,
    post,
    word,
    phone: '',
  })
  return [
    ...expected.flatMap((one) => [
      shownPerson(one, byPerson.get(one.person), shift.from, now),
      ...standIns(one.person).map((row) => shownPerson(ofRow(row), row, shift.from, now)),
    ]),
    ...strays.map((row) => shownPerson(ofRow(row), row, shift.from, now)),
  ]
}

/** Nobody of the post signed on, nor anybody in the person's place. */
export function absentees(people: readonly DutyPerson[]): DutyPerson[] {
  const there = (one: DutyPerson) => one.signedOnAt !== null && one.signedOffAt === null
  const covered = new Set(people.filter(there).flatMap(({ standsFor }) => standsFor ?? []))
  return people.filter(
    (one) =>
      one.lateByMin !== null &&
      one.standsFor === null &&
      one.signedOnAt === null &&
      !covered.has(one.name),
  )
}
