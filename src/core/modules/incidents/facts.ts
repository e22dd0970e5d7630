import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { callAdded } from './call-facts.ts'
import { decisionSchema } from '../people/index.ts'
import {
  casualtyFigures,
  incidentFields,
  incidentGrades,
  incidentStatuses,
  responseLevels,
  taskStatusKeys,
  warningColours,
} from './words.ts'
import type {
  CasualtyFigure,
  IncidentField,
  IncidentGrade,
  IncidentStatus,
  ResponseLevel,
  WarningColour,
} from './words.ts'

const fieldKeys = incidentFields.map(([key]) => key) as [IncidentField, ...IncidentField[]]
const statusKeys = incidentStatuses.map(([key]) => key) as [IncidentStatus, ...IncidentStatus[]]

const place = z.object({
  text: z.string(),
  township: z.string().optional(),
  village: z.string().optional(),
  /** WGS-84 degrees. */
  lat: z.number().optional(),
  lon: z.number().optional(),
  precision: z.enum(['surveyed', 'approximate', 'township-only', 'unknown']),
})

/** Entity: the incident. What was told at intake; later knowledge is in `incident.field-set`. */
export const incidentOpened = factKind(
  'incident.opened',
  1,
  z.object({
    site: z.string(),
    /** Calendar year (Beijing) in which the site counts without gaps. */
    year: z.number().int(),
    number: z.number().int().min(1),
    incidentNo: z.string(),
    /** UTC epoch milliseconds: the report clocks start here. */
    receivedAt: z.number().int(),
    source: z.string(),
    contact: z.string().optional(),
    place,
    /** Event code; absent is 待定. */
    category: z.string().optional(),
    title: z.string(),
    openedBy: z.string(),
    /** Incidents beside the form that a person said are not this one. */
    different: z.array(z.string()).optional(),
    /** The telephone call it was told on. */
    phoneCall: z.string().optional(),
  }),
)

const fieldValue = z.union([
  z.string(),
  z.object({ at: z.number().int(), about: z.boolean() }),
  place,
  z.null(),
])
export type FieldValue = z.infer<typeof fieldValue>

/** Entity: the incident. The op's `base` names the write whose value the officer saw. */
export const fieldSet = factKind(
  'incident.field-set',
  1,
  z.object({ field: z.enum(fieldKeys), value: fieldValue, by: z.string() }),
)

const at = z.number().int()
const count = z.number().int().min(0)
const keysOf = <Key extends string>(rows: readonly (readonly [Key, ...unknown[]])[]) =>
  rows.map(([key]) => key) as [Key, ...Key[]]

/** What becomes of a team that is still on an incident when this closes. */
export const unitFates = ['return', 'move', 'stay'] as const

/** Entity: the incident. Version 2 says who decided, and what a step beyond the usual way needs. */
export const statusSet = factKind(
  'incident.status-set',
  2,
  z.object({
    from: z.enum(statusKeys),
    to: z.enum(statusKeys),
    reason: z.string(),
    by: z.string(),
    at,
    decision: decisionSchema.optional(),
    transfer: z.object({ receiver: z.string(), at, acknowledgement: z.string() }).optional(),
    /** Merging: the incident under which this one is read from now on. */
    main: z.string().optional(),
    units: z
      .array(
        z.object({ unit: z.string(), fate: z.enum(unitFates), incident: z.string().optional() }),
      )
      .optional(),
    /** Conditions of the step that were given up, each with its reason. */
    waived: z.array(z.object({ need: z.string(), reason: z.string() })).optional(),
  }),
  { 1: (older) => older },
)

/** Entity: the incident. A person's grade; the console only suggests one. */
export const gradeDecided = factKind(
  'incident.grade-decided',
  1,
  z.object({
    grade: z.enum(keysOf<IncidentGrade>(incidentGrades)),
    basis: z.string(),
    decision: decisionSchema,
    by: z.string(),
    at,
  }),
)

/** Entity: the incident. The four elements the law asks for; level `null` ends the response. */
export const responseSet = factKind(
  'incident.response-set',
  1,
  z.object({
    level: z.enum(keysOf<ResponseLevel>(responseLevels)).nullable(),
    subject: z.string(),
    expectedUntil: at.nullable(),
    measures: z.string(),
    decision: decisionSchema,
    by: z.string(),
    at,
  }),
)

/** Entity: the incident. As its issuer gave it; `null` is lifted. */
export const warningColourSet = factKind(
  'incident.warning-colour-set',
  1,
  z.object({
    colour: z.enum(keysOf<WarningColour>(warningColours)).nullable(),
    basis: z.string(),
    by: z.string(),
    at,
  }),
)

const figures = z.object(
  Object.fromEntries(casualtyFigures.map(([key]) => [key, count])) as Record<
    CasualtyFigure,
    typeof count
  >,
)

/** Entity: the incident. All figures as they were told at one time. */
export const casualtiesReported = factKind(
  'incident.casualties-reported',
  1,
  figures.extend({
    source: z.string(),
    verified: z.boolean(),
    at,
    /** Why a figure fell. */
    reason: z.string(),
    /** Told later than figures that already stood: part of the history only. */
    late: z.boolean(),
    by: z.string(),
  }),
)

/** Entity: the incident. Each loss as it was told, with its unit, and converted. */
export const lossesReported = factKind(
  'incident.losses-reported',
  1,
  z.object({
    economic: z
      .object({ told: z.number().min(0), unit: z.enum(['元', '万元', '亿元']), wan: z.number() })
      .optional(),
    burnt: z
      .object({ told: z.number().min(0), unit: z.enum(['亩', '公顷']), ha: z.number() })
      .optional(),
    potential: z
      .object({ told: z.number().min(0), unit: z.enum(['元', '万元', '亿元']), wan: z.number() })
      .optional(),
    /** People who must leave, not those who have left. */
    toEvacuate: count.optional(),
    source: z.string(),
    at,
    by: z.string(),
  }),
)

/** Entity: the task. One that belongs to no dispatch order. */
export const taskIssued = factKind(
  'task.issued',
  1,
  z.object({
    incident: z.string(),
    text: z.string(),
    receiver: z.string(),
    /** Where the receiver is a team of the directory. */
    unit: z.string().optional(),
    due: at.optional(),
    at,
    by: z.string(),
  }),
)

/** Entity: the task. */
export const taskStatusSet = factKind(
  'task.status-set',
  1,
  z.object({
    from: z.enum(taskStatusKeys),
    to: z.enum(taskStatusKeys),
    /** What came of it, or why it was given up. */
    result: z.string(),
    at,
    by: z.string(),
  }),
)

export type IncidentOpened = z.infer<typeof incidentOpened.body>
export type FieldSet = z.infer<typeof fieldSet.body>
export type StatusSet = z.infer<typeof statusSet.body>
export type GradeDecided = z.infer<typeof gradeDecided.body>
export type ResponseSet = z.infer<typeof responseSet.body>
export type WarningColourSet = z.infer<typeof warningColourSet.body>
export type CasualtiesReported = z.infer<typeof casualtiesReported.body>
export type LossesReported = z.infer<typeof lossesReported.body>
export type TaskIssued = z.infer<typeof taskIssued.body>
export type TaskStatusSet = z.infer<typeof taskStatusSet.body>

export const incidentFacts = [
  incidentOpened,
  fieldSet,
  statusSet,
  gradeDecided,
  responseSet,
  warningColourSet,
  casualtiesReported,
  lossesReported,
  callAdded,
]
export const taskFacts = [taskIssued, taskStatusSet]
