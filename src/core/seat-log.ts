/** What every command needs of a seat: its session, its rights, and the log written in its name. */
import { ORPCError } from '@orpc/server'
import type { CoreContext, Right, Seat, Session } from './module.ts'
import type { AppendRefusal, FactDraft, Recorded } from './oplog/types.ts'

/** @throws ORPCError NOT_SIGNED_IN */
export function requireSession(seat: Seat): Session {
  if (!seat.session) throw new ORPCError('NOT_SIGNED_IN')
  return seat.session
}

/** @throws ORPCError NOT_SIGNED_IN, FORBIDDEN */
export function requireRight(seat: Seat, right: Right): Session {
  const session = requireSession(seat)
  if (!session.rights.has(right)) throw new ORPCError('FORBIDDEN', { data: { right } })
  return session
}

/** What a page is told of a step that was taken: the wall clock of the commit. */
export type Stored = Pick<Recorded, 'storedAt'>

const codeOf: Record<AppendRefusal['code'], string> = {
  'disk-full': 'DISK_FULL',
  'read-only': 'READ_ONLY',
  corrupt: 'DAMAGED',
  stopped: 'READ_ONLY',
}

/**
 * Appends in the name of the seat's person.
 * @throws ORPCError NOT_SIGNED_IN, DISK_FULL, READ_ONLY, DAMAGED
 */
export function recordFor(
  context: CoreContext,
  seat: Seat,
  drafts: readonly FactDraft[] | (() => readonly FactDraft[]),
): Recorded {
  const session = requireSession(seat)
  const who = { actor: session.person, seat: seat.id, status: context.status }
  const result = context.log.append(who, drafts)
  if (!result.ok) throw new ORPCError(codeOf[result.code])
  return result.value
}

/**
 * Appends in the console's own name (`system`), for what a gateway or a timer brought.
 * A refusal is returned: the caller keeps the event and shows the state.
 */
export function recordBySystem(
  context: CoreContext,
  source: string,
  drafts: readonly FactDraft[] | (() => readonly FactDraft[]),
) {
  return context.log.append({ actor: 'system', seat: source, status: context.status }, drafts)
}
