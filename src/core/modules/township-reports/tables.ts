import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { TownshipChased, TownshipReported } from './facts.ts'

export const reportSlotTable = sqliteTable('township_report_slot', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  word: text('word').notNull(),
  time: text('time').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  at: integer('at').notNull(),
  by: text('by').notNull(),
})

/** An earlier report, or one that was taken back. */
export interface EarlierReport extends TownshipReported {
  readonly withdrawn: { readonly at: number; readonly by: string; readonly reason: string } | null
}

export const townshipReportTable = sqliteTable(
  'township_report',
  {
    id: text('id').primaryKey(),
    day: text('day').notNull(),
    slot: text('slot').notNull(),
    township: text('township').notNull(),
    /** The one that stands; null where there is none (any more). */
    report: text('report', { mode: 'json' }).$type<TownshipReported>(),
    /** Oldest first. */
    earlier: text('earlier', { mode: 'json' }).$type<readonly EarlierReport[]>().notNull(),
    chases: text('chases', { mode: 'json' }).$type<readonly TownshipChased[]>().notNull(),
  },
  (table) => [index('township_report_day').on(table.day)],
)
export type TownshipReportRow = typeof townshipReportTable.$inferSelect
