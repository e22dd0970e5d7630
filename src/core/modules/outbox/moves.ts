/** Steps of a recipient as facts, with the alarm and the log line that go with them. */
import { meansWord } from '../../gateway/means.ts'
import { stepOf } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { clearDrafts, raiseDrafts, type Raise } from '../alarms/index.ts'
import { trafficLine } from '../radio/index.ts'
import { recipientStepped, type RecipientStepped } from './facts.ts'
import type { MessageRow, RecipientRow } from './tables.ts'
import { needsPerson, recipientMachine, type RecipientState } from './words.ts'

export interface Move extends Partial<Omit<RecipientStepped, 'recipient' | 'to' | 'at'>> {
  readonly to: RecipientState
}

/** One alarm for a recipient of a message, whatever happens to it. */
export const alarmSubject = (message: string, recipient: string): string =>
  `outbox:${message}:${recipient}`

const alarmKind = ({ kind }: MessageRow): Raise['kind'] =>
  kind === 'order' ? 'order-undelivered' : 'text-failed'

export function clearedDrafts(
  context: CoreContext,
  message: MessageRow,
  { key }: RecipientRow,
  why: string,
): FactDraft[] {
  return [...clearDrafts(context, alarmKind(message), alarmSubject(message.id, key), why)]
}

function waitingDrafts(
  context: CoreContext,
  message: MessageRow,
  recipient: RecipientRow,
  move: Move,
  at: number,
): FactDraft[] {
  const { name, unit, ladder } = recipient
  const isOrder = message.kind === 'order'
  const word = move.to === 'failed' ? '未送达' : '待人工决定'
  const rung = ladder[move.rung ?? recipient.rung]
  const how = rung === undefined ? '' : `${meansWord(rung.means)} ${rung.address}：`
  const title = `发往 ${name} 的${isOrder ? '命令' : '短信'}${word}`
  const detail = `${how}${move.cause ?? ''}；${message.body}`
  return [
    ...raiseDrafts(context, {
      kind: alarmKind(message),
      subject: alarmSubject(message.id, recipient.key),
      priority: isOrder ? 'high' : 'normal',
      title,
      detail,
      at,
      ...(unit === undefined ? {} : { unit }),
      ...(message.incident === null ? {} : { incident: message.incident }),
    }),
    trafficLine(context, {
      at,
      text: `${title}（${how}${move.cause ?? ''}）：${message.body}`,
      ...(unit === undefined ? {} : { unit }),
      ...(message.incident === null ? {} : { incident: message.incident }),
    }),
  ]
}

/** Nothing where the table does not allow the step: a late or a second answer changes nothing. */
export function moveDrafts(
  context: CoreContext,
  message: MessageRow,
  recipient: RecipientRow,
  move: Move,
): FactDraft[] {
  if (!stepOf(recipientMachine, recipient.state, move.to)) return []
  const at = context.world.clock.nowMs()
  const { to, rung = recipient.rung, ...rest } = move
  const body: RecipientStepped = { recipient: recipient.key, to, rung, at, ...rest }
  return [
    { kind: recipientStepped.kind, entity: message.id, body },
    ...(needsPerson(to) ? waitingDrafts(context, message, recipient, move, at) : []),
    ...(needsPerson(recipient.state) && !needsPerson(to)
      ? clearedDrafts(context, message, recipient, '已处理')
      : []),
  ]
}
