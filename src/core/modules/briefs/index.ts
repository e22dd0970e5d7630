/** 每日应急要情 and period summaries: from the record, edited, signed, sent by a person. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { briefProjection } from './apply.ts'
import {
  composeBrief,
  sendBrief,
  setBriefText,
  signBrief,
  voidBrief,
  type NotNow,
} from './commands.ts'
import { briefsContract } from './contract.ts'
import { briefFacts } from './facts.ts'
import { usualSpans } from './spans.ts'
import { briefDetail, briefRow, briefRows, shownBrief } from './queries.ts'

export { documents } from './document.ts'
export { briefProjection } from './apply.ts'
export { briefFacts } from './facts.ts'

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

function router(context: CoreContext) {
  const os = implement(briefsContract).$context<SeatContext>()
  return {
    spans: os.spans.handler(({ context: { seat } }) => {
      requireSession(seat)
      return usualSpans(context)
    }),
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return briefRows(context, input.limit).map((row) => shownBrief(context, row))
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = briefRow(context.db, input.brief)
      if (!row) throw errors.NOT_FOUND()
      return briefDetail(context, row)
    }),
    compose: os.compose.handler(({ input, errors, context: { seat } }) => {
      const done = composeBrief(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'already' ? errors.ALREADY({ data: done.data }) : errors.BAD_SPAN()
    }),
    setText: os.setText.handler(({ input, errors, context: { seat } }) => {
      const done = setBriefText(context, seat, input)
      return done.ok ? done.value : notNow(done, errors)
    }),
    sign: os.sign.handler(({ input, errors, context: { seat } }) => {
      const done = signBrief(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        case 'changed':
          throw errors.CHANGED()
        case 'empty':
          throw errors.EMPTY({ data: done.data })
        case 'not-found':
        case 'not-allowed':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    send: os.send.handler(({ input, errors, context: { seat } }) => {
      const done = sendBrief(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'before-signed':
          throw errors.BEFORE_SIGNED()
        case 'not-found':
        case 'not-allowed':
          return notNow(done, errors)
        default:
          return assertNever(done)
      }
    }),
    void: os.void.handler(({ input, errors, context: { seat } }) => {
      const done = voidBrief(context, seat, input)
      if (done.ok) return done.value
      if (done.code === 'not-entitled') throw errors.NOT_ENTITLED({ data: done.data })
      return notNow(done, errors)
    }),
  }
}

export const briefsModule: Module = {
  name: 'briefs',
  facts: briefFacts,
  projections: [briefProjection],
  router,
}
