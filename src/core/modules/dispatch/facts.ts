import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { decisionSchema } from '../people/index.ts'
import { assignmentStateKeys } from './words.ts'

/** One order as it was told. A day is the calendar day in Beijing. */
const orderSchema = z.object({
  site: z.string(),
  day: z.string(),
  /** The site's own number of that day, without gaps. */
  number: z.number().int().min(1),
  orderNo: z.string(),
  task: z.string(),
  place: z.string(),
  channel: z.string(),
  route: z.string().optional(),
  /** What to bring along. */
  carry: z.string().optional(),
  /** Whom to report to on the scene, with telephone. */
  contact: z.string().optional(),
  /** To be there by, UTC epoch milliseconds. */
  dueAt: z.number().int().optional(),
  /** The words as they were told or sent. */
  text: z.string(),
  orderedBy: decisionSchema,
})
export type Order = z.infer<typeof orderSchema>

/** Entity: the assignment, one order to one team for one incident. */
export const dispatchOrdered = factKind(
  'dispatch.ordered',
  1,
  orderSchema.extend({
    incident: z.string(),
    unit: z.string(),
    /** Names at that time. */
    callSign: z.string(),
    unitName: z.string(),
    /** UTC epoch milliseconds: when it was told, not typed. */
    at: z.number().int(),
    /** Key of the log book's channels. */
    how: z.string(),
    by: z.string(),
  }),
)

/** Entity: the assignment. `passed`: states nobody reported, in order; their times are not known. */
export const dispatchStepped = factKind(
  'dispatch.stepped',
  1,
  z.object({
    from: z.enum(assignmentStateKeys),
    to: z.enum(assignmentStateKeys),
    at: z.number().int(),
    how: z.string(),
    passed: z.array(z.enum(assignmentStateKeys)),
    /** What was read back. */
    readBack: z.string().optional(),
    people: z.number().int().min(0).optional(),
    vehicles: z.number().int().min(0).optional(),
    etaAt: z.number().int().optional(),
    reason: z.string().optional(),
    /** The log line that tells of it. */
    line: z.string().optional(),
    /** A transfer is a new order to a team that stays. */
    order: orderSchema.optional(),
    by: z.string(),
  }),
)

/** Entity: the assignment. A step that was noted wrongly: the state before it stands again. */
export const stepTakenBack = factKind(
  'dispatch.step-taken-back',
  1,
  z.object({
    step: z.object({ origin: z.string(), seq: z.number().int() }),
    reason: z.string(),
    at: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: the assignment. A new estimate of the arrival. */
export const dispatchEtaSet = factKind(
  'dispatch.eta-set',
  1,
  z.object({
    etaAt: z.number().int(),
    at: z.number().int(),
    how: z.string(),
    reason: z.string().optional(),
    by: z.string(),
  }),
)

/** Entity: the team. The dispatcher answers for it; `line` is the log line that keeps the words. */
export const contactNoted = factKind(
  'dispatch.contact-noted',
  1,
  z.object({
    at: z.number().int(),
    text: z.string(),
    channel: z.string(),
    line: z.string(),
    by: z.string(),
  }),
)

export type DispatchOrdered = z.infer<typeof dispatchOrdered.body>
export type DispatchStepped = z.infer<typeof dispatchStepped.body>
export type DispatchEtaSet = z.infer<typeof dispatchEtaSet.body>

export type StepTakenBack = z.infer<typeof stepTakenBack.body>

export const assignmentFacts = [dispatchOrdered, dispatchStepped, stepTakenBack, dispatchEtaSet]
export const dispatchFacts = [...assignmentFacts, contactNoted]
