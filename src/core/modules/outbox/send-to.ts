/** A message to whom a person chose or typed: their ladders, or why somebody cannot be reached. */
import { refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { senders } from '../radio/index.ts'
import { ladderFor, type Ladder, type Whom } from './ladder.ts'
import { sendMessage, type Sending, type SendRefusal } from './send.ts'

export interface Addressed extends Pick<Sending, 'body' | 'urgent' | 'incident' | 'also'> {
  readonly whom: readonly Whom[]
  /** For the first attempt. */
  readonly gateway?: string | undefined
  /** No other number of theirs is tried: nobody saw the ladder before Enter. */
  readonly asTyped?: boolean
}

export type AddressRefusal =
  | Refusal<'not-found'>
  | Refusal<'no-means', { readonly name: string; readonly sentence: string }>
  | SendRefusal

function whyWithout(context: CoreContext, name: string): string {
  const able = senders(context).filter(
    ({ ready, commands }) => ready && commands.includes('sendText'),
  )
  return able.length > 1
    ? `有多个网关可用，请先选发给 ${name} 经哪个网关。`
    : `${name} 没有能用的手段：没有接通的网关，也没有登记电话。`
}

function typedOnly(ladder: Ladder, whom: Whom): Ladder {
  if (!('number' in whom)) return ladder
  return { ...ladder, ladder: ladder.ladder.filter(({ address }) => address === whom.number) }
}

export function sendTo(
  context: CoreContext,
  seat: Seat,
  { whom, gateway, asTyped = false, ...sending }: Addressed,
): Result<{ readonly id: string; readonly storedAt: number }, AddressRefusal> {
  const recipients: Ladder[] = []
  for (const one of whom) {
    const found = ladderFor(context, one, gateway)
    if (!found) return refuse('not-found')
    const recipient = asTyped ? typedOnly(found, one) : found
    if (recipient.ladder.length === 0) {
      const { name } = recipient
      return refuse('no-means', { name, sentence: whyWithout(context, name) })
    }
    recipients.push(recipient)
  }
  return sendMessage(context, seat, { ...sending, kind: 'text', recipients })
}
