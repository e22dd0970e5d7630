/** Whose hand accepts at a seat: the incoming chief's own session, or a proof given at this seat. */
import type { CoreContext, Seat } from '../../module.ts'
import type { HandoverRow } from './tables.ts'

interface Proved {
  readonly handover: string
  readonly round: number
  readonly person: string
  /** Who was signed in then: with another person at the seat it is worth nothing. */
  readonly session: string
}

const proofs = new WeakMap<CoreContext, Map<string, Proved>>()

type Named = Pick<HandoverRow, 'id' | 'round' | 'begun'>

/** Until the handover ends, somebody else signs in here, or the console starts anew. */
export function noteIncomingHere(context: CoreContext, seat: Seat, row: Named): void {
  const person = row.begun?.incoming.person
  if (person === undefined || !seat.session) return
  const known = proofs.get(context) ?? new Map<string, Proved>()
  proofs.set(context, known)
  known.set(seat.id, {
    handover: row.id,
    round: row.round,
    person,
    session: seat.session.person,
  })
}

export function incomingHere(context: CoreContext, seat: Seat, row: Named): boolean {
  const incoming = row.begun?.incoming.person
  if (incoming === undefined || !seat.session) return false
  if (seat.session.person === incoming) return true
  const proved = proofs.get(context)?.get(seat.id)
  return (
    proved?.handover === row.id &&
    proved.round === row.round &&
    proved.person === incoming &&
    proved.session === seat.session.person
  )
}
