import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { decisionSchema } from '../people/index.ts'
import { meansKeys, reportKindKeys, reportStateKeys } from './words.ts'

const level = z.enum(['county', 'city', 'province', 'nation', 'superior'])

/** Entity: the report. `body` is element key → text, as the console filled it in. */
export const reportDrafted = factKind(
  'report.drafted',
  1,
  z.object({
    incident: z.string(),
    site: z.string(),
    kind: z.enum(reportKindKeys),
    /** Of its kind within the incident: 续报一 is 1. */
    seq: z.number().int().min(1),
    title: z.string(),
    body: z.record(z.string(), z.string()),
    /** The report before it, which it does not repeat. */
    earlier: z.string().optional(),
    by: z.string(),
    at: z.number().int(),
  }),
)

/** Entity: the report. The op's `base` names the text the author saw. `title` is an element too. */
export const reportTextSet = factKind(
  'report.text-set',
  1,
  z.object({ element: z.string(), text: z.string(), by: z.string() }),
)

/** What was signed, complete: later changes of the draft cannot reach it. */
const signedText = z.object({
  title: z.string(),
  body: z.record(z.string(), z.string()),
  /** SHA-256 in hex of the canonical text (`signed-text.ts`). */
  hash: z.string(),
  /** 文号; counted without gaps per site and calendar year. */
  site: z.string(),
  year: z.number().int(),
  number: z.number().int().min(1),
  documentNo: z.string(),
  /** 审核人, where one looked at it. */
  reviewer: z.string(),
})

/** Entity: the report. */
export const reportStepped = factKind(
  'report.step',
  1,
  z.object({
    from: z.enum(reportStateKeys),
    to: z.enum(reportStateKeys),
    reason: z.string(),
    by: z.string(),
    at: z.number().int(),
    /** Whose decision it was, where the step needs a leader's. */
    decision: decisionSchema.optional(),
    signed: signedText.optional(),
  }),
)

/** Entity: the report. It was sent, by whatever means, and somebody took it. */
export const reportSent = factKind(
  'report.sent',
  1,
  z.object({
    id: z.string(),
    to: z.string(),
    level,
    means: z.enum(meansKeys),
    receiver: z.string(),
    /** When it was sent. */
    at: z.number().int(),
    /** The time was typed, not taken at the key press: 人工. */
    manual: z.boolean(),
    readBack: z.boolean(),
    by: z.string(),
  }),
)

/** Entity: the report. The other side says that it has it. */
export const reportAcknowledged = factKind(
  'report.acknowledged',
  1,
  z.object({
    sending: z.string(),
    /** Who signed for it there. */
    by: z.string(),
    at: z.number().int(),
    manual: z.boolean(),
    recordedBy: z.string(),
  }),
)

/** Entity: the filing. Sent outside this console (a system of somebody else's), and noted here. */
export const reportFiled = factKind(
  'report.filed',
  1,
  z.object({
    incident: z.string(),
    /** Key of the limit it answers. */
    rule: z.string(),
    to: z.string(),
    receiver: z.string(),
    note: z.string(),
    at: z.number().int(),
    by: z.string(),
  }),
)

export type ReportDrafted = z.infer<typeof reportDrafted.body>
export type ReportTextSet = z.infer<typeof reportTextSet.body>
export type ReportStepped = z.infer<typeof reportStepped.body>
export type ReportSent = z.infer<typeof reportSent.body>
export type ReportAcknowledged = z.infer<typeof reportAcknowledged.body>
export type ReportFiled = z.infer<typeof reportFiled.body>
export type SignedText = z.infer<typeof signedText>

export const reportFacts = [
  reportDrafted,
  reportTextSet,
  reportStepped,
  reportSent,
  reportAcknowledged,
]
export const filingFacts = [reportFiled]
