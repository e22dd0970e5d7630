/**
 * Who sits where. A session belongs to the pages of one seat; it outlives a reload and a crash
 * of the core (local scope, by the hash of a token that only the page holds), not a sign-out.
 */
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import { rightsOf } from './words.ts'

export const sessionMigration = `create table seat_session (
  id text primary key,
  token_hash blob not null unique,
  person text not null,
  name text not null,
  break_glass_role text,
  signed_in_at integer not null,
  locked integer not null
)`

/** A duty day and the hand-over after it; older ones must sign in again. */
const longestSessionMs = 36 * 3_600_000

export interface OpenSession {
  readonly id: string
  readonly person: string
  readonly name: string
  /** Set when a recovery code opened it: the rights are this role's, not the person's. */
  readonly breakGlassRole: string | undefined
  readonly signedInAt: number
  locked: boolean
  wrongPins: number
  readonly seats: Set<Seat>
}

interface SessionRow {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly break_glass_role: string | null
  readonly signed_in_at: number
  readonly locked: number
}

export interface Sessions {
  /** The session of a seat, locked or not. */
  of(seat: Seat): OpenSession | undefined
  all(): readonly OpenSession[]
  /** Ends what the seat had, opens a new one, and returns the token for the page. */
  open(seat: Seat, who: Pick<OpenSession, 'id' | 'person' | 'name' | 'breakGlassRole'>): string
  /** Gives the session of this token to the seat; `undefined` when it has ended. */
  resume(seat: Seat, token: string): OpenSession | undefined
  setLocked(session: OpenSession, locked: boolean): void
  close(session: OpenSession): void
  /** Rights and sign-ins again, after persons or roles changed. */
  refresh(): void
}

/** Says which roles a person holds now; `undefined` when they may not sign in. */
export type RolesOf = (person: string) => readonly string[] | undefined

export function newSessionId(context: CoreContext): string {
  return newId(context.world.clock, context.world.random)
}

export function openSessions(context: CoreContext, rolesOf: RolesOf): Sessions {
  const { local, world } = context
  const sessions = new Map<string, OpenSession>()
  const ofSeat = new WeakMap<Seat, OpenSession>()
  const tokenHash = (token: string) => world.crypto.sha256(bytesOfToken(token))

  const rightsNow = (session: OpenSession) => {
    const held = rolesOf(session.person)
    if (session.breakGlassRole !== undefined) return rightsOf([session.breakGlassRole])
    return held === undefined ? undefined : rightsOf(held)
  }
  const show = (session: OpenSession) => {
    const rights = session.locked ? undefined : rightsNow(session)
    const { person, name, signedInAt } = session
    const effective: Session | undefined = rights && { person, name, rights, signedInAt }
    for (const seat of session.seats) seat.session = effective
  }
  const attach = (session: OpenSession, seat: Seat) => {
    const before = ofSeat.get(seat)
    if (before && before !== session) before.seats.delete(seat)
    session.seats.add(seat)
    ofSeat.set(seat, session)
    show(session)
  }
  const close = (session: OpenSession) => {
    sessions.delete(session.id)
    local.prepare('delete from seat_session where id = ?').run(session.id)
    for (const seat of session.seats) {
      seat.session = undefined
      ofSeat.delete(seat)
    }
  }
  return {
    of: (seat) => ofSeat.get(seat),
    all: () => [...sessions.values()],
    open(seat, who) {
      const token = bytesAsHex(world.random.bytes(32))
      const now = world.clock.nowMs()
      local
        .prepare('insert into seat_session values (?, ?, ?, ?, ?, ?, 0)')
        .run(who.id, tokenHash(token), who.person, who.name, who.breakGlassRole ?? null, now)
      const session = {
        ...who,
        signedInAt: now,
        locked: false,
        wrongPins: 0,
        seats: new Set<Seat>(),
      }
      sessions.set(session.id, session)
      attach(session, seat)
      return token
    },
    resume(seat, token) {
      const row = local
        .prepare<SessionRow>(
          'select id, person, name, break_glass_role, signed_in_at, locked from seat_session where token_hash = ?',
        )
        .get(tokenHash(token))
      if (!row) return undefined
      const session = sessions.get(row.id) ?? fromRow(row)
      if (world.clock.nowMs() - session.signedInAt > longestSessionMs || !rightsNow(session)) {
        close(session)
        return undefined
      }
      sessions.set(session.id, session)
      attach(session, seat)
      return session
    },
    setLocked(session, locked) {
      session.locked = locked
      session.wrongPins = 0
      local
        .prepare('update seat_session set locked = ? where id = ?')
        .run(locked ? 1 : 0, session.id)
      show(session)
    },
    close,
    refresh() {
      for (const session of sessions.values()) {
        if (rightsNow(session)) show(session)
        else close(session)
      }
    },
  }
}

function fromRow(row: SessionRow): OpenSession {
  return {
    id: row.id,
    person: row.person,
    name: row.name,
    breakGlassRole: row.break_glass_role ?? undefined,
    signedInAt: row.signed_in_at,
    locked: row.locked === 1,
    wrongPins: 0,
    seats: new Set(),
  }
}

function bytesAsHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOfToken(token: string): Uint8Array {
  return Uint8Array.from(token, (character) => character.charCodeAt(0) & 255)
}
