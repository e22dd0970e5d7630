import { z } from 'zod'
import { meansKeys } from '../../gateway/means.ts'
import { factKind } from '../../oplog/registry.ts'
import { decisionSchema } from '../people/index.ts'
import { commsModeKeys } from './mode-machine.ts'
import { contactResults, proofHows } from './words.ts'

/** Entity: this one contact, or attempt. Two-way: both sides heard each other. */
export const contactNoted = factKind(
  'reach.contact-noted',
  1,
  z.object({
    /** `place:<division code or own place>` or `unit:<team>`. */
    subject: z.string(),
    /** Its name at that time. */
    name: z.string(),
    means: z.enum(meansKeys),
    result: z.enum(contactResults),
    how: z.enum(proofHows),
    /** Number, talker, words … */
    note: z.string(),
    /** Who tried; 系统 where the console saw it in the traffic. */
    by: z.string(),
    at: z.number().int(),
  }),
)

/** Entity: the contact that was noted wrongly. It stays readable. */
export const contactStruck = factKind(
  'reach.contact-struck',
  1,
  z.object({ reason: z.string(), by: z.string(), at: z.number().int() }),
)

export type ContactNoted = z.infer<typeof contactNoted.body>
export type ContactStruck = z.infer<typeof contactStruck.body>

export const reachFacts = [contactNoted, contactStruck]

/** Entity: `comms-mode`, one for the county. */
export const modeSet = factKind(
  'comms.mode-set',
  1,
  z.object({
    from: z.enum(commsModeKeys),
    to: z.enum(commsModeKeys),
    reason: z.string(),
    /** What the console saw at that moment, in words. */
    evidence: z.array(z.string()),
    decision: decisionSchema,
    by: z.string(),
    at: z.number().int(),
  }),
)
export type ModeSet = z.infer<typeof modeSet.body>

export const modeFacts = [modeSet]
