import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ConditionsSet, DoneSet, DutyHandled, DutyWritten, SummarySet } from './facts.ts'

export interface StoredNotice {
  readonly id: string
  readonly whom: string
  readonly at: number
  readonly channel: string | null
  readonly reply: string
  readonly by: string
  readonly struck: { readonly at: number; readonly by: string; readonly reason: string } | null
}

/** What the duty log knows of a line of the log book. */
export const dutyEntryTable = sqliteTable(
  'duty_entry',
  {
    id: text('id').primaryKey(),
    /** Of the writing; 0 while only what hangs on the line is known. */
    at: integer('at').notNull(),
    fields: text('fields', { mode: 'json' }).$type<DutyWritten>(),
    /** Oldest first. */
    handlings: text('handlings', { mode: 'json' }).$type<readonly DutyHandled[]>().notNull(),
    notices: text('notices', { mode: 'json' }).$type<readonly StoredNotice[]>().notNull(),
    /** Oldest first; the last one stands. */
    steps: text('steps', { mode: 'json' }).$type<readonly DoneSet[]>().notNull(),
  },
  (table) => [index('duty_entry_at').on(table.at)],
)
export type DutyEntryRow = typeof dutyEntryTable.$inferSelect

export const dutyPageTable = sqliteTable('duty_page', {
  id: text('id').primaryKey(),
  conditions: text('conditions', { mode: 'json' }).$type<ConditionsSet>(),
  summary: text('summary', { mode: 'json' }).$type<SummarySet>(),
})
