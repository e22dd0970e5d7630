import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Remembered names of teams. */
export const aliasTable = sqliteTable(
  'command_alias',
  { team: text('team').notNull(), name: text('name').notNull() },
  (table) => [primaryKey({ columns: [table.team, table.name] })],
)

export interface Station {
  readonly unit: string
  readonly callSign: string
}

/** One row per roll call: who was called, who is still missing. */
export const rollCallTable = sqliteTable(
  'roll_call',
  {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    net: text('net'),
    startedAt: integer('started_at').notNull(),
    by: text('by').notNull(),
    stations: text('stations', { mode: 'json' }).$type<readonly Station[]>().notNull(),
    missing: text('missing', { mode: 'json' }).$type<readonly Station[]>().notNull(),
    /** Stations that answered without being on the list. */
    extra: text('extra', { mode: 'json' }).$type<readonly string[]>().notNull(),
    /** The needs-action line that stands; null when nobody is missing. */
    line: text('line'),
  },
  (table) => [index('roll_call_started').on(table.startedAt)],
)
export type RollCallRow = typeof rollCallTable.$inferSelect
