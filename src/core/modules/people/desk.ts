/** What the module's commands share: this console's secrets, sessions and waits. */
import { ORPCError } from '@orpc/server'
import { newId } from '../../kernel/id.ts'
import type { ScryptCost } from '../../kernel/world.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordBySystem, recordFor } from '../../seat-log.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { seatAttempts, type Attempts } from './attempts.ts'
import { signInFailed } from './facts.ts'
import { localHasher, type PasswordHasher } from './password.ts'
import { personRow, rolesOfRow } from './queries.ts'
import { openSessions, type OpenSession, type Sessions } from './sessions.ts'

export interface Desk {
  readonly context: CoreContext
  readonly hasher: PasswordHasher
  readonly attempts: Attempts
  readonly sessions: Sessions
}

export function openDesk(context: CoreContext, cost: ScryptCost): Desk {
  const { crypto, random, clock } = context.world
  const rolesOf = (person: string) => {
    const row = personRow(context.db, person)
    return row && row.disabledReason === null ? rolesOfRow(row) : undefined
  }
  return {
    context,
    hasher: localHasher({ crypto, random, clock, local: context.local, cost }),
    attempts: seatAttempts(clock),
    sessions: openSessions(context, rolesOf),
  }
}

export function newEntity(context: CoreContext): string {
  return newId(context.world.clock, context.world.random)
}

/** Tells every page that sign-in state changed. */
export function tell(context: CoreContext): void {
  context.changed('people', [])
}

/** Writes in the name of a person who has no session at this seat yet, or no longer. */
export function recordAs(
  { context }: Desk,
  seat: Seat,
  who: Pick<OpenSession, 'person' | 'name'>,
  drafts: readonly FactDraft[],
): Recorded {
  const { person, name } = who
  const session = {
    person,
    name,
    rights: new Set<never>(),
    signedInAt: context.world.clock.nowMs(),
  }
  return recordFor(context, { id: seat.id, name: seat.name, session }, drafts)
}

/** The fields of an access fact. */
export function accessOf({ context }: Desk, seat: Seat, person: string) {
  return { person, seatName: seat.name, at: context.world.clock.nowMs() }
}

export type FailureCause =
  | 'wrong-password'
  | 'wrong-pin'
  | 'wrong-recovery-code'
  | 'not-enrolled'
  | 'disabled'

/** Writes a failure into the access book; a full disk must not turn it into a sign-in. */
export function recordFailure(
  desk: Desk,
  seat: Seat,
  person: string,
  cause: FailureCause,
  failures: number,
): void {
  const { context } = desk
  const body = { ...accessOf(desk, seat, person), cause, failures }
  const result = recordBySystem(context, seat.id, [
    { kind: signInFailed.kind, entity: newEntity(context), body },
  ])
  if (!result.ok) context.logger.warn('people.failure-not-recorded', { code: result.code, cause })
}

/**
 * One guess of a secret, with the seat's wait before and after it.
 * @returns the wait after a wrong one, `undefined` after a right one
 * @throws ORPCError TOO_SOON; what `check` throws
 */
export async function guess(
  desk: Desk,
  seat: Seat,
  person: string,
  cause: FailureCause,
  check: () => Promise<boolean>,
): Promise<number | undefined> {
  const early = desk.attempts.begin(seat.id)
  if (early !== undefined) throw new ORPCError('TOO_SOON', { data: { waitMs: early } })
  let right: boolean
  try {
    right = await check()
  } catch (error) {
    desk.attempts.abandon(seat.id)
    throw error
  }
  const { failures, waitMs } = desk.attempts.end(seat.id, right)
  if (right) return undefined
  recordFailure(desk, seat, person, cause, failures)
  return waitMs
}
