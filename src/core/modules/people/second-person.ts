/** A decision that needs two: the second one proves who they are with their own secret, at this seat. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { Right, Seat, Session } from '../../module.ts'
import { guess, type Desk } from './desk.ts'
import { personRow, personRows, rolesOfRow } from './queries.ts'
import type { OpenSession } from './sessions.ts'
import { rightsOf, roleWord } from './words.ts'

export interface Proof {
  readonly person: string
  readonly with: 'password' | 'pin'
  readonly secret: string
}

export type SecondPersonRefusal =
  | Refusal<'unknown-person'>
  | Refusal<'not-enrolled'>
  | Refusal<'pin-not-allowed'>
  | Refusal<'wrong-secret', { readonly waitMs: number }>

export type ProvedPerson = Pick<Session, 'person' | 'name' | 'rights'>

const mostWrongPins = 5

/** A PIN is worth something only while its owner is signed in by password on this console. */
function sessionForPin({ sessions, hasher }: Desk, person: string): OpenSession | undefined {
  if (!hasher.has(person, 'pin')) return undefined
  return sessions
    .all()
    .find(
      (one) =>
        one.person === person && one.breakGlassRole === undefined && one.wrongPins < mostWrongPins,
    )
}

/** @throws ORPCError TOO_SOON */
export async function provePerson(
  desk: Desk,
  seat: Seat,
  { person, with: kind, secret }: Proof,
): Promise<Result<ProvedPerson, SecondPersonRefusal>> {
  const row = personRow(desk.context.db, person)
  if (!row || row.disabledReason !== null) return refuse('unknown-person')
  if (!desk.hasher.has(person, 'password')) return refuse('not-enrolled')
  const session = sessionForPin(desk, person)
  if (kind === 'pin' && !session) return refuse('pin-not-allowed')
  const cause = kind === 'pin' ? 'wrong-pin' : 'wrong-password'
  const waitMs = await guess(
    desk,
    seat,
    person,
    cause,
    async () => (await desk.hasher.check(person, kind, secret)) === 'right',
  )
  if (waitMs !== undefined) {
    if (kind === 'pin' && session) session.wrongPins += 1
    return refuse('wrong-secret', { waitMs })
  }
  return accept({ person, name: row.name, rights: rightsOf(rolesOfRow(row)) })
}

export interface Witness {
  readonly id: string
  readonly name: string
  readonly words: string
  readonly pinAllowed: boolean
}

export function witnesses(desk: Desk, besides: string, right: Right): Witness[] {
  return personRows(desk.context.db)
    .filter(
      (row) =>
        row.id !== besides &&
        row.disabledReason === null &&
        desk.hasher.has(row.id, 'password') &&
        rightsOf(rolesOfRow(row)).has(right),
    )
    .map((row) => ({
      id: row.id,
      name: row.name,
      words: rolesOfRow(row).map(roleWord).join('、'),
      pinAllowed: sessionForPin(desk, row.id) !== undefined,
    }))
}
