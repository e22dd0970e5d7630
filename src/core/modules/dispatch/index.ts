/** Orders to teams (domain §12.8): recommendation, order, read-back, steps, timers. */
import { implement, ORPCError } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import { unitList } from '../teams/index.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { keepUnits } from '../incidents/index.ts'
import { ordersKeeper } from './closing.ts'
import { assignmentProjection, spokenProjection } from './apply.ts'
import { escalate, takeBack } from './corrections.ts'
import { dispatchContract } from './contract.ts'
import { dispatchFacts } from './facts.ts'
import { composeOrder } from './order-text.ts'
import { orderUnits, transfer } from './order.ts'
import { assignmentsOf, dispatchBoard } from './queries.ts'
import { recommend } from './recommend.ts'
import { advance, noteContact, setEta } from './steps.ts'
import { watchDispatch } from './watch.ts'

export type { Assignment } from './contract.ts'
export { dispatchFacts } from './facts.ts'
export { assignmentProjection } from './apply.ts'
export { escalate, takeBack } from './corrections.ts'
export { nearestUnits } from './nearest.ts'
export { orderUnits } from './order.ts'
export { assignmentsOf, openAssignments, openRows } from './queries.ts'
export { contactDraft } from './contact-draft.ts'
export { advance, noteContact } from './steps.ts'
export { dispatchMachine, type AssignmentState } from './words.ts'

function dispatchRouter(context: CoreContext) {
  const os = implement(dispatchContract).$context<SeatContext>()
  return {
    ofIncident: os.ofIncident.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return assignmentsOf(context, input.incident)
    }),
    board: os.board.handler(({ context: { seat } }) => {
      requireSession(seat)
      return dispatchBoard(context)
    }),
    recommend: os.recommend.handler(async ({ input, context: { seat } }) => {
      requireSession(seat)
      const recommendation = await recommend(context, input.incident)
      if (!recommendation) throw new ORPCError('NOT_FOUND')
      return recommendation
    }),
    composed: os.composed.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const unit = unitList(context.db, context.county).find(({ id }) => id === input.unit)
      if (!unit) throw new ORPCError('NOT_FOUND')
      return { text: composeOrder({ callSign: unit.callSign, ...input }, '', context.status) }
    }),
    order: os.order.handler(({ input, errors, context: { seat } }) => {
      const done = orderUnits(context, seat, input)
      if (done.ok) return done.value
      const message = done.data.sentence
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND({ message })
        case 'in-future':
          throw errors.IN_FUTURE({ message })
        case 'due-passed':
          throw errors.DUE_PASSED({ message })
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ message, data: { name: done.data.name } })
        case 'closed':
          throw errors.CLOSED({ message })
        case 'unknown-unit':
          throw errors.UNKNOWN_UNIT({ message })
        case 'already-ordered':
          throw errors.ALREADY_ORDERED({ message, data: { unit: done.data.unit } })
        default:
          return assertNever(done)
      }
    }),
    transfer: os.transfer.handler(({ input, errors, context: { seat } }) => {
      const done = transfer(context, seat, input)
      if (done.ok) return done.value
      const message = done.data.sentence
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND({ message })
        case 'in-future':
          throw errors.IN_FUTURE({ message })
        case 'due-passed':
          throw errors.DUE_PASSED({ message })
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ message, data: { name: done.data.name } })
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message })
        default:
          return assertNever(done)
      }
    }),
    advance: os.advance.handler(({ input, errors, context: { seat } }) => {
      const done = advance(context, seat, input)
      if (done.ok) return done.value
      const message = done.data.sentence
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND({ message })
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message, data: { from: done.data.from, to: done.data.to } })
        case 'reason-needed':
          throw errors.REASON_NEEDED({ message })
        case 'in-future':
          throw errors.IN_FUTURE({ message })
        case 'before-last':
          throw errors.BEFORE_LAST({ message, data: { lastAt: done.data.lastAt } })
        case 'due-passed':
          throw errors.DUE_PASSED({ message })
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ message, data: { name: done.data.name } })
        default:
          return assertNever(done)
      }
    }),
    takeBack: os.takeBack.handler(({ input, errors, context: { seat } }) => {
      const done = takeBack(context, seat, input)
      if (done.ok) return done.value
      const message = done.data.sentence
      throw done.code === 'nothing' ? errors.NOTHING({ message }) : errors.NOT_FOUND({ message })
    }),
    escalate: os.escalate.handler(({ input, errors, context: { seat } }) => {
      const done = escalate(context, seat, input)
      if (done.ok) return done.value
      throw errors.NOT_FOUND({ message: done.data.sentence })
    }),
    setEta: os.setEta.handler(({ input, errors, context: { seat } }) => {
      const done = setEta(context, seat, input)
      if (done.ok) return done.value
      const message = done.data.sentence
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND({ message })
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message })
        case 'due-passed':
          throw errors.DUE_PASSED({ message })
        default:
          return assertNever(done)
      }
    }),
    noteContact: os.noteContact.handler(({ input, errors, context: { seat } }) => {
      const done = noteContact(context, seat, input)
      if (done.ok) return done.value
      const message = done.data.sentence
      throw done.code === 'in-future'
        ? errors.IN_FUTURE({ message })
        : errors.NOT_FOUND({ message })
    }),
  }
}

export const dispatchModule: Module = {
  name: 'dispatch',
  facts: dispatchFacts,
  projections: [assignmentProjection, spokenProjection],
  start(context) {
    keepUnits(context, ordersKeeper(context))
    return watchDispatch(context)
  },
  router: dispatchRouter,
}
