import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row per own place, and one per division whose point was set. */
export const placeTable = sqliteTable('place', {
  id: text('id').primaryKey(),
  /** Null for a township or village of the profile. */
  name: text('name'),
  kind: text('kind'),
  township: text('township'),
  lat: real('lat'),
  lon: real('lon'),
  precision: text('precision').$type<'surveyed' | 'approximate'>(),
  note: text('note'),
  pointBy: text('point_by'),
  pointAt: integer('point_at'),
  withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull(),
})

export type PlaceRow = typeof placeTable.$inferSelect

/** How people here say words of place names. */
export const readingTable = sqliteTable('place_reading', {
  id: text('id').primaryKey(),
  word: text('word').notNull(),
  /** One for each character, with a blank between. */
  syllables: text('syllables').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
