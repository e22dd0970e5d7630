/** 领导批示指示: written down word for word, conveyed, chased, answered, reported back. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
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
import { addAssignee, amendInstruction, receiveInstruction } from './receiving.ts'
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
    receive: os.receive.handler(({ input, errors, context: { seat } }) =>
      orThrow(receiveInstruction(context, seat, input), errors),
    ),
    addAssignee: os.addAssignee.handler(({ input, errors, context: { seat } }) =>
      orThrow(addAssignee(context, seat, input), errors),
    ),
    amend: os.amend.handler(({ input, errors, context: { seat } }) =>
      orThrow(amendInstruction(context, seat, input), errors),
    ),
    convey: os.convey.handler(({ input, errors, context: { seat } }) =>
      orThrow(conveyInstruction(context, seat, input), errors),
    ),
    feedBack: os.feedBack.handler(({ input, errors, context: { seat } }) =>
      orThrow(feedBackInstruction(context, seat, input), errors),
    ),
    chase: os.chase.handler(({ input, errors, context: { seat } }) =>
      orThrow(chaseInstruction(context, seat, input), errors),
    ),
    begin: os.begin.handler(({ input: { instruction }, errors, context: { seat } }) =>
      orThrow(stepInstruction(context, seat, instruction, { step: 'doing', reason: '' }), errors),
    ),
    close: os.close.handler(({ input, errors, context: { seat } }) => {
      const { instruction, to, means, words } = input
      const report = { to: to.trim(), means, words: words.trim() }
      const step = { step: 'closed', reason: '', report } as const
      return orThrow(stepInstruction(context, seat, instruction, step), errors)
    }),
    withdraw: os.withdraw.handler(({ input: { instruction, reason }, errors, context: { seat } }) =>
      orThrow(stepInstruction(context, seat, instruction, { step: 'withdrawn', reason }), errors),
    ),
    sendBack: os.sendBack.handler(({ input: { instruction, reason }, errors, context: { seat } }) =>
      orThrow(stepInstruction(context, seat, instruction, { step: 'returned', reason }), errors),
    ),
    reopen: os.reopen.handler(({ input: { instruction, reason }, errors, context: { seat } }) =>
      orThrow(stepInstruction(context, seat, instruction, { step: 'reopened', reason }), errors),
    ),
  }
}

export const instructionsModule: Module = {
  name: 'instructions',
  facts: instructionFacts,
  projections: [instructionProjection],
  start: watchInstructions,
  router: instructionsRouter,
}
