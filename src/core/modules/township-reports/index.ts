/** 乡镇在岗报告和零报告: by when, who has, who has not, who was chased. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
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
    setSlot: os.setSlot.handler(({ input, errors, context: { seat } }) =>
      orThrow(setReportSlot(context, seat, input), errors),
    ),
    receive: os.receive.handler(({ input, errors, context: { seat } }) =>
      orThrow(receiveReport(context, seat, input), errors),
    ),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) =>
      orThrow(withdrawReport(context, seat, input), errors),
    ),
    chase: os.chase.handler(({ input, errors, context: { seat } }) =>
      orThrow(chaseTownship(context, seat, input), errors),
    ),
  }
}

export const townshipReportsModule: Module = {
  name: 'townshipReports',
  facts: [...slotFacts, ...reportFacts],
  projections: [reportSlotProjection, townshipReportProjection],
  start: watchTownships,
  router: townshipReportsRouter,
}
