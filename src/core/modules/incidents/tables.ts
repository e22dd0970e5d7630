import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { IncidentPlace } from './contract.ts'
import type { FieldValue } from './facts.ts'
import type { IncidentField, IncidentGroup, IncidentStatus } from './words.ts'

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
    fields: text('fields', { mode: 'json' }).$type<StoredFields>().notNull(),
    history: text('history', { mode: 'json' }).$type<readonly StatusChange[]>().notNull(),
    status: text('status').notNull(),
  },
  (table) => [
    index('incident_number').on(table.site, table.year, table.number),
    index('incident_list').on(table.group, table.closedAt),
  ],
)

export type IncidentRow = typeof incidentTable.$inferSelect
/** What a card needs. */
export type ListedRow = Omit<IncidentRow, 'fields' | 'history' | 'statusSeen'>
