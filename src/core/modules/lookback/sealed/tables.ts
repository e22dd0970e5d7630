import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const sealedTrackTable = sqliteTable(
  'sealed_track',
  {
    id: text('id').primaryKey(),
    from: integer('from_at').notNull(),
    to: integer('to_at').notNull(),
    incidents: text('incidents', { mode: 'json' }).$type<readonly string[]>().notNull(),
    site: text('site').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    fixes: integer('fixes').notNull(),
  },
  (table) => [index('sealed_track_time').on(table.from, table.to)],
)
