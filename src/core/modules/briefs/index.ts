/** 每日应急要情 and period summaries: from the record, edited, signed, sent by a person. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
import { requireSession } from '../../seat-log.ts'
import { briefProjection } from './apply.ts'
import { composeBrief, sendBrief, setBriefText, signBrief, voidBrief } from './commands.ts'
import { briefsContract } from './contract.ts'
import { briefFacts } from './facts.ts'
import { usualSpans } from './spans.ts'
import { briefDetail, briefRow, briefRows, shownBrief } from './queries.ts'

export { documents } from './document.ts'
export { briefProjection } from './apply.ts'
export { briefFacts } from './facts.ts'

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
    compose: os.compose.handler(({ input, errors, context: { seat } }) =>
      orThrow(composeBrief(context, seat, input), errors),
    ),
    setText: os.setText.handler(({ input, errors, context: { seat } }) =>
      orThrow(setBriefText(context, seat, input), errors),
    ),
    sign: os.sign.handler(({ input, errors, context: { seat } }) =>
      orThrow(signBrief(context, seat, input), errors),
    ),
    send: os.send.handler(({ input, errors, context: { seat } }) =>
      orThrow(sendBrief(context, seat, input), errors),
    ),
    void: os.void.handler(({ input, errors, context: { seat } }) =>
      orThrow(voidBrief(context, seat, input), errors),
    ),
  }
}

export const briefsModule: Module = {
  name: 'briefs',
  facts: briefFacts,
  projections: [briefProjection],
  router,
}
