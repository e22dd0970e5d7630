import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Geometry } from '../../kernel/geometry.ts'
import type { FenceRules, FenceSource, FenceWatch } from './contract.ts'

export const fenceTable = sqliteTable('fence', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  incident: text('incident'),
  geometry: text('geometry', { mode: 'json' }).$type<Geometry>().notNull(),
  source: text('source', { mode: 'json' }).$type<FenceSource>().notNull(),
  watch: text('watch', { mode: 'json' }).$type<FenceWatch>().notNull(),
  rules: text('rules', { mode: 'json' }).$type<FenceRules>().notNull(),
  priority: text('priority').$type<'high' | 'normal'>().notNull(),
  marginM: integer('margin_m').notNull(),
  paused: integer('paused', { mode: 'boolean' }).notNull(),
  withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull(),
  /** Of the newest definition. */
  at: integer('at').notNull(),
  by: text('by_name').notNull(),
})

export type FenceRow = typeof fenceTable.$inferSelect

/** Who was inside which fence at the newest fix: after a restart nobody enters anew. */
export const presenceTables: readonly string[] = [
  `create table if not exists fence_presence (
    fence text not null, key text not null, inside integer not null, since integer not null,
    at integer not null, lat real not null, lon real not null, primary key (fence, key)) without rowid`,
]
