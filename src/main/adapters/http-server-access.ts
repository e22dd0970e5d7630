/** Who may talk to the seat server: one-time start tokens, and the cookies they turn into. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../core/kernel/database.ts'
import type { Clock, Random } from '../../core/kernel/world.ts'

/** How long a start token waits for its browser. */
export const startTokenLifeMs = 60_000

/** Local scope: hashes only, so a copied database opens no seat. */
export const seatCookieTable = `create table if not exists seat_cookie (
  hash text primary key, seat text not null, name text not null, created_at integer not null
)`

/** `recorder`: a browser on the console machine that only records; its id says so. */
export type SeatKind = 'seat' | 'recorder'

export interface SeatIdentity {
  readonly id: string
  readonly name: string
}

export interface SeatAccess {
  /** A token that becomes one seat's cookie once, within 60 s. */
  newStartToken(name: string, kind?: SeatKind): string
  /** The cookie value for a valid token, `undefined` for a used, late or unknown one. */
  redeem(token: string): string | undefined
  seatOf(cookie: string | undefined): SeatIdentity | undefined
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares two secrets in constant time, whatever their lengths. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)))
}

export function openSeatAccess(
  local: Database,
  world: { clock: Clock; random: Random },
): SeatAccess {
  local.exec(seatCookieTable)
  const waiting = new Map<
    string,
    { readonly name: string; readonly kind: SeatKind; readonly notAfter: number }
  >()
  const secret = () => Buffer.from(world.random.bytes(24)).toString('base64url')
  return {
    newStartToken(name, kind = 'seat') {
      const token = secret()
      waiting.set(hashOf(token), {
        name,
        kind,
        notAfter: world.clock.monotonicMs() + startTokenLifeMs,
      })
      return token
    },
    redeem(token) {
      const key = hashOf(token)
      const found = waiting.get(key)
      waiting.delete(key)
      if (!found || world.clock.monotonicMs() > found.notAfter) return undefined
      const cookie = secret()
      const seat = `${found.kind}-${Buffer.from(world.random.bytes(6)).toString('hex')}`
      local
        .prepare('insert into seat_cookie (hash, seat, name, created_at) values (?, ?, ?, ?)')
        .run(hashOf(cookie), seat, found.name, world.clock.nowMs())
      return cookie
    },
    seatOf(cookie) {
      if (cookie === undefined) return undefined
      return local
        .prepare<{ id: string; name: string }>(
          'select seat as id, name from seat_cookie where hash = ?',
        )
        .get(hashOf(cookie))
    },
  }
}
