/** Reports of an incident: drafting, review, signature, sending, receipt, and the limits they keep. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { filingProjection, reportProjection } from './apply.ts'
import { reportBoard, tightestClocks } from './board.ts'
import { reportsContract } from './contract.ts'
import { draftReport, setReportText } from './drafting.ts'
import { filingFacts, reportFacts } from './facts.ts'
import { reportClocks } from './limits.ts'
import { reportDetail, reportRow, reportsOf } from './queries.ts'
import { deadlineTable, recipients } from './reference.ts'
import { acknowledgeReport, fileReport, sendReport } from './sending.ts'
import { stepReport } from './steps.ts'
import { guardClosing, watchLimits } from './watch.ts'

export { reportBoard } from './board.ts'
export { reportClocks } from './limits.ts'
export { reportsOf, sendingsBetween } from './queries.ts'
export { draftReport } from './drafting.ts'
export { documents } from './documents/index.ts'
export { reportFacts } from './facts.ts'
export { reportProjection } from './apply.ts'
export type { ReportClock } from './contract.ts'

function router(context: CoreContext) {
  const os = implement(reportsContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return {
        reports: reportsOf(context, input.incident),
        clocks: reportClocks(context, input.incident),
        asOf: context.world.clock.nowMs(),
      }
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = reportRow(context.db, input.report)
      if (!row) throw errors.NOT_FOUND()
      return reportDetail(context, row)
    }),
    board: os.board.handler(({ context: { seat } }) => {
      requireSession(seat)
      return reportBoard(context)
    }),
    tightest: os.tightest.handler(({ context: { seat } }) => {
      requireSession(seat)
      return tightestClocks(context)
    }),
    rules: os.rules.handler(({ context: { seat } }) => {
      requireSession(seat)
      return deadlineTable(context)
    }),
    recipients: os.recipients.handler(({ context: { seat } }) => {
      requireSession(seat)
      return recipients(context)
    }),
    draft: os.draft.handler(({ input, errors, context: { seat } }) => {
      const done = draftReport(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return done.value
    }),
    setText: os.setText.handler(({ input, errors, context: { seat } }) => {
      const done = setReportText(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'unknown-element':
          throw errors.UNKNOWN_ELEMENT()
        case 'locked':
          throw errors.LOCKED({ message: done.data.sentence, data: done.data })
        default:
          return assertNever(done)
      }
    }),
    step: os.step.handler(({ input, errors, context: { seat } }) => {
      const done = stepReport(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message: done.data.sentence, data: done.data })
        case 'reason-needed':
          throw errors.REASON_NEEDED()
        case 'no-title':
          throw errors.NO_TITLE()
        case 'changed':
          throw errors.CHANGED()
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    send: os.send.handler(({ input, errors, context: { seat } }) => {
      const done = sendReport(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message: done.data.sentence, data: done.data })
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'too-early':
          throw errors.TOO_EARLY()
        default:
          return assertNever(done)
      }
    }),
    acknowledge: os.acknowledge.handler(({ input, errors, context: { seat } }) => {
      const done = acknowledgeReport(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'already-acknowledged':
          throw errors.ALREADY_ACKNOWLEDGED()
        case 'before-sent':
          throw errors.BEFORE_SENT()
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'too-early':
          throw errors.TOO_EARLY()
        default:
          return assertNever(done)
      }
    }),
    file: os.file.handler(({ input, errors, context: { seat } }) => {
      const done = fileReport(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'unknown-rule':
          throw errors.UNKNOWN_RULE()
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'too-early':
          throw errors.TOO_EARLY()
        default:
          return assertNever(done)
      }
    }),
  }
}

export const reportsModule: Module = {
  name: 'reports',
  facts: [...reportFacts, ...filingFacts],
  projections: [reportProjection, filingProjection],
  start(context) {
    guardClosing(context)
    return watchLimits(context)
  },
  router,
}
