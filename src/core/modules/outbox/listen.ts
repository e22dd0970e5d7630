/** What the radio traffic says about our texts, and the answers that come in. */
import type { CoreContext } from '../../module.ts'
import {
  textReceived,
  textResult,
  trafficProjection,
  type OrderResult,
  type TextReceived,
} from '../radio/index.ts'
import { outboxDesk } from './desk.ts'
import { takeReply } from './replies.ts'

export function listenToTraffic(context: CoreContext): () => void {
  const desk = outboxDesk(context)
  const stop = context.log.onChanged((changed) => {
    for (const entity of changed.get(trafficProjection.name) ?? []) {
      const newest = context.log.factsOf(entity).at(-1)
      if (newest?.kind === textResult.kind) desk.take(entity, newest.body as OrderResult)
      else if (newest?.kind === textReceived.kind) {
        takeReply(context, entity, newest.body as TextReceived)
      }
    }
  })
  desk.recover()
  return () => {
    stop()
    desk.close()
  }
}
