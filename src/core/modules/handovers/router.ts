import { implement } from '@orpc/server'
import type { CoreContext, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
import { requireSession } from '../../seat-log.ts'
import {
  acceptItem,
  answerItem,
  beginHandover,
  identifyIncoming,
  returnAll,
  returnItem,
} from './accepting.ts'
import { handoverCandidates } from './candidates.ts'
import { handoversContract } from './contract.ts'
import { countInventory, inventoryShown, loansShown, noteLoan, returnLoan } from './loans.ts'
import { noteClock, setLeader, setNote } from './preparing.ts'
import { closedSheet, handoverHistory } from './past.ts'
import { handoverSheet } from './sheet.ts'
import { signHandover, unsealHandover } from './signing.ts'
import { handoverState } from './state.ts'
import { handoverRow } from './stores.ts'
import { verifySheet } from './verifying.ts'

export function handoversRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    now: os.now.handler(({ context: { seat } }) => {
      requireSession(seat)
      return handoverSheet(context, seat)
    }),
    state: os.state.handler(({ context: { seat } }) => {
      requireSession(seat)
      return handoverState(context)
    }),
    candidates: os.candidates.handler(({ context: { seat } }) => {
      requireSession(seat)
      return handoverCandidates(context)
    }),
    setNote: os.setNote.handler(({ input, errors, context: { seat } }) =>
      orThrow(setNote(context, seat, input), errors),
    ),
    setLeader: os.setLeader.handler(({ input, errors, context: { seat } }) =>
      orThrow(setLeader(context, seat, input), errors),
    ),
    noteClock: os.noteClock.handler(({ input, errors, context: { seat } }) =>
      orThrow(noteClock(context, seat, input.reason), errors),
    ),
    ...acceptingRouter(context),
    ...signingRouter(context),
    ...storesRouter(context),
    ...pastRouter(context),
  }
}

function acceptingRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    begin: os.begin.handler(async ({ input, errors, context: { seat } }) =>
      orThrow(await beginHandover(context, seat, input), errors),
    ),
    identify: os.identify.handler(async ({ input, errors, context: { seat } }) =>
      orThrow(await identifyIncoming(context, seat, input), errors),
    ),
    accept: os.accept.handler(({ input, errors, context: { seat } }) =>
      orThrow(acceptItem(context, seat, input), errors),
    ),
    returnItem: os.returnItem.handler(({ input, errors, context: { seat } }) =>
      orThrow(returnItem(context, seat, input), errors),
    ),
    answer: os.answer.handler(({ input, errors, context: { seat } }) =>
      orThrow(answerItem(context, seat, input), errors),
    ),
    returnAll: os.returnAll.handler(({ input, errors, context: { seat } }) =>
      orThrow(returnAll(context, seat, input.reason), errors),
    ),
  }
}

function signingRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    sign: os.sign.handler(async ({ input, errors, context: { seat } }) =>
      orThrow(await signHandover(context, seat, input), errors),
    ),
    unseal: os.unseal.handler(({ input, errors, context: { seat } }) =>
      orThrow(unsealHandover(context, seat, input.reason), errors),
    ),
  }
}

function storesRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    loans: os.loans.handler(({ context: { seat } }) => {
      requireSession(seat)
      return loansShown(context)
    }),
    noteLoan: os.noteLoan.handler(({ input, errors, context: { seat } }) =>
      orThrow(noteLoan(context, seat, input), errors),
    ),
    returnLoan: os.returnLoan.handler(({ input, errors, context: { seat } }) =>
      orThrow(returnLoan(context, seat, input), errors),
    ),
    inventory: os.inventory.handler(({ context: { seat } }) => {
      requireSession(seat)
      return inventoryShown(context)
    }),
    count: os.count.handler(({ input, errors, context: { seat } }) =>
      orThrow(countInventory(context, seat, input.entries), errors),
    ),
  }
}

function pastRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    history: os.history.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return handoverHistory(context, input.limit)
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const sheet = closedSheet(context, input.handover)
      if (!sheet) throw errors.NOT_FOUND()
      return sheet
    }),
    verify: os.verify.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = handoverRow(context, input.handover)
      if (row?.closedAt == null) throw errors.NOT_FOUND()
      const findings = verifySheet(context.db, context.world.crypto, row)
      return { good: findings.every(({ good }) => good), findings }
    }),
  }
}
