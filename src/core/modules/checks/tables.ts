import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const checkTable = sqliteTable(
  'shift_check',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    name: text('name').notNull(),
    seat: text('seat').notNull(),
    /** JSON, as in the fact. */
    items: text('items').notNull(),
  },
  (table) => [index('shift_check_at').on(table.at)],
)
