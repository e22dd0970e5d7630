import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import type { SecondPersonRefusal } from '../people/index.ts'
import {
  acceptItem,
  answerItem,
  beginHandover,
  identifyIncoming,
  returnAll,
  returnItem,
} from './accepting.ts'
import { handoverCandidates } from './candidates.ts'
import type { ClockBack } from './clock-guard.ts'
import { handoversContract } from './contract.ts'
import { countInventory, inventoryShown, loansShown, noteLoan, returnLoan } from './loans.ts'
import { noteClock, setLeader, setNote, type Sealed } from './preparing.ts'
import { closedSheet, handoverHistory } from './past.ts'
import { handoverSheet } from './sheet.ts'
import { signHandover, unsealHandover } from './signing.ts'
import { handoverState } from './state.ts'
import { handoverRow } from './stores.ts'
import { verifySheet } from './verifying.ts'

interface StepErrors {
  CLOCK_BACK: (options: { data: { lastAt: number; now: number } }) => Error
  NOT_NOW: (options: { message: string }) => Error
}

/** @throws the refusal that every step may meet */
function notNow(refusal: ClockBack | Sealed, errors: StepErrors): never {
  throw refusal.code === 'clock-back'
    ? errors.CLOCK_BACK({ data: refusal.data })
    : errors.NOT_NOW({ message: refusal.data.sentence })
}

interface ProofErrors {
  WRONG_SECRET: (options: { data: { waitMs: number } }) => Error
  NOT_ENROLLED: () => Error
  PIN_NOT_ALLOWED: () => Error
}

/** @throws what a proof by password or PIN may meet */
function notProved(refusal: SecondPersonRefusal, errors: ProofErrors): never {
  switch (refusal.code) {
    case 'wrong-secret':
      throw errors.WRONG_SECRET({ data: refusal.data })
    case 'unknown-person':
    case 'not-enrolled':
      throw errors.NOT_ENROLLED()
    case 'pin-not-allowed':
      throw errors.PIN_NOT_ALLOWED()
    default:
      return assertNever(refusal)
  }
}

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
    setNote: os.setNote.handler(({ input, errors, context: { seat } }) => {
      const done = setNote(context, seat, input)
      return done.ok ? done.value : notNow(done, errors)
    }),
    setLeader: os.setLeader.handler(({ input, errors, context: { seat } }) => {
      const done = setLeader(context, seat, input)
      if (done.ok) return done.value
      if (done.code === 'not-found') throw errors.NOT_FOUND()
      return notNow(done, errors)
    }),
    noteClock: os.noteClock.handler(({ input, errors, context: { seat } }) => {
      const done = noteClock(context, seat, input.reason)
      if (!done.ok) throw errors.NOT_NOW()
      return done.value
    }),
    ...acceptingRouter(context),
    ...signingRouter(context),
    ...storesRouter(context),
    ...pastRouter(context),
  }
}

function acceptingRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    begin: os.begin.handler(async ({ input, errors, context: { seat } }) => {
      const done = await beginHandover(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'clock-back':
        case 'not-now':
          return notNow(done, errors)
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'same-person':
          throw errors.SAME_PERSON()
        case 'needs-proof':
          throw errors.NEEDS_PROOF()
        case 'no-right':
          throw errors.NO_RIGHT({ data: done.data })
        case 'wrong-secret':
        case 'unknown-person':
        case 'not-enrolled':
        case 'pin-not-allowed':
          return notProved(done, errors)
        default:
          return assertNever(done)
      }
    }),
    identify: os.identify.handler(async ({ input, errors, context: { seat } }) => {
      const done = await identifyIncoming(context, seat, input)
      if (done.ok) return done.value
      return done.code === 'not-now' ? notNow(done, errors) : notProved(done, errors)
    }),
    accept: os.accept.handler(({ input, errors, context: { seat } }) => {
      const done = acceptItem(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'changed':
          throw errors.CHANGED()
        case 'not-incoming':
          throw errors.NOT_INCOMING({ data: done.data })
        case 'clock-back':
        case 'not-now':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    returnItem: os.returnItem.handler(({ input, errors, context: { seat } }) => {
      const done = returnItem(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'changed':
          throw errors.NOT_NOW()
        case 'not-incoming':
          throw errors.NOT_INCOMING({ data: done.data })
        case 'clock-back':
        case 'not-now':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    answer: os.answer.handler(({ input, errors, context: { seat } }) => {
      const done = answerItem(context, seat, input)
      return done.ok ? done.value : notNow(done, errors)
    }),
    returnAll: os.returnAll.handler(({ input, errors, context: { seat } }) => {
      const done = returnAll(context, seat, input.reason)
      return done.ok ? done.value : notNow(done, errors)
    }),
  }
}

function signingRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    sign: os.sign.handler(async ({ input, errors, context: { seat } }) => {
      const done = await signHandover(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'clock-back':
        case 'not-now':
          return notNow(done, errors)
        case 'not-ready':
          throw errors.NOT_READY({ message: done.data.missing.join(''), data: done.data })
        case 'not-the-one':
          throw errors.NOT_THE_ONE({ data: done.data })
        case 'already-signed':
          throw errors.ALREADY_SIGNED()
        case 'wrong-secret':
        case 'unknown-person':
        case 'not-enrolled':
        case 'pin-not-allowed':
          return notProved(done, errors)
        default:
          return assertNever(done)
      }
    }),
    unseal: os.unseal.handler(({ input, errors, context: { seat } }) => {
      const done = unsealHandover(context, seat, input.reason)
      return done.ok ? done.value : notNow(done, errors)
    }),
  }
}

function storesRouter(context: CoreContext) {
  const os = implement(handoversContract).$context<SeatContext>()
  return {
    loans: os.loans.handler(({ context: { seat } }) => {
      requireSession(seat)
      return loansShown(context)
    }),
    noteLoan: os.noteLoan.handler(({ input, errors, context: { seat } }) => {
      const done = noteLoan(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'in-future' ? errors.IN_FUTURE() : errors.DUE_BEFORE()
    }),
    returnLoan: os.returnLoan.handler(({ input, errors, context: { seat } }) => {
      const done = returnLoan(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'not-now' ? errors.NOT_NOW() : errors.NOT_FOUND()
    }),
    inventory: os.inventory.handler(({ context: { seat } }) => {
      requireSession(seat)
      return inventoryShown(context)
    }),
    count: os.count.handler(({ input, errors, context: { seat } }) => {
      const done = countInventory(context, seat, input.entries)
      if (!done.ok) throw errors.TWICE({ data: done.data })
      return done.value
    }),
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
