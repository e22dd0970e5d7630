/** 查岗: calls to the duty desks of others, with the seconds until they answered. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
import { requireSession } from '../../seat-log.ts'
import { ruleValue } from '../rules/index.ts'
import { spotCheckProjection } from './apply.ts'
import { beginCheck, concludeCheck, markFixed, noteAnswer, withdrawCheck } from './commands.ts'
import { spotChecksContract } from './contract.ts'
import { spotCheckFacts } from './facts.ts'
import { spotChecks, spotTargets } from './queries.ts'

export { documents } from './document.ts'

function spotChecksRouter(context: CoreContext) {
  const os = implement(spotChecksContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return spotChecks(context, input.limit)
    }),
    targets: os.targets.handler(({ context: { seat } }) => {
      requireSession(seat)
      return spotTargets(context)
    }),
    limit: os.limit.handler(({ context: { seat } }) => {
      requireSession(seat)
      return { slowSecs: ruleValue(context, 'duty.answer') }
    }),
    begin: os.begin.handler(({ input, errors, context: { seat } }) =>
      orThrow(beginCheck(context, seat, input), errors),
    ),
    answered: os.answered.handler(({ input, errors, context: { seat } }) =>
      orThrow(noteAnswer(context, seat, input.check), errors),
    ),
    conclude: os.conclude.handler(({ input, errors, context: { seat } }) =>
      orThrow(concludeCheck(context, seat, input), errors),
    ),
    markFixed: os.markFixed.handler(({ input, errors, context: { seat } }) =>
      orThrow(markFixed(context, seat, input), errors),
    ),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) =>
      orThrow(withdrawCheck(context, seat, input), errors),
    ),
  }
}

export const spotChecksModule: Module = {
  name: 'spotChecks',
  facts: spotCheckFacts,
  projections: [spotCheckProjection],
  router: spotChecksRouter,
}
