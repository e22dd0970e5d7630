/** Texts that answer a message: 收到, 明白 …, or its order's number. */
import type { CoreContext } from '../../module.ts'
import { keptAppends } from '../gateways/index.ts'
import type { TextReceived } from '../radio/index.ts'
import { ruleMs } from '../rules/index.ts'
import { isGroup } from './apply.ts'
import { acknowledgeDrafts } from './decide.ts'
import { isOwn, messageRow, rowsSince } from './queries.ts'
import type { MessageRow, RecipientRow } from './tables.ts'
import { isSettled } from './words.ts'

interface Candidate {
  readonly message: MessageRow
  readonly recipient: RecipientRow
}

/** How people begin when they say that they have read it. */
const ackWords =
  /^(?:【[^】]*】)?\s*(?:收到|收悉|明白|复诵|知道|照办|遵命|好的?(?![^，。！!.\s])|是(?![^，。！!.\s])|ok\b|roger\b|qsl\b)/i
const orderNumber = /令-\d{4}-[^\s：:，。]*\d{3}/

const sentAlready = new Set(['sending', 'sent', 'delivered', 'failed', 'undecided'])

function isFrom(recipient: RecipientRow, { from, unit }: TextReceived): boolean {
  return (
    (unit !== undefined && recipient.unit === unit) ||
    recipient.ladder.some(({ address }) => address === from)
  )
}

/** A group's members answer the console or the group. */
function isFromGroup(recipient: RecipientRow, { group, to }: TextReceived): boolean {
  return isGroup(recipient) && (!group || recipient.ladder[0]?.address === to)
}

/** The one message that this text answers; `undefined` where it is none or could be two. */
export function answeredBy(rows: readonly MessageRow[], text: TextReceived): Candidate | undefined {
  const all = rows.flatMap((message) =>
    message.recipients
      .filter(({ state }) => sentAlready.has(state) && !isSettled(state))
      .map((recipient) => ({ message, recipient })),
  )
  const own = all.filter(({ recipient }) => !isGroup(recipient) && isFrom(recipient, text))
  const number = orderNumber.exec(text.body)?.[0]
  if (number !== undefined) {
    const quoted = own.find(({ message }) => message.body.includes(number))
    if (quoted) return quoted
  }
  if (!ackWords.test(text.body.trim())) return undefined
  const [only, second] = own
  if (only) return second ? undefined : only
  return all.find(({ recipient }) => isFromGroup(recipient, text))
}

export function takeReply(context: CoreContext, entity: string, text: TextReceived): void {
  const since = text.at - ruleMs(context, 'outbox.replyWithin')
  const rows = rowsSince(context, since).filter(({ id, at }) => at <= text.at && isOwn(context, id))
  const found = answeredBy(rows, text)
  if (!found) return
  const { message, recipient } = found
  keptAppends(context).put('outbox', () => {
    const now = messageRow(context, message.id)
    const row = now?.recipients.find(({ key }) => key === recipient.key)
    if (!now || !row || isSettled(row.state)) return []
    if (row.acks.some((ack) => ack.text === entity)) return []
    const who = text.callSign ?? text.from
    const note = text.body.slice(0, 100)
    const ack = { who, how: 'text', note, text: entity } as const
    return acknowledgeDrafts(context, { message: now, recipient: row }, ack)
  })
}
