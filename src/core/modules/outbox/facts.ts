/** Messages with recipients. Each is one entity; each step of a recipient is a fact of it. */
import { z } from 'zod'
import { meansKeys } from '../../gateway/means.ts'
import { factKind } from '../../oplog/registry.ts'
import { ackWayKeys, recipientStateKeys } from './words.ts'

const rungSchema = z.object({
  means: z.enum(meansKeys),
  /** Absent: a person tells it. The id is of this console, the name is for all. */
  gateway: z.string().optional(),
  gatewayName: z.string().optional(),
  address: z.string(),
  group: z.boolean(),
})
export type Rung = z.infer<typeof rungSchema>

const recipientSchema = z.object({
  /** Within the message. */
  key: z.string(),
  name: z.string(),
  unit: z.string().optional(),
  place: z.string().optional(),
  person: z.string().optional(),
  /** First to last; the person saw it before sending. */
  ladder: z.array(rungSchema).readonly(),
})
export type Recipient = z.infer<typeof recipientSchema>

export const messageSent = factKind(
  'outbox.message-sent',
  1,
  z.object({
    kind: z.enum(['text', 'order']),
    body: z.string(),
    urgent: z.boolean(),
    /** UTC epoch milliseconds: not sent by itself after that. */
    validUntil: z.number().int(),
    incident: z.string().optional(),
    /** The order of dispatch it carries. */
    assignment: z.string().optional(),
    /** The message it corrects. */
    corrects: z.string().optional(),
    recipients: z.array(recipientSchema).readonly(),
    at: z.number().int(),
    by: z.string(),
    /** Name at the time of writing. */
    byName: z.string(),
  }),
)

/** What became of one recipient; `by` is absent for what the console itself saw. */
export const recipientStepped = factKind(
  'outbox.recipient-stepped',
  1,
  z.object({
    recipient: z.string(),
    to: z.enum(recipientStateKeys),
    /** Place in the ladder. */
    rung: z.number().int().min(0),
    /** The text in the radio traffic. */
    order: z.string().optional(),
    /** In Chinese words. */
    cause: z.string().optional(),
    /** A person let it go out until then. */
    validUntil: z.number().int().optional(),
    at: z.number().int(),
    by: z.string().optional(),
    byName: z.string().optional(),
  }),
)

/** Somebody of the other end said that it was received; several can, in a group. */
export const recipientAcknowledged = factKind(
  'outbox.recipient-acknowledged',
  1,
  z.object({
    recipient: z.string(),
    who: z.string(),
    how: z.enum(ackWayKeys),
    note: z.string(),
    /** Their text in the radio traffic. */
    text: z.string().optional(),
    at: z.number().int(),
    by: z.string().optional(),
    byName: z.string().optional(),
  }),
)

export type MessageSent = z.infer<typeof messageSent.body>
export type RecipientStepped = z.infer<typeof recipientStepped.body>
export type RecipientAcknowledged = z.infer<typeof recipientAcknowledged.body>

export const outboxFacts = [messageSent, recipientStepped, recipientAcknowledged]
