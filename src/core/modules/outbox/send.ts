/** A person sends a message: recorded with its recipients and their ladders, then handed to the desk. */
import { marked } from '../../drill-mark.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { senders } from '../radio/index.ts'
import { ruleMs } from '../rules/index.ts'
import { outboxDesk } from './desk.ts'
import { messageSent, type MessageSent, type Recipient, type Rung } from './facts.ts'

export interface Sending {
  readonly body: string
  readonly kind: 'text' | 'order'
  readonly urgent?: boolean | undefined
  readonly recipients: readonly Omit<Recipient, 'key'>[]
  /** Not sent by itself after that; by default the rule of its kind. */
  readonly validMs?: number | undefined
  readonly incident?: string | undefined
  readonly assignment?: string | undefined
  readonly corrects?: string | undefined
  /** Facts that belong into the same append. */
  readonly also?: (() => readonly FactDraft[]) | undefined
}

export type SendRefusal =
  | Refusal<'nobody'>
  | Refusal<'text-too-long', { readonly max: number; readonly length: number }>

/** No means of anybody takes the words: shorter ones are needed before anything is recorded. */
function lengthRefusal(
  context: CoreContext,
  body: string,
  recipients: Sending['recipients'],
): SendRefusal | undefined {
  const limits = new Map(senders(context).map((sender) => [sender.gateway, sender.maxText]))
  const length = marked(context.status, body).length
  for (const { ladder } of recipients) {
    const most = ladder.flatMap(({ gateway }) =>
      gateway === undefined ? [] : [limits.get(gateway) ?? 0],
    )
    const max = Math.max(...most)
    if (most.length > 0 && length > max) return refuse('text-too-long', { max, length })
  }
  return undefined
}

const bareRung = ({ means, gateway, gatewayName, address, group }: Rung): Rung => ({
  means,
  address,
  group,
  ...(gateway === undefined ? {} : { gateway }),
  ...(gatewayName === undefined ? {} : { gatewayName }),
})

export function sendMessage(
  context: CoreContext,
  seat: Seat,
  sending: Sending,
): Result<{ readonly id: string; readonly storedAt: number }, SendRefusal> {
  const { person, name } = requireRight(seat, 'radio.send')
  const { kind, recipients, urgent = false, incident, assignment, corrects } = sending
  if (recipients.length === 0) return refuse('nobody')
  const body = marked(context.status, sending.body.trim())
  const tooLong = lengthRefusal(context, body, recipients)
  if (tooLong) return tooLong
  const { clock, random } = context.world
  const at = clock.nowMs()
  const rule = kind === 'order' ? 'outbox.orderValid' : 'outbox.textValid'
  const fact: MessageSent = {
    kind,
    body,
    urgent,
    validUntil: at + (sending.validMs ?? ruleMs(context, rule)),
    recipients: recipients.map((one, n) => ({
      ...one,
      key: `r${n + 1}`,
      ladder: one.ladder.map(bareRung),
    })),
    at,
    by: person,
    byName: name,
    ...(incident === undefined ? {} : { incident }),
    ...(assignment === undefined ? {} : { assignment }),
    ...(corrects === undefined ? {} : { corrects }),
  }
  const id = newId(clock, random)
  // Before the fact, so that a stop between them leaves nothing that nobody looks after.
  context.local.prepare('insert into outbox_own (message) values (?)').run(id)
  const { storedAt } = recordFor(context, seat, () => [
    { kind: messageSent.kind, entity: id, body: fact },
    ...(sending.also?.() ?? []),
  ])
  outboxDesk(context).pump()
  return accept({ id, storedAt })
}
