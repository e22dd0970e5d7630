import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { callAdded } from './call-facts.ts'
import { incidentFields, incidentStatuses } from './words.ts'
import type { IncidentField, IncidentStatus } from './words.ts'

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

/** Entity: the incident. */
export const statusSet = factKind(
  'incident.status-set',
  1,
  z.object({
    from: z.enum(statusKeys),
    to: z.enum(statusKeys),
    reason: z.string(),
    by: z.string(),
    at: z.number().int(),
  }),
)

export type IncidentOpened = z.infer<typeof incidentOpened.body>
export type FieldSet = z.infer<typeof fieldSet.body>
export type StatusSet = z.infer<typeof statusSet.body>

export const incidentFacts = [incidentOpened, fieldSet, statusSet, callAdded]
