/** Messages to one, to a group or to a list, each recipient with its own result. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { meansKeys } from '../../gateway/means.ts'
import { longestText, numberSchema } from '../radio/contract.ts'
import { ackWayKeys, decisionKeys, recipientStateKeys } from './words.ts'

export { ackWays } from './words.ts'
export type { AckWay } from './words.ts'

const whomSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), id: idSchema }),
  z.object({ kind: z.literal('place'), id: idSchema }),
  z.object({ kind: z.literal('person'), id: idSchema }),
  z.object({ kind: z.literal('number'), number: numberSchema }),
  z.object({ kind: z.literal('group'), number: numberSchema }),
])
export type WhomInput = z.infer<typeof whomSchema>

const rungSchema = z.object({
  means: z.enum(meansKeys),
  meansWord: z.string(),
  gateway: z.string().nullable(),
  gatewayName: z.string().nullable(),
  address: z.string(),
  group: z.boolean(),
})
export type ShownRung = z.infer<typeof rungSchema>

const ladderSchema = z.object({
  whom: whomSchema,
  name: z.string(),
  rungs: z.array(rungSchema.extend({ reason: z.string(), maxText: z.number().nullable() })),
})

export type ShownLadder = z.infer<typeof ladderSchema>

const recipientSchema = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  group: z.boolean(),
  state: z.enum(recipientStateKeys),
  stateWord: z.string(),
  since: z.number(),
  cause: z.string(),
  rung: z.number(),
  rungs: z.array(rungSchema),
  /** Of the means under way. */
  retries: z.number(),
  /** Held back by the gateway's own pace. */
  waitingUntil: z.number().nullable(),
  acks: z.array(
    z.object({
      who: z.string(),
      how: z.string(),
      note: z.string(),
      at: z.number(),
      by: z.string().nullable(),
    }),
  ),
  /** A person must decide. */
  waits: z.boolean(),
})
export type ShownRecipient = z.infer<typeof recipientSchema>

const messageSchema = z.object({
  id: z.string(),
  kind: z.enum(['text', 'order']),
  body: z.string(),
  urgent: z.boolean(),
  at: z.number(),
  byName: z.string(),
  incident: z.string().nullable(),
  assignment: z.string().nullable(),
  corrects: z.string().nullable(),
  /** This console sends it and can decide about it. */
  own: z.boolean(),
  recipients: z.array(recipientSchema),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type ShownMessage = z.infer<typeof messageSchema>

export const sendRefusals = {
  NOBODY: { message: '请先选发给谁。' },
  NO_MEANS: {
    message: '没有能用的手段。',
    data: z.object({ name: z.string() }),
  },
  TEXT_TOO_LONG: {
    message: '字数超过能发的手段一次的上限，请缩短或分条发送。',
    data: z.object({ max: z.number(), length: z.number() }),
  },
}
const decided = {
  NOT_ALLOWED: { message: '这一步现在不能做。' },
  ...sendRefusals,
}
const stored = z.object({ storedAt: z.number() })
const words = typedText(longestText).refine((text) => text.trim() !== '', {
  message: '请先写内容。',
})
const one = { message: idSchema, recipient: z.string().min(1).max(16) }

export const outboxContract = {
  /** Whom one can write to besides radios and groups: teams, townships, persons. */
  people: procedure.output(
    z.array(z.object({ whom: whomSchema, name: z.string(), words: z.string() })),
  ),
  /** By which means each would be tried, first to last; shown before Enter. */
  ladders: procedure
    .input(z.object({ whom: z.array(whomSchema).max(200), gateway: idSchema.optional() }))
    .output(z.array(ladderSchema)),
  send: procedure
    .errors(sendRefusals)
    .input(
      z.object({
        body: words,
        whom: z.array(whomSchema).min(1).max(200),
        urgent: z.boolean().default(false),
        gateway: idSchema.optional(),
        incident: idSchema.optional(),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  /** Newest first. */
  recent: procedure
    .input(
      z.object({
        limit: z.number().int().min(1).max(50).default(10),
        incident: idSchema.optional(),
      }),
    )
    .output(z.array(messageSchema)),
  /** Those of which a recipient waits for a person, newest first; the sums count all of them. */
  waiting: procedure.input(z.object({ limit: z.number().int().min(1).max(50).default(10) })).output(
    z.object({
      rows: z.array(messageSchema),
      messages: z.number(),
      recipients: z.number(),
    }),
  ),
  decide: procedure
    .errors(decided)
    .input(z.object({ ...one, decision: z.enum(decisionKeys) }))
    .output(stored),
  /** Told or read back by voice, by telephone, face to face. */
  noteAcknowledged: procedure
    .errors(decided)
    .input(
      z.object({
        ...one,
        who: typedText(40).default(''),
        how: z.enum(ackWayKeys),
        note: typedText(100).default(''),
      }),
    )
    .output(stored),
  /** A new message to the same recipients that begins with 更正. */
  correct: procedure
    .errors(decided)
    .input(z.object({ message: idSchema, body: words }))
    .output(z.object({ id: z.string(), storedAt: z.number() })),
}
