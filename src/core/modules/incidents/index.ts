import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { incidentProjection } from './apply.ts'
import { openIncident, setIncidentField, setIncidentStatus } from './commands.ts'
import { incidentsContract } from './contract.ts'
import { incidentFacts } from './facts.ts'
import { alertBoxes, categoryList, incidentList, incidentRow, incidentShown } from './queries.ts'

export { incidentFacts, incidentOpened } from './facts.ts'
export { incidentProjection } from './apply.ts'
export { endedUnarchived, incidentRow, incidentShown } from './queries.ts'
export type { IncidentRow } from './tables.ts'

function incidentsRouter(context: CoreContext) {
  const os = implement(incidentsContract).$context<SeatContext>()
  return {
    open: os.open.handler(({ input, errors, context: { seat } }) => {
      const done = openIncident(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'in-future' ? errors.IN_FUTURE() : errors.UNKNOWN_CATEGORY()
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
  projections: [incidentProjection],
  router: incidentsRouter,
}
