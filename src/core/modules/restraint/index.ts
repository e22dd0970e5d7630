/** What may endanger who holds a radio: stun, revive, remote monitoring. Two persons decide. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { possibleWitnesses } from '../people/index.ts'
import { requestProjection } from './apply.ts'
import { ask, confirm, confirmHere, refuseRequest, withdraw } from './commands.ts'
import { restraintContract } from './contract.ts'
import { restraintFacts } from './facts.ts'
import { requestList } from './queries.ts'
import { watchRequests } from './watch.ts'

function restraintRouter(context: CoreContext) {
  const os = implement(restraintContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ input, context: { seat } }) =>
      requestList(context, requireSession(seat), input.limit),
    ),
    witnesses: os.witnesses.handler(({ context: { seat } }) => {
      const { person } = requireRight(seat, 'radio.restrain')
      return possibleWitnesses(context, person, 'radio.restrain')
    }),
    ask: os.ask.handler(({ input, errors, context: { seat } }) => {
      const done = ask(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'unsupported':
          throw errors.UNSUPPORTED()
        case 'no-gateway':
          throw errors.NO_GATEWAY()
        case 'drill':
          throw errors.DRILL()
        case 'already-asked':
          throw errors.ALREADY_ASKED()
        default:
          return assertNever(done.code)
      }
    }),
    confirm: os.confirm.handler(({ input, errors, context: { seat } }) => {
      const done = confirm(context, seat, input.request)
      if (done.ok) return done.value
      switch (done.code) {
        case 'gone':
          throw errors.GONE()
        case 'same-person':
          throw errors.SAME_PERSON()
        case 'no-right':
          throw errors.NO_RIGHT({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    confirmHere: os.confirmHere.handler(async ({ input, errors, context: { seat } }) => {
      const { request, ...proof } = input
      const done = await confirmHere(context, seat, request, proof)
      if (done.ok) return done.value
      switch (done.code) {
        case 'gone':
          throw errors.GONE()
        case 'same-person':
          throw errors.SAME_PERSON()
        case 'no-right':
          throw errors.NO_RIGHT({ data: done.data })
        case 'wrong-secret':
          throw errors.WRONG_SECRET({ data: done.data })
        case 'unknown-person':
        case 'not-enrolled':
          throw errors.NOT_ENROLLED()
        case 'pin-not-allowed':
          throw errors.PIN_NOT_ALLOWED()
        default:
          return assertNever(done)
      }
    }),
    refuse: os.refuse.handler(({ input, errors, context: { seat } }) => {
      const done = refuseRequest(context, seat, input.request, input.reason)
      if (done.ok) return done.value
      throw errors.GONE()
    }),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) => {
      const done = withdraw(context, seat, input.request)
      if (done.ok) return done.value
      throw done.code === 'gone' ? errors.GONE() : errors.NOT_YOURS()
    }),
  }
}

export const restraintModule: Module = {
  name: 'restraint',
  facts: restraintFacts,
  projections: [requestProjection],
  start: watchRequests,
  router: restraintRouter,
}
