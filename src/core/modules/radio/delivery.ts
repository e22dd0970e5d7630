/** Reports about texts whose order has ended already: the record learns what became of them. */
import type { GatewayEvent } from '../../gateway/events.ts'
import type { CoreContext } from '../../module.ts'
import { keptAppends } from '../gateways/index.ts'
import { causeWord } from './causes.ts'
import { radioDesk } from './desks.ts'
import type { OrderResult } from './facts.ts'
import { trafficLine } from './lines.ts'
import { holderFields, groupEnd, radioEnd } from './names.ts'
import { endDrafts } from './orders.ts'
import { rowOfRef } from './queries.ts'
import type { TrafficRow } from './tables.ts'
import { gaveNoAnswer } from './words.ts'

type Delivery = Extract<GatewayEvent, { kind: 'delivery' }>

function resultOf(
  context: CoreContext,
  gateway: string,
  { state, cause }: Delivery,
  row: TrafficRow,
): OrderResult {
  const why = cause ?? 'never-reported'
  return {
    ...(state === 'delivered'
      ? { result: 'confirmed' as const }
      : {
          result: 'refused' as const,
          cause: why,
          causeWord: causeWord(context, gateway, why),
        }),
    retries: row.retries,
    late: true,
    at: context.world.clock.nowMs(),
  }
}

export function takeDelivery(context: CoreContext, gateway: string, event: Delivery): void {
  const row = rowOfRef(context.db, gateway, event.ref, event.to)
  if (!row?.target) {
    context.logger.info('delivery.unmatched', { gateway, ref: event.ref })
    return
  }
  // Under way: its driver says how it ends.
  if (radioDesk(context).orders.isOpen(row.id) || !gaveNoAnswer(row.outcome)) return
  const result = resultOf(context, gateway, event, row)
  const end = row.targetIsGroup ? groupEnd(context, row.target) : radioEnd(context, row.target)
  const words = result.result === 'confirmed' ? '已送达' : `未送达（${result.causeWord ?? ''}）`
  keptAppends(context).put(gateway, () =>
    result.result === 'confirmed'
      ? [
          ...endDrafts(context, row.id, 'text', result),
          trafficLine(context, {
            ...(row.targetIsGroup ? {} : holderFields(context, row.target ?? undefined)),
            at: result.at,
            text: `发往 ${end.callSign} 的短信${words}，回执迟到：${row.body}`,
          }),
        ]
      : endDrafts(context, row.id, 'text', result),
  )
}
