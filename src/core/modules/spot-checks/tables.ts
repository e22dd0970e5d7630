import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SpotCheckConcluded, SpotCheckFixed, SpotCheckWithdrawn } from './facts.ts'

export const spotCheckTable = sqliteTable(
  'spot_check',
  {
    id: text('id').primaryKey(),
    unit: text('unit'),
    unitName: text('unit_name').notNull(),
    method: text('method').notNull(),
    contact: text('contact').notNull(),
    at: integer('at').notNull(),
    measured: integer('measured', { mode: 'boolean' }).notNull(),
    by: text('by').notNull(),
    answeredAt: integer('answered_at'),
    concluded: text('concluded', { mode: 'json' }).$type<SpotCheckConcluded>(),
    fixed: text('fixed', { mode: 'json' }).$type<SpotCheckFixed>(),
    withdrawn: text('withdrawn', { mode: 'json' }).$type<SpotCheckWithdrawn>(),
  },
  (table) => [index('spot_check_at').on(table.at)],
)
export type SpotCheckRow = typeof spotCheckTable.$inferSelect
