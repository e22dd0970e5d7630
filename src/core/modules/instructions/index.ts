/** 领导批示指示: written down word for word, conveyed, chased, answered, reported back. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { Result } from '../../kernel/result.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { instructionProjection } from './apply.ts'
import { instructionsContract } from './contract.ts'
import { instructionFacts } from './facts.ts'
import {
  chaseInstruction,
  conveyInstruction,
  feedBackInstruction,
  stepInstruction,
} from './handling.ts'
import { watchInstructions } from './watch.ts'
import { instructionDetail, instructionList, type Reading } from './queries.ts'
import {
  addAssignee,
  amendInstruction,
  receiveInstruction,
  type NotNow,
  type Stored,
} from './receiving.ts'
import type { InstructionState, Overdue } from './words.ts'

export { instructionProjection } from './apply.ts'
export { documents } from './document.ts'
export { instructionFacts } from './facts.ts'

export interface OpenInstruction {
  readonly id: string
  readonly number: string
  readonly from: string
  readonly text: string
  /** UTC epoch milliseconds; null: the leader set none and no unit was told yet. */
  readonly due: number | null
  readonly status: InstructionState
  readonly statusWord: string
  readonly overdue: Overdue | null
  readonly assignees: readonly string[]
}

/** What is not closed: overdue first, then by what is due first. */
export function openInstructions(context: Reading): OpenInstruction[] {
  return instructionList(context, { which: 'open', limit: 500 }).map(
    ({ id, number, from, text, dueAt, status, statusWord, overdue, assignees }) => ({
      id,
      number,
      from: from.name,
      text,
      due: dueAt,
      status,
      statusWord,
      overdue,
      assignees: assignees.map(({ name }) => name),
    }),
  )
}

function instructionsRouter(context: CoreContext) {
  const os = implement(instructionsContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return instructionList(context, input)
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const detail = instructionDetail(context, input.instruction)
      if (!detail) throw errors.NOT_FOUND()
      return detail
    }),
    receive: os.receive.handler(({ input, errors, context: { seat } }) => {
      const done = receiveInstruction(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'due-before-given':
          throw errors.DUE_BEFORE_GIVEN()
        case 'same-assignee':
          throw errors.SAME_ASSIGNEE({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    addAssignee: os.addAssignee.handler(({ input, errors, context: { seat } }) => {
      const done = addAssignee(context, seat, input)
      if (done.ok) return done.value
      if (done.code === 'same-assignee') throw errors.SAME_ASSIGNEE({ data: done.data })
      return notNow(done, errors)
    }),
    amend: os.amend.handler(({ input, errors, context: { seat } }) => {
      const done = amendInstruction(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'no-value':
          throw errors.NO_VALUE()
        case 'same-value':
          throw errors.SAME_VALUE()
        case 'bad-due':
          throw errors.BAD_DUE()
        case 'not-found':
        case 'not-allowed':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    convey: os.convey.handler(({ input, errors, context: { seat } }) => {
      const done = conveyInstruction(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'before-given':
          throw errors.BEFORE_GIVEN()
        case 'not-found':
        case 'not-allowed':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    feedBack: os.feedBack.handler(({ input, errors, context: { seat } }) => {
      const done = feedBackInstruction(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'before-given':
          throw errors.BEFORE_GIVEN()
        case 'not-found':
        case 'not-allowed':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    chase: os.chase.handler(({ input, errors, context: { seat } }) =>
      orNotNow(chaseInstruction(context, seat, input), errors),
    ),
    begin: os.begin.handler(({ input, errors, context: { seat } }) =>
      orNotNow(
        stepInstruction(context, seat, input.instruction, { step: 'doing', reason: '' }),
        errors,
      ),
    ),
    close: os.close.handler(({ input, errors, context: { seat } }) => {
      const { instruction, to, means, words } = input
      const report = { to: to.trim(), means, words: words.trim() }
      return orNotNow(
        stepInstruction(context, seat, instruction, { step: 'closed', reason: '', report }),
        errors,
      )
    }),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) => {
      const { instruction, reason } = input
      return orNotNow(
        stepInstruction(context, seat, instruction, { step: 'withdrawn', reason }),
        errors,
      )
    }),
    sendBack: os.sendBack.handler(({ input, errors, context: { seat } }) => {
      const { instruction, reason } = input
      return orNotNow(
        stepInstruction(context, seat, instruction, { step: 'returned', reason }),
        errors,
      )
    }),
    reopen: os.reopen.handler(({ input, errors, context: { seat } }) => {
      const { instruction, reason } = input
      return orNotNow(
        stepInstruction(context, seat, instruction, { step: 'reopened', reason }),
        errors,
      )
    }),
  }
}

interface NotNowErrors {
  NOT_FOUND: () => Error
  NOT_ALLOWED: (options: { message: string }) => Error
}

/** @throws the refusal, with the sentence that says what may be done instead */
function notNow(refusal: NotNow, errors: NotNowErrors): never {
  throw refusal.code === 'not-found'
    ? errors.NOT_FOUND()
    : errors.NOT_ALLOWED({ message: refusal.data.sentence })
}

function orNotNow(done: Result<Stored, NotNow>, errors: NotNowErrors): Stored {
  return done.ok ? done.value : notNow(done, errors)
}

export const instructionsModule: Module = {
  name: 'instructions',
  facts: instructionFacts,
  projections: [instructionProjection],
  start: watchInstructions,
  router: instructionsRouter,
}
