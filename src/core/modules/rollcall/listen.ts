/** What the radios say while a roll call goes on: results of what was asked, and their answers. */
import type { CoreContext } from '../../module.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  commandResult,
  statusReceived,
  textReceived,
  textResult,
  trafficProjection,
  type OrderResult,
  type StatusReceived,
  type TextReceived,
} from '../radio/index.ts'
import { checkedOffline } from '../reach/index.ts'
import { askDesk, awaitsTexts, closeAskDesk, noteAnswer } from './asking.ts'
import { currentRoll } from './queries.ts'

function takeResult(
  context: CoreContext,
  entity: string,
  { result, causeWord }: OrderResult,
): void {
  if (result === 'accepted') return
  if (result === 'confirmed' && checkedOffline(context, entity)) {
    askDesk(context).ended(entity, false, '不在线')
    return
  }
  const confirmed = result === 'unknown' ? undefined : result === 'confirmed'
  askDesk(context).ended(entity, confirmed, causeWord ?? '')
}

/** A station's own text answers for it, where texts were asked for. */
function takeAnswer(context: CoreContext, from: string, unit: string | undefined, note: string) {
  const roll = currentRoll(context)
  if (!roll || !awaitsTexts(roll)) return
  const line = roll.lines.find(
    (one) => one.number === from || (unit !== undefined && one.unit === unit),
  )
  if (line) noteAnswer(context, roll.id, line.key, { result: 'answered', note })
}

function take(context: CoreContext, { kind, entity, body }: Fact): void {
  switch (kind) {
    case commandResult.kind:
    case textResult.kind:
      return takeResult(context, entity, body as OrderResult)
    case textReceived.kind: {
      const { from, unit, body: text } = body as TextReceived
      return takeAnswer(context, from, unit, text.slice(0, 100))
    }
    case statusReceived.kind: {
      const { from, unit, code } = body as StatusReceived
      return takeAnswer(context, from, unit, `状态码 ${code}`)
    }
  }
}

export function listenToAnswers(context: CoreContext): () => void {
  const stop = context.log.onChanged((changed) => {
    for (const entity of changed.get(trafficProjection.name) ?? []) {
      const newest = context.log.factsOf(entity).at(-1)
      if (newest) take(context, newest)
    }
  })
  return () => {
    stop()
    closeAskDesk(context)
  }
}
