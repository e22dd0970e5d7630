import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { entryChannelSchema } from '../logbook/contract.ts'
import { decisionSchema } from '../people/index.ts'
import { briefKindKeys, briefSectionKeys } from './words.ts'

const moment = z.number().int()
const section = z.enum(briefSectionKeys)
const textsSchema = z.array(z.object({ section, text: z.string() }))

/** Entity of every fact here: the brief. Times without a name are those of the record. */
export const briefComposed = factKind(
  'brief.composed',
  1,
  z.object({
    kind: z.enum(briefKindKeys),
    site: z.string(),
    year: moment,
    /** Counted without gaps per site, year and kind. */
    number: z.number().int().min(1),
    /** What it tells of: `from` ≤ t < `to`. */
    from: moment,
    to: moment,
    /** As the console wrote them from the record. */
    texts: textsSchema,
    by: z.string(),
    at: moment,
  }),
)

/** The op's `base` names the writes of this section its author saw. */
export const briefTextSet = factKind(
  'brief.text-set',
  1,
  z.object({ section, text: z.string(), by: z.string(), at: moment }),
)

/** With the text that was signed: later writes do not change it. */
export const briefSigned = factKind(
  'brief.signed',
  1,
  z.object({
    texts: textsSchema,
    hash: z.string(),
    decision: decisionSchema,
    by: z.string(),
    at: moment,
  }),
)

/** A person sent it and says so. */
export const briefSent = factKind(
  'brief.sent',
  1,
  z.object({
    to: z.string(),
    means: entryChannelSchema,
    receiver: z.string(),
    sentAt: moment,
    by: z.string(),
    at: moment,
  }),
)

export const briefVoided = factKind(
  'brief.voided',
  1,
  z.object({
    reason: z.string(),
    /** A leader's, once it was signed. */
    decision: decisionSchema.optional(),
    by: z.string(),
    at: moment,
  }),
)

export type BriefComposed = z.infer<typeof briefComposed.body>
export type BriefSigned = z.infer<typeof briefSigned.body>
export type BriefSent = z.infer<typeof briefSent.body>
export type BriefVoided = z.infer<typeof briefVoided.body>

export const briefFacts = [briefComposed, briefTextSet, briefSigned, briefSent, briefVoided]
