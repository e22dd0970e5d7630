import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { incidentProjection } from './apply.ts'
import { callProjection, callsOf } from './calls.ts'
import { setIncidentField, setIncidentStatus } from './commands.ts'
import { incidentsContract } from './contract.ts'
import { duplicates } from './duplicates.ts'
import { incidentFacts } from './facts.ts'
import { addFurtherCall, openIncident } from './intake.ts'
import { alertBoxes, categoryList, incidentList, incidentRow, incidentShown } from './queries.ts'

export { incidentFacts, incidentOpened } from './facts.ts'
export { incidentProjection } from './apply.ts'
export { endedUnarchived, incidentRow, incidentShown } from './queries.ts'
export type { IncidentRow } from './tables.ts'
export { callProjection, callsFromPhone, callsOf, incidentOfPhoneCall } from './calls.ts'
export { duplicates } from './duplicates.ts'
export { addFurtherCall, openIncident } from './intake.ts'
export { shownNumber } from './queries.ts'
export type { FurtherCall } from './intake-contract.ts'

function incidentsRouter(context: CoreContext) {
  const os = implement(incidentsContract).$context<SeatContext>()
  return {
    open: os.open.handler(({ input, errors, context: { seat } }) => {
      const done = openIncident(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'in-future' ? errors.IN_FUTURE() : errors.UNKNOWN_CATEGORY()
    }),
    duplicates: os.duplicates.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return duplicates(context, input)
    }),
    addCall: os.addCall.handler(({ input, errors, context: { seat } }) => {
      const done = addFurtherCall(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'in-future' ? errors.IN_FUTURE() : errors.NOT_FOUND()
    }),
    calls: os.calls.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return callsOf(context.db, input.incident)
    }),
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return incidentList(context)
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = incidentRow(context.db, input.incident)
      if (!row) throw errors.NOT_FOUND()
      return incidentShown(context, row)
    }),
    setField: os.setField.handler(({ input, errors, context: { seat } }) => {
      const done = setIncidentField(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'bad-value':
          throw errors.BAD_VALUE()
        case 'unknown-category':
          throw errors.UNKNOWN_CATEGORY()
        default:
          return assertNever(done)
      }
    }),
    setStatus: os.setStatus.handler(({ input, errors, context: { seat } }) => {
      const done = setIncidentStatus(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ data: done.data })
        case 'reason-needed':
          throw errors.REASON_NEEDED()
        default:
          return assertNever(done)
      }
    }),
    categories: os.categories.handler(() => categoryList(context)),
    boxes: os.boxes.handler(({ context: { seat } }) => {
      requireSession(seat)
      return alertBoxes(context)
    }),
  }
}

export const incidentsModule: Module = {
  name: 'incidents',
  facts: incidentFacts,
  projections: [incidentProjection, callProjection],
  router: incidentsRouter,
}
