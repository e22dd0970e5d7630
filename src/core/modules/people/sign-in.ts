/** First start, sign-in, lock, unlock and the sealed recovery code. */
import { implement, ORPCError } from '@orpc/server'
import type { SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { raiseDrafts } from '../alarms/index.ts'
import { peopleContract, type PeopleState } from './contract.ts'
import { accessOf, guess, newEntity, recordAs, recordFailure, tell, type Desk } from './desk.ts'
import {
  breakGlassUsed,
  personRegistered,
  roleGranted,
  seatLocked,
  seatUnlocked,
  secretSet,
  signedIn,
  signedOut,
} from './facts.ts'
import { codeAsPrinted, newRecoveryCode, recoveryOwner } from './password.ts'
import { onDuty, personRow, personRows, roster, rolesOfRow } from './queries.ts'
import { newSessionId, type OpenSession } from './sessions.ts'
import { rightsOf, roleWord } from './words.ts'

const mostWrongPins = 5

/** True until somebody who may sign in has a password on this console. */
export function needsFirstStart({ context, hasher }: Desk): boolean {
  return !personRows(context.db).some(
    ({ id, disabledReason }) => disabledReason === null && hasher.has(id, 'password'),
  )
}

/**
 * Makes the administrator and the console's recovery code; used by the first start and by a
 * running example.
 */
export async function setUpAdministrator(
  desk: Desk,
  seat: { readonly id: string; readonly name: string },
  who: { readonly name: string; readonly password: string },
): Promise<{ readonly person: string; readonly recoveryCode: string }> {
  const { context, hasher } = desk
  const name = who.name.trim()
  const known = personRows(context.db).find((row) => row.name === name)
  const person = known?.id ?? newEntity(context)
  const recoveryCode = newRecoveryCode(context.world.random)
  await hasher.set(person, 'password', who.password)
  await hasher.set(recoveryOwner, 'recovery', recoveryCode)
  const secret = { by: person, site: context.site }
  recordAs(desk, { ...seat, session: undefined }, { person, name }, [
    ...(known
      ? []
      : [{ kind: personRegistered.kind, entity: person, body: { name, phones: [], by: person } }]),
    { kind: roleGranted.kind, entity: person, body: { role: 'administrator', by: person } },
    { kind: secretSet.kind, entity: person, body: { kind: 'password', ...secret } },
    { kind: secretSet.kind, entity: person, body: { kind: 'recovery', ...secret } },
  ])
  return { person, recoveryCode }
}

function endSession(desk: Desk, session: OpenSession, seat: SeatContext['seat']): void {
  const body = accessOf(desk, seat, session.person)
  recordAs(desk, seat, session, [{ kind: signedOut.kind, entity: session.id, body }])
  desk.sessions.close(session)
}

function openFor(desk: Desk, seat: SeatContext['seat'], person: string, name: string): string {
  const before = desk.sessions.of(seat)
  if (before) endSession(desk, before, seat)
  const id = newSessionId(desk.context)
  const body = accessOf(desk, seat, person)
  recordAs(desk, seat, { person, name }, [{ kind: signedIn.kind, entity: id, body }])
  const token = desk.sessions.open(seat, { id, person, name, breakGlassRole: undefined })
  tell(desk.context)
  return token
}

function sessionState(desk: Desk, seat: SeatContext['seat']): PeopleState['session'] {
  const session = desk.sessions.of(seat)
  if (!session) return { kind: 'none' }
  const hasPin = desk.hasher.has(session.person, 'pin')
  const { person, name, signedInAt, breakGlassRole } = session
  if (session.locked) {
    const pinAllowed = hasPin && breakGlassRole === undefined && session.wrongPins < mostWrongPins
    return { kind: 'locked', name, pinAllowed }
  }
  const row = personRow(desk.context.db, person)
  const held = breakGlassRole === undefined ? (row ? rolesOfRow(row) : []) : [breakGlassRole]
  const roles = held.map((key) => ({ key, word: roleWord(key) }))
  const rights = [...rightsOf(held)]
  const breakGlass = breakGlassRole !== undefined
  return { kind: 'open', own: { person, name, roles, rights, signedInAt, breakGlass, hasPin } }
}

export function signInRouter(desk: Desk) {
  const os = implement(peopleContract).$context<SeatContext>()
  const { context, hasher, sessions } = desk
  const enrolled = (person: string) => hasher.has(person, 'password')
  return {
    state: os.state.handler(({ context: { seat } }) => ({
      needsFirstStart: needsFirstStart(desk),
      seat: { id: seat.id, name: seat.name },
      roster: roster(context.db, { enrolled, sessions: sessions.all() }),
      session: sessionState(desk, seat),
      onDuty: onDuty(context.db, sessions.all()),
      hasRecoveryCode: hasher.has(recoveryOwner, 'recovery'),
    })),

    firstStart: os.firstStart.handler(async ({ input, errors, context: { seat } }) => {
      if (!needsFirstStart(desk)) throw errors.ALREADY_SET_UP()
      // One at a time: two pages open on a new console must not make two administrators.
      const early = desk.attempts.begin('first-start')
      if (early !== undefined) throw errors.ALREADY_SET_UP()
      try {
        const { person, recoveryCode } = await setUpAdministrator(desk, seat, input)
        return { recoveryCode, resume: openFor(desk, seat, person, input.name.trim()) }
      } finally {
        desk.attempts.abandon('first-start')
      }
    }),

    signIn: os.signIn.handler(async ({ input, errors, context: { seat } }) => {
      const row = personRow(context.db, input.person)
      if (!row) throw new ORPCError('NOT_FOUND')
      if (row.disabledReason !== null) {
        recordFailure(desk, seat, row.id, 'disabled', 0)
        throw errors.DISABLED()
      }
      if (!enrolled(row.id)) {
        recordFailure(desk, seat, row.id, 'not-enrolled', 0)
        throw errors.NOT_ENROLLED()
      }
      const waitMs = await guess(desk, seat, row.id, 'wrong-password', async () => {
        return (await hasher.check(row.id, 'password', input.password)) === 'right'
      })
      if (waitMs !== undefined) throw errors.WRONG_PASSWORD({ data: { waitMs } })
      return { resume: openFor(desk, seat, row.id, row.name) }
    }),

    resume: os.resume.handler(({ input, context: { seat } }) => {
      if (sessions.of(seat)) return { resumed: true }
      const session = sessions.resume(seat, input.resume)
      if (session) tell(context)
      return { resumed: session !== undefined }
    }),

    signOut: os.signOut.handler(({ context: { seat } }) => {
      const session = sessions.of(seat)
      if (session) {
        endSession(desk, session, seat)
        tell(context)
      }
      return {}
    }),

    lock: os.lock.handler(({ context: { seat } }) => {
      const session = sessions.of(seat)
      if (!session) throw new ORPCError('NOT_SIGNED_IN')
      if (session.locked) return {}
      const body = accessOf(desk, seat, session.person)
      // Locked first: a full disk must not keep the screen open.
      sessions.setLocked(session, true)
      tell(context)
      recordAs(desk, seat, session, [{ kind: seatLocked.kind, entity: session.id, body }])
      return {}
    }),

    unlock: os.unlock.handler(async ({ input, errors, context: { seat } }) => {
      const session = sessions.of(seat)
      if (!session?.locked) throw errors.NOT_LOCKED()
      const byPin = input.with === 'pin'
      const state = sessionState(desk, seat)
      if (byPin && !(state.kind === 'locked' && state.pinAllowed)) throw errors.PIN_NOT_ALLOWED()
      const cause = byPin ? 'wrong-pin' : 'wrong-password'
      const waitMs = await guess(desk, seat, session.person, cause, async () => {
        return (await hasher.check(session.person, input.with, input.secret)) === 'right'
      })
      if (waitMs !== undefined) {
        if (byPin) session.wrongPins += 1
        tell(context)
        throw byPin
          ? errors.WRONG_PIN({ data: { waitMs } })
          : errors.WRONG_PASSWORD({ data: { waitMs } })
      }
      const body = { ...accessOf(desk, seat, session.person), with: input.with }
      sessions.setLocked(session, false)
      tell(context)
      recordAs(desk, seat, session, [{ kind: seatUnlocked.kind, entity: session.id, body }])
      return {}
    }),

    breakGlass: os.breakGlass.handler(async ({ input, errors, context: { seat } }) => {
      if (!hasher.has(recoveryOwner, 'recovery')) throw errors.NO_CODE()
      const waitMs = await guess(desk, seat, '', 'wrong-recovery-code', async () => {
        const code = codeAsPrinted(input.code)
        return (await hasher.check(recoveryOwner, 'recovery', code)) === 'right'
      })
      if (waitMs !== undefined) throw errors.WRONG_CODE({ data: { waitMs } })
      return { resume: openByCode(desk, seat, input) }
    }),

    setPin: os.setPin.handler(async ({ input, errors, context: { seat } }) => {
      const { person } = requireSession(seat)
      if (sessions.of(seat)?.breakGlassRole !== undefined) throw errors.NOT_BY_PASSWORD()
      await hasher.set(person, 'pin', input.pin)
      return noteSecret(desk, seat, person, 'pin')
    }),

    changePassword: os.changePassword.handler(async ({ input, errors, context: { seat } }) => {
      const { person } = requireSession(seat)
      const waitMs = await guess(desk, seat, person, 'wrong-password', async () => {
        return (await hasher.check(person, 'password', input.current)) === 'right'
      })
      if (waitMs !== undefined) throw errors.WRONG_PASSWORD({ data: { waitMs } })
      await hasher.set(person, 'password', input.password)
      return noteSecret(desk, seat, person, 'password')
    }),

    newRecoveryCode: os.newRecoveryCode.handler(async ({ context: { seat } }) => {
      const { person } = requireRight(seat, 'person.administer')
      const recoveryCode = newRecoveryCode(context.world.random)
      await hasher.set(recoveryOwner, 'recovery', recoveryCode)
      noteSecret(desk, seat, person, 'recovery')
      return { recoveryCode }
    }),
  }
}

/** Says in the log that a secret was set, and where; never the secret. */
export function noteSecret(
  desk: Desk,
  seat: SeatContext['seat'],
  person: string,
  kind: 'password' | 'pin' | 'recovery',
) {
  const { person: by, name } = requireSession(seat)
  const body = { kind, by, site: desk.context.site }
  const { storedAt } = recordAs(desk, seat, { person: by, name }, [
    { kind: secretSet.kind, entity: person, body },
  ])
  tell(desk.context)
  return { storedAt }
}

/** The person is known by the name they gave; one nobody registered is registered here. */
function openByCode(
  desk: Desk,
  seat: SeatContext['seat'],
  input: { readonly name: string; readonly role: 'shift_chief' | 'duty_leader' | 'comms_officer' },
): string {
  const { context, sessions } = desk
  const name = input.name.trim()
  const known = personRows(context.db).find(
    (row) => row.name === name && row.disabledReason === null,
  )
  const person = known?.id ?? newEntity(context)
  const before = sessions.of(seat)
  if (before) endSession(desk, before, seat)
  const id = newSessionId(context)
  recordAs(desk, seat, { person, name }, [
    ...(known
      ? []
      : [{ kind: personRegistered.kind, entity: person, body: { name, phones: [], by: person } }]),
    {
      kind: breakGlassUsed.kind,
      entity: id,
      body: { ...accessOf(desk, seat, person), name, role: input.role },
    },
    ...raiseDrafts(context, {
      kind: 'break-glass',
      subject: id,
      priority: 'high',
      title: '应急登录',
      detail: `${name} 在${seat.name}用恢复码以${roleWord(input.role)}身份登录`,
    }),
  ])
  const token = sessions.open(seat, { id, person, name, breakGlassRole: input.role })
  tell(context)
  return token
}
