/** What a person decides about a recipient that waits, and who is noted to have received it. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { whyNot } from '../../kernel/state-machine.ts'
import type { Means } from '../../gateway/means.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { trafficLine } from '../radio/index.ts'
import { contactProven } from '../reach/index.ts'
import { ruleMs } from '../rules/index.ts'
import { isGroup } from './apply.ts'
import { outboxDesk } from './desk.ts'
import { recipientAcknowledged, type RecipientAcknowledged } from './facts.ts'
import { clearedDrafts, moveDrafts, type Move } from './moves.ts'
import { isOwn, messageRow, rowsOfAssignment } from './queries.ts'
import { sendMessage, type SendRefusal } from './send.ts'
import type { MessageRow, RecipientRow } from './tables.ts'
import { ackWayWord, isSettled, recipientMachine, type AckWay, type Decision } from './words.ts'

interface Said {
  readonly sentence: string
}

export type DecideRefusal = Refusal<'not-found'> | Refusal<'not-allowed', Said> | SendRefusal

interface Found {
  readonly message: MessageRow
  readonly recipient: RecipientRow
}

function found(context: CoreContext, id: string, key: string): Found | undefined {
  const message = messageRow(context, id)
  const recipient = message?.recipients.find((one) => one.key === key)
  return message && recipient ? { message, recipient } : undefined
}

/** The move of a decision, or the sentence why it cannot be. */
function moveOf(
  context: CoreContext,
  { message, recipient }: Found,
  decision: Decision,
): Move | string {
  const { state, rung, ladder } = recipient
  const to = decision === 'withdraw' ? 'withdrawn' : 'queued'
  const allowed = recipientMachine.steps.some(
    (step) => step.from === state && step.to === to && step.actor === '值班员',
  )
  if (!allowed) return whyNot(recipientMachine, state, to)
  if (decision === 'withdraw') return { to: 'withdrawn' }
  const rule = message.kind === 'order' ? 'outbox.orderValid' : 'outbox.textValid'
  const validUntil = context.world.clock.nowMs() + ruleMs(context, rule)
  const at = decision === 'next' ? rung + 1 : rung
  const wanted = ladder[at]
  if (!wanted) return '后面没有别的手段了，请用电话或派人传达后记“已通知”。'
  if (wanted.gateway === undefined && decision === 'resend')
    return '这一手段须人工传达，请打电话后记“已通知”。'
  return { to: 'queued', rung: at, validUntil }
}

export function decide(
  context: CoreContext,
  seat: Seat,
  input: { readonly message: string; readonly recipient: string; readonly decision: Decision },
): Result<{ readonly storedAt: number }, DecideRefusal> {
  const { person, name } = requireRight(seat, 'radio.send')
  const one = found(context, input.message, input.recipient)
  if (!one) return refuse('not-found')
  if (!isOwn(context, input.message)) {
    return refuse('not-allowed', { sentence: '这条消息由另一台控制台发出，请在那一台处理。' })
  }
  const move = moveOf(context, one, input.decision)
  if (typeof move === 'string') return refuse('not-allowed', { sentence: move })
  const { storedAt } = recordFor(context, seat, () => {
    const now = found(context, input.message, input.recipient) ?? one
    return moveDrafts(context, now.message, now.recipient, { ...move, by: person, byName: name })
  })
  outboxDesk(context).pump()
  return accept({ storedAt })
}

const meansOfWay: Readonly<Record<AckWay, Means | undefined>> = {
  text: undefined,
  radio: 'radio370',
  phone: undefined,
  f2f: 'runner',
}

/** The fact, the end of its alarm, and the proof that the way works both ways. */
export function acknowledgeDrafts(
  context: CoreContext,
  { message, recipient }: Found,
  ack: Omit<RecipientAcknowledged, 'recipient' | 'at'>,
): FactDraft[] {
  const at = context.world.clock.nowMs()
  const rung = recipient.ladder[recipient.rung]
  const spoken = recipient.ladder.find(({ gateway }) => gateway === undefined)?.means ?? 'landline'
  const means = ack.how === 'phone' ? spoken : (meansOfWay[ack.how] ?? rung?.means)
  const { unit, place } = recipient
  return [
    {
      kind: recipientAcknowledged.kind,
      entity: message.id,
      body: { recipient: recipient.key, at, ...ack },
    },
    ...clearedDrafts(context, message, recipient, `${ack.who}${ackWayWord(ack.how)}`),
    ...(means === undefined || isGroup(recipient)
      ? []
      : contactProven(context, {
          ...(unit === undefined ? {} : { unit }),
          ...(place === undefined ? {} : { place }),
          means,
          at,
          how: 'traffic',
          note: '短信复诵',
          ...(ack.byName === undefined ? {} : { by: ack.byName }),
        })),
  ]
}

