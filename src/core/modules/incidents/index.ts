/** Incidents: from the first call to the archived record. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { incidentProjection } from './apply.ts'
import { callProjection, callsOf } from './calls.ts'
import { taskProjection } from './apply-tasks.ts'
import { fallsSentence, reportCasualties, reportLosses } from './casualties.ts'
import { setIncidentField } from './commands.ts'
import { incidentsContract } from './contract.ts'
import { decideGrade, setResponse, setWarningColour } from './decisions.ts'
import { duplicates } from './duplicates.ts'
import { incidentFacts, taskFacts } from './facts.ts'
import { addFurtherCall, openIncident } from './intake.ts'
import { setIncidentPoint } from './point.ts'
import { alertBoxes, categoryList, findIncidents, incidentList } from './queries.ts'
import { incidentRecord } from './record.ts'
import { issueTask, setTaskStatus, overdueTasks } from './tasks.ts'
import { setIncidentStatus } from './transition.ts'

export { incidentProjection } from './apply.ts'
export { incidentFacts, incidentOpened } from './facts.ts'
export { figuresText, reportCasualties } from './casualties.ts'
export { addClosingGuard, keepUnits, type Release, type UnitsKeeper } from './closing.ts'
export { decideGrade } from './decisions.ts'
export {
  casualtiesOf,
  endedUnarchived,
  gradeHistory,
  gradesOf,
  incidentBrief,
  incidentList,
  incidentRow,
  incidentRows,
  incidentsBetween,
  incidentsReceived,
  mainIncident,
  mergedIds,
  openIncidentIds,
  shownNumber,
  shownValue,
} from './queries.ts'
export { recordOf as incidentShown } from './record.ts'
export type { IncidentSpan } from './queries.ts'
export type { IncidentRow } from './tables.ts'
export { issueTask, overdueTasks } from './tasks.ts'
export { setIncidentStatus } from './transition.ts'
export { incidentMachine, needWords, taskMachine } from './words.ts'
export { callProjection, callsFromPhone, callsOf, incidentOfPhoneCall } from './calls.ts'
export { addFurtherCall, openIncident } from './intake.ts'

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
    find: os.find.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return findIncidents(context, input.query)
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const shown = incidentRecord(context, input.incident)
      if (!shown) throw errors.NOT_FOUND()
      return shown
    }),
    setPoint: os.setPoint.handler(({ input, errors, context: { seat } }) => {
      const done = setIncidentPoint(context, seat, input.incident, input.point)
      if (done.ok) return done.value
      throw done.code === 'no-point' ? errors.NO_POINT() : errors.NOT_FOUND()
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
    categories: os.categories.handler(() => categoryList(context)),
    boxes: os.boxes.handler(({ context: { seat } }) => {
      requireSession(seat)
      return alertBoxes(context)
    }),
    ...workflowRouter(context),
    ...recordRouter(context),
    ...taskRouter(context),
  }
}

function workflowRouter(context: CoreContext) {
  const os = implement(incidentsContract).$context<SeatContext>()
  return {
    setStatus: os.setStatus.handler(({ input, errors, context: { seat } }) => {
      const done = setIncidentStatus(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-allowed': {
          const { from, to, why } = done.data
          throw errors.NOT_ALLOWED({ message: why, data: { from, to } })
        }
        case 'reason-needed':
          throw errors.REASON_NEEDED()
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'not-ready': {
          const message = done.data.asks.map(({ sentence }) => sentence).join('')
          throw errors.NOT_READY({ message, data: done.data })
        }
        default:
          return assertNever(done)
      }
    }),
    decideGrade: os.decideGrade.handler(({ input, errors, context: { seat } }) => {
      const done = decideGrade(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'closed':
          throw errors.CLOSED()
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    setResponse: os.setResponse.handler(({ input, errors, context: { seat } }) => {
      const done = setResponse(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'elements-needed':
          throw errors.ELEMENTS_NEEDED()
        case 'not-running':
          throw errors.NOT_RUNNING()
        case 'past':
          throw errors.PAST()
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    setWarningColour: os.setWarningColour.handler(({ input, errors, context: { seat } }) => {
      const done = setWarningColour(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return done.value
    }),
  }
}

function recordRouter(context: CoreContext) {
  const os = implement(incidentsContract).$context<SeatContext>()
  return {
    reportCasualties: os.reportCasualties.handler(({ input, errors, context: { seat } }) => {
      const done = reportCasualties(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'falls':
          throw errors.FALLS({ message: fallsSentence(done.data.falls), data: done.data })
        default:
          return assertNever(done)
      }
    }),
    reportLosses: os.reportLosses.handler(({ input, errors, context: { seat } }) => {
      const done = reportLosses(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'nothing':
          throw errors.NOTHING()
        default:
          return assertNever(done)
      }
    }),
  }
}

function taskRouter(context: CoreContext) {
  const os = implement(incidentsContract).$context<SeatContext>()
  return {
    overdueTasks: os.overdueTasks.handler(({ context: { seat } }) => {
      requireSession(seat)
      return overdueTasks(context.db, context.world.clock.nowMs())
    }),
    issueTask: os.issueTask.handler(({ input, errors, context: { seat } }) => {
      const done = issueTask(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'closed':
          throw errors.CLOSED()
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'past':
          throw errors.PAST()
        default:
          return assertNever(done)
      }
    }),
    setTaskStatus: os.setTaskStatus.handler(({ input, errors, context: { seat } }) => {
      const done = setTaskStatus(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-allowed':
          throw errors.NOT_ALLOWED_TASK({ message: done.data.why })
        case 'reason-needed':
          throw errors.REASON_NEEDED()
        case 'in-future':
          throw errors.IN_FUTURE()
        default:
          return assertNever(done)
      }
    }),
  }
}

export const incidentsModule: Module = {
  name: 'incidents',
  facts: [...incidentFacts, ...taskFacts],
  projections: [incidentProjection, callProjection, taskProjection],
  router: incidentsRouter,
}
