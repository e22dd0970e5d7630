import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { IncidentPlace } from './contract.ts'
import type {
  CasualtiesReported,
  FieldValue,
  GradeDecided,
  LossesReported,
  ResponseSet,
  StatusSet,
  WarningColourSet,
} from './facts.ts'
import type { IncidentField, IncidentGroup, IncidentStatus, TaskStatus } from './words.ts'

/** What stands in a field, who else wrote it, and what an answer must name as seen. */
export interface StoredField {
  readonly value: FieldValue
  readonly seen: readonly OpRef[]
  readonly others: readonly {
    readonly value: FieldValue
    readonly by: string
    readonly at: number
  }[]
}
export type StoredFields = Partial<Record<IncidentField, StoredField>>

export interface StatusChange {
  readonly status: IncidentStatus
  readonly at: number
  readonly by: string
  readonly reason: string
  readonly decision?: StatusSet['decision']
  readonly transfer?: StatusSet['transfer']
  readonly main?: string | undefined
  readonly waived?: StatusSet['waived']
}

/** A grade as it was set: before there were decisions, by an officer in the field. */
export type StoredGrade = Pick<GradeDecided, 'grade' | 'basis' | 'by' | 'at'> & {
  readonly decision: GradeDecided['decision'] | null
}
export type StoredCasualties = CasualtiesReported & { readonly id: string }
export type StoredLosses = LossesReported & { readonly id: string }

/** What was reported and decided over time, oldest first; the standing casualties are last. */
export interface Records {
  readonly grades: readonly StoredGrade[]
  readonly responses: readonly ResponseSet[]
  readonly warnings: readonly WarningColourSet[]
  readonly casualties: readonly StoredCasualties[]
  readonly losses: readonly StoredLosses[]
  /** Writes an answer must name as seen, per value of its own. */
  readonly seen: {
    readonly response: readonly OpRef[]
    readonly warning: readonly OpRef[]
    readonly casualties: readonly OpRef[]
  }
}

/** One row per incident; fields and history as JSON, what lists and maps need as columns. */
export const incidentTable = sqliteTable(
  'incident',
  {
    id: text('id').primaryKey(),
    site: text('site').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    incidentNo: text('incident_no').notNull(),
    receivedAt: integer('received_at').notNull(),
    openedBy: text('opened_by').notNull(),
    title: text('title').notNull(),
    category: text('category'),
    grade: text('grade').notNull(),
    /** The place as it stands, for lists: `fields` is read for one incident only. */
    place: text('place', { mode: 'json' }).$type<IncidentPlace>().notNull(),
    lat: real('lat'),
    lon: real('lon'),
    incidentStatus: text('incident_status').$type<IncidentStatus>().notNull(),
    statusSince: integer('status_since').notNull(),
    /** Writes of the state an answer must name as seen. */
    statusSeen: text('status_seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    group: text('standing_list').$type<IncidentGroup>().notNull(),
    closedAt: integer('closed_at'),
    missing: integer('missing').notNull(),
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
    /** The main incident while this one is merged. */
    mergedInto: text('merged_into'),
    /** Standing figures, for cards. */
    standing: text('casualties', { mode: 'json' }).$type<StoredCasualties | null>(),
    records: text('records', { mode: 'json' }).$type<Records>().notNull(),
    fields: text('fields', { mode: 'json' }).$type<StoredFields>().notNull(),
    history: text('history', { mode: 'json' }).$type<readonly StatusChange[]>().notNull(),
    status: text('status').notNull(),
  },
  (table) => [
    index('incident_number').on(table.site, table.year, table.number),
    index('incident_list').on(table.group, table.closedAt),
    index('incident_merged').on(table.mergedInto),
  ],
)

export type IncidentRow = typeof incidentTable.$inferSelect
/** What a card needs. */
export type ListedRow = Omit<IncidentRow, 'fields' | 'history' | 'statusSeen' | 'records'>

export interface TaskChange {
  readonly status: TaskStatus
  readonly at: number
  readonly by: string
  readonly result: string
}

export const taskTable = sqliteTable(
  'incident_task',
  {
    id: text('id').primaryKey(),
    incident: text('incident').notNull(),
    text: text('text').notNull(),
    receiver: text('receiver').notNull(),
    unit: text('unit'),
    due: integer('due'),
    issuedAt: integer('issued_at').notNull(),
    issuedBy: text('issued_by').notNull(),
    taskStatus: text('task_status').$type<TaskStatus>().notNull(),
    statusSince: integer('status_since').notNull(),
    result: text('result').notNull(),
    seen: text('seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    history: text('history', { mode: 'json' }).$type<readonly TaskChange[]>().notNull(),
    status: text('status').notNull(),
  },
  (table) => [index('incident_task_incident').on(table.incident, table.issuedAt)],
)
export type TaskRow = typeof taskTable.$inferSelect
