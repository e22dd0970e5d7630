/** 查岗: calls to the duty desks of others, with the seconds until they answered. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
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
    begin: os.begin.handler(({ input, errors, context: { seat } }) => {
      const done = beginCheck(context, seat, input)
      if (!done.ok) throw done.code === 'running' ? errors.RUNNING() : errors.IN_FUTURE()
      const { id, at, storedAt } = done.value
      return { id, at, storedAt }
    }),
    answered: os.answered.handler(({ input, errors, context: { seat } }) => {
      const done = noteAnswer(context, seat, input.check)
      if (done.ok) return { answerSecs: done.value.answerSecs, storedAt: done.value.storedAt }
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-running':
          throw errors.NOT_RUNNING()
        case 'already':
          throw errors.ALREADY()
        default:
          return assertNever(done)
      }
    }),
    conclude: os.conclude.handler(({ input, errors, context: { seat } }) => {
      const done = concludeCheck(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'not-running':
          throw errors.NOT_RUNNING()
        case 'problem-needed':
          throw errors.PROBLEM_NEEDED()
        case 'answer-needed':
          throw errors.ANSWER_NEEDED()
        default:
          return assertNever(done)
      }
    }),
    markFixed: os.markFixed.handler(({ input, errors, context: { seat } }) => {
      const done = markFixed(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.NOTHING_OPEN()
    }),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) => {
      const done = withdrawCheck(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.NOT_RUNNING()
    }),
  }
}

export const spotChecksModule: Module = {
  name: 'spotChecks',
  facts: spotCheckFacts,
  projections: [spotCheckProjection],
  router: spotChecksRouter,
}
