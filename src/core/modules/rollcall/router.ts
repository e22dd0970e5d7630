import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { answer } from './answers.ts'
import { askAll, askDesk } from './asking.ts'
import { rollcallContract } from './contract.ts'
import { openNet } from './opening.ts'
import { currentRoll, rollRow, rollsBefore } from './queries.ts'
import { shownRoll, shownSheet } from './shown.ts'
import { secondRound, summarize, type StepRefusal } from './steps.ts'

/** The sheet: opening, answers, rounds, summary. */
export function sheetRoutes(context: CoreContext) {
  const os = implement(rollcallContract).$context<SeatContext>()
  return {
    open: os.open.handler(({ input, errors, context: { seat } }) => {
      const done = openNet(context, seat, input.net)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'no-stations':
          throw errors.NO_STATIONS()
        case 'goes-on':
          throw errors.GOES_ON()
        default:
          return assertNever(done)
      }
    }),
    answer: os.answer.handler(({ input, errors, context: { seat } }) => {
      const done = answer(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'summarized':
          throw errors.SUMMARIZED()
        case 'unknown-station':
          throw errors.UNKNOWN_STATION()
        default:
          return assertNever(done)
      }
    }),
    ask: os.ask.handler(({ input, errors, context: { seat } }) => {
      const { roll, how, text, gateway } = input
      const done = askAll(context, seat, { roll, how, text, gateway: gateway ?? undefined })
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'summarized':
          throw errors.SUMMARIZED()
        case 'nobody':
          throw errors.NOBODY()
        case 'busy':
          throw errors.BUSY()
        case 'no-gateway':
          throw errors.NO_GATEWAY()
        case 'choose-gateway':
          throw errors.CHOOSE_GATEWAY()
        default:
          return assertNever(done)
      }
    }),
    stopAsking: os.stopAsking.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'radio.send')
      return { stopped: askDesk(context).stop(input.roll) }
    }),
    secondRound: os.secondRound.handler(({ input, errors, context: { seat } }) => {
      const done = secondRound(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw stepError(errors, done)
    }),
    summarize: os.summarize.handler(({ input, errors, context: { seat } }) => {
      const done = summarize(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw stepError(errors, done)
    }),
    current: os.current.handler(({ context: { seat } }) => {
      requireSession(seat)
      const row = currentRoll(context)
      return { sheet: row ? shownSheet(context, row) : null }
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = rollRow(context, input.roll)
      if (!row) throw errors.NOT_FOUND()
      return shownSheet(context, row)
    }),
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const before = input.before ?? Number.MAX_SAFE_INTEGER
      return rollsBefore(context, before, input.limit).map((row) => shownRoll(context, row))
    }),
  }
}

interface StepErrors {
  NOT_FOUND(): Error
  NOT_ALLOWED(about: { message: string; data: { sentence: string } }): Error
  REASON_NEEDED(about: { message: string; data: { sentence: string } }): Error
}

function stepError(errors: StepErrors, refusal: StepRefusal): Error {
  switch (refusal.code) {
    case 'not-found':
      return errors.NOT_FOUND()
    case 'not-allowed':
      return errors.NOT_ALLOWED({ message: refusal.data.sentence, data: refusal.data })
    case 'reason-needed':
      return errors.REASON_NEEDED({ message: refusal.data.sentence, data: refusal.data })
    default:
      return assertNever(refusal)
  }
}
