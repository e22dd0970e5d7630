import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AlarmKind, AlarmPriority, AlarmState } from './words.ts'

export const alarmTable = sqliteTable(
  'alarm',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<AlarmKind>().notNull(),
    subject: text('subject').notNull(),
    state: text('state').$type<AlarmState>().notNull(),
    priority: text('priority').$type<AlarmPriority>().notNull(),
    title: text('title').notNull(),
    detail: text('detail').notNull(),
    incident: text('incident'),
    unit: text('unit'),
    firstAt: integer('first_at').notNull(),
    raisedAt: integer('raised_at').notNull(),
    /** How often it was raised. */
    times: integer('times').notNull(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: integer('acknowledged_at'),
    handler: text('handler'),
    handledSince: integer('handled_since'),
    clearedAt: integer('cleared_at'),
    contact: text('contact'),
  },
  (table) => [
    index('alarm_open').on(table.state, table.raisedAt),
    index('alarm_subject').on(table.kind, table.subject),
  ],
)

export type AlarmRow = typeof alarmTable.$inferSelect
