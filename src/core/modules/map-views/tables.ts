import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { viewSchema } from './view-schema.ts'

type View = z.infer<typeof viewSchema>

/** Views of incidents, from the log. */
export const mapViewTable = sqliteTable('map_view', {
  id: text('id').primaryKey(),
  incident: text('incident').notNull(),
  name: text('name').notNull(),
  view: text('view', { mode: 'json' }).$type<View>().notNull(),
  by: text('by_person').notNull(),
  at: integer('at').notNull(),
})

/** Local scope: views of one seat, by its name. */
export const seatViewTable = sqliteTable('seat_map_view', {
  id: text('id').primaryKey(),
  seat: text('seat').notNull(),
  name: text('name').notNull(),
  view: text('view', { mode: 'json' }).$type<View>().notNull(),
  by: text('by_person').notNull(),
  at: integer('at').notNull(),
})

export const seatViewMigration = `create table seat_map_view (
  id text primary key,
  seat text not null,
  name text not null,
  view text not null,
  by_person text not null,
  at integer not null
)`
