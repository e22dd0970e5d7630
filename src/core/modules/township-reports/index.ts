/** 乡镇在岗报告和零报告: by when, who has, who has not, who was chased. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { reportSlotProjection, townshipReportProjection } from './apply.ts'
import { reportSlots, townshipBoard } from './board.ts'
import { chaseTownship, receiveReport, setReportSlot, withdrawReport } from './commands.ts'
import { townshipReportsContract } from './contract.ts'
import { reportFacts, slotFacts } from './facts.ts'
import { watchTownships } from './watch.ts'

function townshipReportsRouter(context: CoreContext) {
  const os = implement(townshipReportsContract).$context<SeatContext>()
  return {
    board: os.board.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return townshipBoard(context, input.day ?? null)
    }),
    slots: os.slots.handler(({ context: { seat } }) => {
      requireSession(seat)
      return reportSlots(context)
    }),
    setSlot: os.setSlot.handler(({ input, errors, context: { seat } }) => {
      const done = setReportSlot(context, seat, input)
      if (!done.ok) throw errors.BAD_TIME()
      return { id: done.value.id, storedAt: done.value.storedAt }
    }),
    receive: os.receive.handler(({ input, errors, context: { seat } }) => {
      const done = receiveReport(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      switch (done.code) {
        case 'unknown':
          throw errors.UNKNOWN()
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'text-needed':
          throw errors.TEXT_NEEDED()
        default:
          return assertNever(done)
      }
    }),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) => {
      const done = withdrawReport(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'unknown' ? errors.UNKNOWN() : errors.NOTHING()
    }),
    chase: os.chase.handler(({ input, errors, context: { seat } }) => {
      const done = chaseTownship(context, seat, input)
      if (!done.ok) throw errors.UNKNOWN()
      return { storedAt: done.value.storedAt }
    }),
  }
}

export const townshipReportsModule: Module = {
  name: 'townshipReports',
  facts: [...slotFacts, ...reportFacts],
  projections: [reportSlotProjection, townshipReportProjection],
  start: watchTownships,
  router: townshipReportsRouter,
}
