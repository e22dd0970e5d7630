/** Incidents as seats see them: open, list, show, set a field, take the next step. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { intakeProcedures } from './intake-contract.ts'
import { placeSchema } from './place-schema.ts'
import { incidentFields, incidentGrades, incidentStatuses } from './words.ts'
import type { IncidentField, IncidentGrade, IncidentStatus } from './words.ts'

export { intakeLimits, type Duplicate, type FurtherCall } from './intake-contract.ts'
export { placeSchema, type IncidentPlace } from './place-schema.ts'
export { incidentFields, incidentGrades, incidentWord, usualSteps } from './words.ts'
export type { IncidentField, IncidentGrade, IncidentGroup, IncidentStatus } from './words.ts'

export const incidentStatusSchema = z.enum(
  incidentStatuses.map(([key]) => key) as [IncidentStatus, ...IncidentStatus[]],
)
export const incidentFieldSchema = z.enum(
  incidentFields.map(([key]) => key) as [IncidentField, ...IncidentField[]],
)
export const incidentGradeSchema = z.enum(
  incidentGrades.map(([key]) => key) as [IncidentGrade, ...IncidentGrade[]],
)

/** A time that may be an estimate (约). */
export const roughTimeSchema = z.object({ at: epochMsSchema, about: z.boolean() })

const opRefSchema = z.object({ origin: z.string(), seq: z.number().int() })

export const incidentCardSchema = z.object({
  id: z.string(),
  /** `#12`; with the site's letter where it is not the centre: `#车3`. */
  number: z.string(),
  /** 县码-日期-序号 */
  incidentNo: z.string(),
  title: z.string(),
  /** Event code of the county profile; null is 待定. */
  category: z.string().nullable(),
  categoryName: z.string(),
  /** One character for the symbol. */
  sign: z.string(),
  grade: incidentGradeSchema,
  place: placeSchema,
  incidentStatus: incidentStatusSchema,
  statusSince: z.number(),
  group: z.enum(['waiting', 'active', 'closed']),
  receivedAt: z.number(),
  closedAt: z.number().nullable(),
  /** Newest line of its log, by time heard. */
  lastEntryAt: z.number().nullable(),
  /** How many of the report elements are still missing. */
  missingCount: z.number(),
  /** Teams whose state names this incident. */
  units: z.number(),
  /** Two consoles wrote the same field without seeing each other. */
  conflict: z.boolean(),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type IncidentCard = z.infer<typeof incidentCardSchema>

const fieldStateSchema = z.object({
  field: incidentFieldSchema,
  label: z.string(),
  /** A string, a `RoughTime`, or an `IncidentPlace`; null while nobody gave one. */
  value: z.union([z.string(), roughTimeSchema, placeSchema]).nullable(),
  /** As shown: category and grade in words, times in Beijing time. */
  shown: z.string(),
  /** Belongs to a report and is not there: 待核. */
  missing: z.boolean(),
  /** Hand it back with `setField`: what the officer saw. */
  seen: z.array(opRefSchema),
  /** Other values written at the same time elsewhere. */
  others: z.array(z.object({ shown: z.string(), by: z.string(), at: z.number() })),
})
export type FieldState = z.infer<typeof fieldStateSchema>

export const incidentSchema = incidentCardSchema.extend({
  fields: z.array(fieldStateSchema),
  history: z.array(
    z.object({ status: incidentStatusSchema, at: z.number(), by: z.string(), reason: z.string() }),
  ),
  /** What may come next; the first is the usual way. */
  next: z.array(z.object({ to: incidentStatusSchema, action: z.string(), reason: z.boolean() })),
})
export type Incident = z.infer<typeof incidentSchema>

const categorySchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Key of `event_class`. */
  class: z.string().nullable(),
  /** Pinyin initials, for typing. */
  initials: z.string(),
  first: z.boolean(),
})

export const incidentsContract = {
  ...intakeProcedures,
  /** Waiting and active ones, and what was closed in the last 24 hours. */
  list: procedure.input(z.object({}).default({})).output(
    z.object({
      incidents: z.array(incidentCardSchema),
      counts: z.object({ waiting: z.number(), active: z.number(), closed: z.number() }),
      asOf: z.number(),
    }),
  ),
  show: procedure.input(z.object({ incident: idSchema })).output(incidentSchema),
  setField: procedure
    .errors({
      BAD_VALUE: { message: '这一项的内容不合格式，请改正后保存。' },
      UNKNOWN_CATEGORY: { message: '没有这个事件类别，请从列表里选，或选“待定”。' },
    })
    .input(
      z.object({
        incident: idSchema,
        field: incidentFieldSchema,
        value: z.union([typedText(2000), roughTimeSchema, placeSchema]).nullable(),
        seen: z.array(opRefSchema).max(50).optional(),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  setStatus: procedure
    .errors({
      NOT_ALLOWED: {
        message: '当前状态不能直接转到这一步。',
        data: z.object({ from: incidentStatusSchema, to: incidentStatusSchema }),
      },
      REASON_NEEDED: { message: '这一步要写明原因。' },
    })
    .input(
      z.object({
        incident: idSchema,
        to: incidentStatusSchema,
        reason: typedText(200).default(''),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  categories: procedure.input(z.object({}).default({})).output(z.array(categorySchema)),
  /** The incidents each alert box counts, from the state of what is open; `openActions` counts lines. */
  boxes: procedure.input(z.object({}).default({})).output(
    z.object({
      unverified: z.array(z.string()),
      unassigned: z.array(z.string()),
      /** Responding, and nothing in its log for an hour. */
      silent: z.array(z.string()),
      /** Response ended or aftermath. */
      readyToClose: z.array(z.string()),
      /** Known to the township only, or not at all. */
      noPlace: z.array(z.string()),
      /** Changed in two places at once. */
      conflict: z.array(z.string()),
      openActions: z.number(),
    }),
  ),
}
