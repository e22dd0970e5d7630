import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AlarmState } from './states.ts'
import type { AlarmKind, AlarmPriority, AlarmStep } from './words.ts'

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
    /** Person id of the handler. */
    handlerId: text('handler_id'),
    handledSince: integer('handled_since'),
    clearedAt: integer('cleared_at'),
    contact: text('contact'),
    shelvedBy: text('shelved_by'),
    shelvedAt: integer('shelved_at'),
    shelvedUntil: integer('shelved_until'),
    shelfReason: text('shelf_reason'),
  },
  (table) => [
    index('alarm_open').on(table.state, table.raisedAt),
    index('alarm_subject').on(table.kind, table.subject),
    index('alarm_time').on(table.raisedAt),
  ],
)

export type AlarmRow = typeof alarmTable.$inferSelect

/** What happened to each alarm, newest kept: its history, and the load of the desk. */
export const alarmStepTable = sqliteTable(
  'alarm_step',
  {
    id: text('id').primaryKey(),
    alarm: text('alarm').notNull(),
    at: integer('at').notNull(),
    step: text('step').$type<AlarmStep>().notNull(),
    by: text('by').notNull(),
    note: text('note').notNull(),
  },
  (table) => [
    index('alarm_step_alarm').on(table.alarm, table.at),
    index('alarm_step_time').on(table.step, table.at),
  ],
)

export type AlarmStepRow = typeof alarmStepTable.$inferSelect
