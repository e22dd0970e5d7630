import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { decisionSchema } from '../people/index.ts'
import { actionStateKeys, measuredTimeSchema, reviewStateKeys, sectionKeys } from './contract.ts'

/** Entity of every fact here: the incident. It has at most one review. */
export const reviewOpened = factKind(
  'review.opened',
  1,
  z.object({ by: z.string(), at: z.number().int() }),
)

/** The op's `base` names the writes that its author saw. */
export const sectionWritten = factKind(
  'review.section-written',
  1,
  z.object({ section: z.enum(sectionKeys), text: z.string(), by: z.string() }),
)

export const reviewStepped = factKind(
  'review.step-taken',
  1,
  z.object({
    from: z.enum(reviewStateKeys),
    to: z.enum(reviewStateKeys),
    reason: z.string(),
    by: z.string(),
    at: z.number().int(),
    /** Of a leader's step: who decided, and how the officer learned of it. */
    decision: decisionSchema.optional(),
    /** With the signature: the measured times that were signed; what arrives later does not change them. */
    times: z.array(measuredTimeSchema).optional(),
  }),
)

/** A problem with what is done about it. Written again under the same id, the later one stands. */
export const actionNoted = factKind(
  'review.action-noted',
  1,
  z.object({
    action: z.string(),
    problem: z.string(),
    owner: z.string(),
    measure: z.string(),
    /** Calendar day, `2026-05-31`. */
    due: z.string(),
    verifier: z.string(),
    by: z.string(),
  }),
)

export const actionMoved = factKind(
  'review.action-moved',
  1,
  z.object({
    action: z.string(),
    to: z.enum(actionStateKeys),
    note: z.string(),
    by: z.string(),
    at: z.number().int(),
  }),
)

/** People hit by the disaster were given what they need to live (KPI 表1: within ten hours). */
export const reliefNoted = factKind(
  'review.relief-noted',
  1,
  z.object({
    relief: z.string(),
    at: z.number().int(),
    settlement: z.string(),
    what: z.string(),
    deliveredBy: z.string(),
    by: z.string(),
  }),
)

export const reliefWithdrawn = factKind(
  'review.relief-withdrawn',
  1,
  z.object({ relief: z.string(), reason: z.string(), by: z.string() }),
)

/** A leader decided that this incident needs no review. */
export const reviewWaived = factKind(
  'review.waived',
  1,
  z.object({
    reason: z.string(),
    by: z.string(),
    at: z.number().int(),
    decision: decisionSchema,
  }),
)

export type ActionNoted = z.infer<typeof actionNoted.body>
export type ReliefNoted = z.infer<typeof reliefNoted.body>
export type ReviewWaived = z.infer<typeof reviewWaived.body>

export const reviewFacts = [
  reviewOpened,
  sectionWritten,
  reviewStepped,
  actionNoted,
  actionMoved,
  reliefNoted,
  reliefWithdrawn,
  reviewWaived,
]
