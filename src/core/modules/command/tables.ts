import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Remembered names of teams. */
export const aliasTable = sqliteTable(
  'command_alias',
  { team: text('team').notNull(), name: text('name').notNull() },
  (table) => [primaryKey({ columns: [table.team, table.name] })],
)
