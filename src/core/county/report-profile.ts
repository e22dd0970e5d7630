/** Shape of `report-deadlines.json` and `report-elements.json` (domain §2.1, §2.2). */
import { z } from 'zod'

const certainty = z.enum(['C', '~', 'D'])
const text = z.string().trim().min(1)
const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/)

/** Who must be reached: an office of the county, the city, the province, the nation; or any above. */
export const reportLevels = ['county', 'city', 'province', 'nation', 'superior'] as const

const counted = ['dead', 'missing', 'deadOrMissing', 'serious', 'trapped', 'atRisk', 'evacuated']

/** Everything named must hold; of several conditions one is enough, none means always. */
const condition = z.strictObject({
  /** Prefixes of event codes. */
  categories: z.array(text).min(1).optional(),
  /** Keys of `event_grade`. */
  grades: z.array(key).min(1).optional(),
  /** “以上” includes the number. */
  atLeast: z.partialRecord(z.enum(counted), z.number().int().min(1)).optional(),
  sensitive: z.literal(true).optional(),
  /** Only until the situation is under control (灾情稳定). */
  unstable: z.literal(true).optional(),
})

const limit = z.union([
  z.strictObject({ minutes: z.number().int().min(1) }),
  /** A setting of the county: a key of `rules.json`. */
  z.strictObject({ rule: text }),
  z.strictObject({ dailyAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  z.literal('immediately'),
  /** Until midnight, Beijing time. */
  z.literal('same-day'),
])

const deadline = z.strictObject({
  key,
  label: text,
  from: text,
  to: text,
  level: z.enum(reportLevels),
  /** `system`: filed in a system of somebody else's, and noted here. */
  means: z.enum(['phone', 'written', 'any', 'system']),
  /** `outside`: somebody else's duty; listed, never a clock of this desk. */
  by: z.enum(['county', 'outside']),
  when: z.array(condition),
  starts: z.enum(['received', 'occurred', 'last-report', 'casualties-changed']),
  limit: limit.nullable(),
  repeats: z.literal(true).optional(),
  /** After so many days from the event it no longer starts; other numbers by prefix of the code. */
  withinDays: z.number().int().min(1).optional(),
  withinDaysOf: z.record(z.string(), z.number().int().min(1)).optional(),
  enabled: z.boolean(),
  basis: z.enum(['law', 'older', 'county', 'assumed', 'example', 'repealed']),
  source: text,
  certainty,
  note: text.optional(),
})

export const reportDeadlines = z.strictObject({
  source: z.string().optional(),
  /** 文号: `{site}` is the site's letter (empty at the centre), `{year}`, `{number}`. */
  documentNumber: text.refine((pattern) => pattern.includes('{number}'), {
    error: '文号里要有 {number}',
  }),
  /** What a source key is called on paper and screen; a key without one is our own assumption. */
  sources: z.record(z.string(), text),
  recipients: z.array(z.strictObject({ key, name: text, level: z.enum(reportLevels) })).min(1),
  rows: z.array(deadline).min(1),
})

const reportKind = z.enum(['phone_flash', 'first', 'follow_up', 'final', 'special'])

const element = z.strictObject({
  key,
  label: text,
  hint: z.string(),
  kinds: z.array(reportKind).min(1),
  required: z.array(reportKind),
  source: text,
  certainty,
})

export const reportElements = z.strictObject({
  source: z.string().optional(),
  kinds: z
    .array(z.strictObject({ key: reportKind, label: text, body: text, source: text, certainty }))
    .length(reportKind.options.length),
  rows: z.array(element).min(1),
})

export type ReportDeadlines = z.infer<typeof reportDeadlines>
export type ReportDeadline = z.infer<typeof deadline>
export type ReportCondition = z.infer<typeof condition>
export type ReportElements = z.infer<typeof reportElements>
export type ReportLevel = (typeof reportLevels)[number]
