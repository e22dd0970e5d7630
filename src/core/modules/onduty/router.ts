import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { signOnCandidates } from './candidates.ts'
import { ondutyContract, type DutyPerson, type OnDutyNow } from './contract.ts'
import { dutyNow } from './now.ts'
import { noteCall, signOff, signOn } from './sign-on.ts'

/** The title bar names who is on duty before anybody signed in; telephones are not for everybody. */
function namesOnly(duty: OnDutyNow): OnDutyNow {
  const bare = (one: DutyPerson): DutyPerson => ({
    ...one,
    phone: '',
    calls: [],
    standReason: '',
    note: '',
    signedOffReason: '',
  })
  return { ...duty, people: duty.people.map(bare), coming: duty.coming.map(bare) }
}

export function ondutyRouter(context: CoreContext) {
  const os = implement(ondutyContract).$context<SeatContext>()
  return {
    now: os.now.handler(({ context: { seat } }) =>
      seat.session ? dutyNow(context) : namesOnly(dutyNow(context)),
    ),
    candidates: os.candidates.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const found = signOnCandidates(context, input.shift)
      if (!found) throw errors.NOT_FOUND()
      return found
    }),
    signOn: os.signOn.handler(async ({ input, errors, context: { seat } }) => {
      const done = await signOn(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt, lateByMin: done.value.lateByMin }
      switch (done.code) {
        case 'no-shift':
          throw errors.NO_SHIFT()
        case 'too-early':
          throw errors.TOO_EARLY({ data: done.data })
        case 'shift-over':
          throw errors.SHIFT_OVER()
        case 'already-on':
          throw errors.ALREADY_ON({ data: done.data })
        case 'not-on-roster':
          throw errors.NOT_ON_ROSTER()
        case 'at-seat':
          throw errors.AT_SEAT()
        case 'needs-proof':
          throw errors.NEEDS_PROOF()
        case 'not-enrolled':
          throw errors.NOT_ENROLLED()
        case 'pin-not-allowed':
          throw errors.PIN_NOT_ALLOWED()
        case 'wrong-secret':
          throw errors.WRONG_SECRET({ data: done.data })
        case 'not-found':
        case 'unknown-person':
          throw errors.NOT_FOUND()
        default:
          return assertNever(done)
      }
    }),
    signOff: os.signOff.handler(({ input, errors, context: { seat } }) => {
      const done = signOff(context, seat, input)
      if (!done.ok) throw errors.NOT_ON()
      return { storedAt: done.value.storedAt }
    }),
    noteCall: os.noteCall.handler(({ input, errors, context: { seat } }) => {
      const done = noteCall(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'no-shift' ? errors.NO_SHIFT() : errors.NOT_ON_ROSTER()
    }),
  }
}
