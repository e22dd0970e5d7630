import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Means } from '../../gateway/means.ts'
import type { OpRef, OpStatus } from '../../oplog/types.ts'
import type { RollAnswer, RollAsked, RollStepped, Station } from './facts.ts'
import type { RollState } from './words.ts'

export interface StoredAnswer extends RollAnswer {
  readonly at: number
  readonly by: string
}

/** One line of the sheet: the newest answer stands, the earlier ones are struck through. */
export interface RollLine extends Station {
  /** Answered without being on the list. */
  readonly extra: boolean
  /** Oldest first; the last one stands. */
  readonly answers: readonly StoredAnswer[]
}

export const rollTable = sqliteTable(
  'roll_call_sheet',
  {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    net: text('net'),
    group: text('group_number'),
    schedule: text('schedule'),
    slotAt: integer('slot_at'),
    startedAt: integer('started_at').notNull(),
    by: text('by').notNull(),
    state: text('state').$type<RollState>().notNull(),
    stateSince: integer('state_since').notNull(),
    stateSeen: text('state_seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
    lines: text('lines', { mode: 'json' }).$type<readonly RollLine[]>().notNull(),
    asked: text('asked', { mode: 'json' }).$type<readonly RollAsked[]>().notNull(),
    steps: text('steps', { mode: 'json' }).$type<readonly RollStepped[]>().notNull(),
    /** The needs-action line that stands; null when nobody is missing. */
    line: text('line'),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [
    index('roll_call_sheet_started').on(table.startedAt),
    index('roll_call_sheet_slot').on(table.schedule, table.slotAt),
  ],
)
export type RollRow = typeof rollTable.$inferSelect

export const netTable = sqliteTable('roll_call_net', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  group: text('group_number'),
  means: text('means').$type<Means>().notNull(),
  stations: text('stations', { mode: 'json' }).$type<readonly Station[]>().notNull(),
  removed: integer('removed', { mode: 'boolean' }).notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

export type NetRow = typeof netTable.$inferSelect

export const scheduleTable = sqliteTable('roll_call_schedule', {
  id: text('id').primaryKey(),
  net: text('net').notNull(),
  label: text('label').notNull(),
  every: text('every').$type<'day' | 'week' | 'month'>().notNull(),
  weekday: integer('weekday'),
  day: integer('day'),
  times: text('times', { mode: 'json' }).$type<readonly string[]>().notNull(),
  months: text('months', { mode: 'json' }).$type<readonly number[]>().notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

export const skippedTable = sqliteTable('roll_call_skipped', {
  id: text('id').primaryKey(),
  schedule: text('schedule').notNull(),
  slotAt: integer('slot_at').notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

interface RepairNote {
  readonly note: string
  readonly who: string
  readonly by: string
  readonly at: number
}

export const repairTable = sqliteTable(
  'repair_ticket',
  {
    id: text('id').primaryKey(),
    station: text('station', { mode: 'json' }).$type<Station>().notNull(),
    stationKey: text('station_key').notNull(),
    fault: text('fault').notNull(),
    who: text('who').notNull(),
    roll: text('roll'),
    line: text('line').notNull(),
    openedBy: text('opened_by').notNull(),
    openedAt: integer('opened_at').notNull(),
    notes: text('notes', { mode: 'json' }).$type<readonly RepairNote[]>().notNull(),
    fixedAt: integer('fixed_at'),
    fixedBy: text('fixed_by'),
    fixedNote: text('fixed_note'),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [index('repair_open').on(table.fixedAt, table.openedAt)],
)
export type RepairRow = typeof repairTable.$inferSelect
