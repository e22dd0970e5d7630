/** Taking a report: opening, possible duplicates beside the form, further calls. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { placeSchema } from './place-schema.ts'
import { incidentStatuses, type IncidentStatus } from './words.ts'

/** The longest of each part of a report, for the sentence beside the field. */
export const intakeLimits = { source: 60, contact: 60, place: 120, narrative: 2000 } as const

const statusSchema = z.enum(
  incidentStatuses.map(([key]) => key) as [IncidentStatus, ...IncidentStatus[]],
)

const inFuture = { IN_FUTURE: { message: '接报时间不能晚于现在，请改正后登记。' } }

/** What one person told on one call. */
const told = {
  receivedAt: epochMsSchema.optional(),
  source: typedText(intakeLimits.source).refine((text) => text.trim() !== '', {
    message: '请填信息来源。',
  }),
  contact: typedText(intakeLimits.contact).optional(),
  /** Key of `entryChannels`. */
  channel: z.string().max(20).optional(),
  /** Files that were brought before (`attachments.upload`). */
  attachments: z.array(idSchema).max(100).default([]),
  /** The telephone call it was told on (`callers`). */
  phoneCall: idSchema.optional(),
}

const distanceSchema = z.discriminatedUnion('kind', [
  /** A straight line. */
  z.object({ kind: z.literal('metres'), metres: z.number(), approximate: z.boolean() }),
  /** No distance can be told: why, in words. */
  z.object({ kind: z.literal('words'), text: z.string() }),
])

export const duplicateSchema = z.object({
  id: z.string(),
  number: z.string(),
  categoryName: z.string(),
  sign: z.string(),
  group: z.enum(['waiting', 'active', 'closed']),
  place: z.string(),
  incidentStatus: statusSchema,
  receivedAt: z.number(),
  /** 很可能同一起, 可能 */
  score: z.enum(['likely', 'possible']),
  /** Why it is on the list, in words. */
  reasons: z.array(z.string()),
  distance: distanceSchema,
  units: z.number(),
  /** The opening and every further call. */
  calls: z.number(),
})
export type Duplicate = z.infer<typeof duplicateSchema>

export const furtherCallSchema = z.object({
  id: z.string(),
  /** The incident it was told to: another one where that was merged. */
  incident: z.string(),
  /** The first call of a merged incident. */
  opening: z.boolean(),
  at: z.number(),
  source: z.string(),
  /** As it was written; null where nobody left one. */
  phone: z.string().nullable(),
  channel: z.string().nullable(),
  text: z.string(),
  place: z.string().nullable(),
  by: z.string(),
})
export type FurtherCall = z.infer<typeof furtherCallSchema>

export const intakeProcedures = {
  /** Four things are asked at intake: time, source, place, category (which may be 待定). */
  open: procedure
    .errors({
      ...inFuture,
      UNKNOWN_CATEGORY: { message: '没有这个事件类别，请从列表里选，或选“待定”。' },
    })
    .input(
      z.object({
        ...told,
        place: placeSchema.refine(({ text }) => text.trim() !== '', { message: '请填地点。' }),
        category: z.string().max(5).nullable(),
        title: typedText(80).optional(),
        narrative: typedText(intakeLimits.narrative).optional(),
        /** Incidents beside the form that a person said are not this one. */
        different: z.array(idSchema).max(20).default([]),
      }),
    )
    .output(
      z.object({
        id: z.string(),
        number: z.string(),
        incidentNo: z.string(),
        storedAt: z.number(),
      }),
    ),
  /** Beside the form while somebody types; nothing here stops anybody. */
  duplicates: procedure
    .input(
      z.object({
        place: placeSchema.nullish(),
        /** Null is 待定. */
        category: z.string().max(5).nullish(),
        receivedAt: epochMsSchema.optional(),
        phone: z.string().max(200).optional(),
      }),
    )
    .output(
      z.object({
        candidates: z.array(duplicateSchema),
        /** How many more there are. */
        more: z.number(),
        radiusKm: z.number(),
        windowH: z.number(),
        widened: z.enum(['storm', 'many-calls']).nullable(),
      }),
    ),
  /** Another call about an incident that is there: a fact of its own and a typed line. */
  addCall: procedure
    .errors(inFuture)
    .input(
      z.object({
        ...told,
        incident: idSchema,
        text: typedText(intakeLimits.narrative).default(''),
        /** Where and what this caller said it was. */
        place: placeSchema.optional(),
        category: z.string().max(5).nullish(),
      }),
    )
    .output(z.object({ id: z.string(), line: z.string(), storedAt: z.number() })),
  /** Further calls, and those of incidents merged into this one; oldest first. */
  calls: procedure.input(z.object({ incident: idSchema })).output(z.array(furtherCallSchema)),
}
