import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PointKind } from './kinds.ts'

export const pointTable = sqliteTable(
  'contact_point',
  {
    kind: text('kind').$type<PointKind>().notNull(),
    number: text('number').notNull(),
    callSign: text('call_sign').notNull(),
    holder: text('holder').notNull(),
    aliases: text('aliases', { mode: 'json' }).$type<string[]>().notNull(),
    userNumber: text('user_number'),
    unit: text('unit'),
    place: text('place'),
    person: text('person'),
    note: text('note').notNull(),
    model: text('model').notNull(),
    serial: text('serial').notNull(),
    disabledReason: text('disabled_reason'),
    changedAt: integer('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.number] }),
    index('contact_point_unit').on(table.unit),
    index('contact_point_place').on(table.place),
  ],
)
export type PointRow = typeof pointTable.$inferSelect
