import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { addClosingGuard, needWords } from '../incidents/index.ts'
import { reviewDoneOrWaived, reviewFacts, reviewProjection } from '../review-record/index.ts'
import {
  moveAction,
  noteAction,
  noteRelief,
  openReview,
  stepReview,
  waiveReview,
  withdrawRelief,
  writeSection,
} from './commands.ts'
import { reviewContract } from './contract.ts'
import { watchDue } from './due-watch.ts'
import { reviewShown, timelineShown } from './queries.ts'
import { incidentRecordFor } from './record.ts'

export { reviewDoneOrWaived } from '../review-record/index.ts'
export { documents } from './document.ts'

function reviewRouter(context: CoreContext) {
  const os = implement(reviewContract).$context<SeatContext>()
  return {
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const record = incidentRecordFor(context, input.incident)
      if (!record) throw errors.NOT_FOUND()
      return reviewShown(context, record)
    }),
    timeline: os.timeline.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const record = incidentRecordFor(context, input.incident)
      if (!record) throw errors.NOT_FOUND()
      return timelineShown(record, input.widthPx)
    }),
    open: os.open.handler(({ input, errors, context: { seat } }) => {
      const done = openReview(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-ended':
          throw errors.NOT_ENDED()
        case 'already-open':
          throw errors.ALREADY_OPEN()
        default:
          return assertNever(done)
      }
    }),
    writeSection: os.writeSection.handler(({ input, errors, context: { seat } }) => {
      const done = writeSection(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'signed' ? errors.SIGNED() : errors.NOT_OPENED()
    }),
    step: os.step.handler(({ input, errors, context: { seat } }) => {
      const done = stepReview(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-opened':
          throw errors.NOT_OPENED()
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message: done.data.reason, data: done.data })
        case 'reason-needed':
          throw errors.REASON_NEEDED()
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    noteAction: os.noteAction.handler(({ input, errors, context: { seat } }) => {
      const done = noteAction(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-opened':
          throw errors.NOT_OPENED()
        case 'bad-day':
          throw errors.BAD_DAY()
        case 'closed':
          throw errors.CLOSED()
        default:
          return assertNever(done)
      }
    }),
    moveAction: os.moveAction.handler(({ input, errors, context: { seat } }) => {
      const done = moveAction(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message: done.data.reason, data: done.data })
        case 'reason-needed':
          throw errors.REASON_NEEDED()
        default:
          return assertNever(done)
      }
    }),
    noteRelief: os.noteRelief.handler(({ input, errors, context: { seat } }) => {
      const done = noteRelief(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'in-future' ? errors.IN_FUTURE() : errors.NOT_FOUND()
    }),
    withdrawRelief: os.withdrawRelief.handler(({ input, errors, context: { seat } }) => {
      const done = withdrawRelief(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'already-withdrawn' ? errors.ALREADY_WITHDRAWN() : errors.NOT_FOUND()
    }),
    waive: os.waive.handler(({ input, errors, context: { seat } }) => {
      const done = waiveReview(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'already-done':
          throw errors.ALREADY_DONE()
        case 'already-waived':
          throw errors.ALREADY_WAIVED()
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
  }
}

export const reviewModule: Module = {
  name: 'review',
  facts: reviewFacts,
  projections: [reviewProjection],
  start(context) {
    addClosingGuard(context, {
      need: 'review',
      missing: (incident) => (reviewDoneOrWaived(context.db, incident) ? null : needWords.review),
    })
    return watchDue(context)
  },
  router: reviewRouter,
}