export interface Noting {
  readonly message: string
  readonly recipient: string
  readonly who: string
  readonly how: AckWay
  readonly note: string
}

/** Told or read back by voice, by telephone, face to face. */
export function noteAcknowledged(
  context: CoreContext,
  seat: Seat,
  { message, recipient, who, how, note }: Noting,
): Result<{ readonly storedAt: number }, DecideRefusal> {
  const { person, name } = requireRight(seat, 'radio.send')
  const one = found(context, message, recipient)
  if (!one) return refuse('not-found')
  const { state } = one.recipient
  if (isSettled(state)) {
    return refuse('not-allowed', { sentence: whyNot(recipientMachine, state, 'acknowledged') })
  }
  const said = who.trim() === '' ? one.recipient.name : who.trim()
  const { storedAt } = recordFor(context, seat, () => {
    const now = found(context, message, recipient) ?? one
    const ack = { who: said, how, note: note.trim(), by: person, byName: name }
    const { unit } = now.recipient
    return [
      ...acknowledgeDrafts(context, now, ack),
      trafficLine(context, {
        at: context.world.clock.nowMs(),
        text: `${said} 已收到并复诵（${ackWayWord(how)}${note.trim() === '' ? '' : `，${note.trim()}`}，${name}记）：${now.message.body}`,
        ...(unit === undefined ? {} : { unit }),
        ...(now.message.incident === null ? {} : { incident: now.message.incident }),
      }),
    ]
  })
  outboxDesk(context).pump()
  return accept({ storedAt })
}

function unsentWithdrawn(
  context: CoreContext,
  message: MessageRow,
  who: Pick<Move, 'by' | 'byName'>,
): FactDraft[] {
  return message.recipients.flatMap((recipient) =>
    moveDrafts(context, message, recipient, { to: 'withdrawn', ...who }),
  )
}

/** What was sent cannot be called back: a correction goes to the same recipients. */
export function correct(
  context: CoreContext,
  seat: Seat,
  { message: id, body }: { readonly message: string; readonly body: string },
): Result<{ readonly id: string; readonly storedAt: number }, DecideRefusal> {
  const { person, name } = requireRight(seat, 'radio.send')
  const message = messageRow(context, id)
  if (!message) return refuse('not-found')
  const { kind, urgent, incident, assignment } = message
  return sendMessage(context, seat, {
    kind,
    urgent,
    body: `更正：${body.trim()}`,
    recipients: message.recipients
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ name, unit, place, person, ladder }) => ({
        name,
        ladder,
        ...(unit === undefined ? {} : { unit }),
        ...(place === undefined ? {} : { place }),
        ...(person === undefined ? {} : { person }),
      })),
    corrects: id,
    also: () => unsentWithdrawn(context, message, { by: person, byName: name }),
    ...(incident === null ? {} : { incident }),
    ...(assignment === null ? {} : { assignment }),
  })
}

/** Every recipient of the messages that carried an order. */
function recipientsOf(context: CoreContext, assignment: string): Found[] {
  return rowsOfAssignment(context, assignment).flatMap((message) =>
    message.recipients.map((recipient) => ({ message, recipient })),
  )
}

/** For the append in which dispatch notes a read-back: its texts are answered, too. */
export function readBackDrafts(
  context: CoreContext,
  assignment: string,
  ack: Pick<RecipientAcknowledged, 'who' | 'how' | 'note' | 'by' | 'byName'>,
): FactDraft[] {
  return recipientsOf(context, assignment)
    .filter(({ recipient }) => !isSettled(recipient.state))
    .flatMap((one) => acknowledgeDrafts(context, one, ack))
}

/** For the append in which dispatch takes an order back: what has not gone out does not go any more. */
export function takenBackDrafts(
  context: CoreContext,
  assignment: string,
  who: Pick<Move, 'by' | 'byName'>,
): FactDraft[] {
  return rowsOfAssignment(context, assignment).flatMap((message) =>
    unsentWithdrawn(context, message, who),
  )
}
