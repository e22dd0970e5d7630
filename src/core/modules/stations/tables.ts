import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row per station that a person described. */
export const stationTable = sqliteTable('station', {
  /** Its number. */
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  place: text('place').notNull(),
  lat: real('lat'),
  lon: real('lon'),
  note: text('note').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
export type StationRow = typeof stationTable.$inferSelect
