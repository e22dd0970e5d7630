/** Briefs as seats see them: composed from the record, edited as text, signed, sent by a person. */
import { z } from 'zod'
import {
  authoritySchema,
  epochMsSchema,
  idSchema,
  neededText,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import { entryChannelSchema } from '../logbook/contract.ts'
import { briefKindKeys, briefSectionKeys, briefStateKeys } from './words.ts'

export { briefKinds, type BriefKind } from './words.ts'

export const maxBriefText = 4000

const section = z.enum(briefSectionKeys)
const opRef = z.object({ origin: z.string(), seq: z.number().int() })

const shownSchema = z.object({
  id: z.string(),
  kind: z.enum(briefKindKeys),
  /** 每日应急要情 */
  word: z.string(),
  /** `要情〔2026〕第12期` */
  number: z.string(),
  from: z.number(),
  to: z.number(),
  state: z.enum(briefStateKeys),
  stateWord: z.string(),
  by: z.string(),
  at: z.number(),
  /** `李文斌（电话批准）` */
  signedBy: z.string().nullable(),
  signedAt: z.number().nullable(),
  sendings: z.array(
    z.object({
      to: z.string(),
      meansWord: z.string(),
      receiver: z.string(),
      sentAt: z.number(),
      by: z.string(),
    }),
  ),
  voided: z.object({ reason: z.string(), by: z.string(), at: z.number() }).nullable(),
})
export type Brief = z.infer<typeof shownSchema>

const detailSchema = shownSchema.extend({
  sections: z.array(
    z.object({
      section,
      title: z.string(),
      text: z.string(),
      /** As the console wrote it, untouched by a person. */
      auto: z.boolean(),
      by: z.string(),
      at: z.number(),
      /** Hand it back with `setText`: what the officer saw. */
      seen: z.array(opRef),
      /** Written elsewhere at the same time. */
      others: z.array(z.object({ text: z.string(), by: z.string(), at: z.number() })),
      /** What the record says now, where it differs; null once signed. */
      fresh: z.string().nullable(),
    }),
  ),
  /** SHA-256 of the signed text; null for a draft. */
  hash: z.string().nullable(),
})
export type BriefDetail = z.infer<typeof detailSchema>

const one = { brief: idSchema }
const stored = z.object({ storedAt: z.number() })
const notNow = { NOT_ALLOWED: { message: '现在不能这样办，请看最新状态。' } }

export const briefsContract = {
  /** What one is usually written of, to choose from. */
  spans: procedure.output(
    z.array(
      z.object({
        key: z.enum(['day', 'week', 'month']),
        kind: z.enum(briefKindKeys),
        word: z.string(),
        from: z.number(),
        to: z.number(),
      }),
    ),
  ),
  /** Newest first. */
  list: procedure
    .input(z.object({ limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.array(shownSchema)),
  show: procedure.input(z.object(one)).output(detailSchema),
  compose: procedure
    .errors({
      BAD_SPAN: { message: '截止时间应晚于起始时间，且不晚于现在；最长一年。请改正。' },
      ALREADY: {
        message: '这段时间已经有一份没有作废的要情，请打开那一份，或先作废。',
        data: z.object({ number: z.string() }),
      },
    })
    .input(z.object({ kind: z.enum(briefKindKeys), from: epochMsSchema, to: epochMsSchema }))
    .output(z.object({ id: z.string(), number: z.string(), storedAt: z.number() })),
  setText: procedure
    .errors(notNow)
    .input(z.object({ ...one, section, text: typedText(maxBriefText), seen: z.array(opRef) }))
    .output(stored),
  sign: procedure
    .errors({
      ...notNow,
      ...notEntitled,
      CHANGED: { message: '文字刚被别的席位改过，请看过最新文字再签发。' },
      EMPTY: {
        message: '还有部分是空的，请填写，没有的写“无”。',
        data: z.object({ title: z.string() }),
      },
    })
    .input(
      z.object({
        ...one,
        authority: authoritySchema.nullish(),
        /** Every section as it was read: the last write of each. */
        seen: z.array(opRef),
      }),
    )
    .output(stored.extend({ hash: z.string() })),
  send: procedure
    .errors({
      ...notNow,
      IN_FUTURE: { message: '报送时间不能晚于现在，请改正。所填内容没有丢。' },
      BEFORE_SIGNED: { message: '报送时间早于签发时间，请核对。所填内容没有丢。' },
    })
    .input(
      z.object({
        ...one,
        to: neededText(60, '请填报送单位。'),
        means: entryChannelSchema,
        receiver: neededText(40, '请填接收人。'),
        sentAt: epochMsSchema,
      }),
    )
    .output(stored),
  void: procedure
    .errors({ ...notNow, ...notEntitled })
    .input(
      z.object({
        ...one,
        reason: neededText(200, '请写明作废原因。'),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(stored),
}
