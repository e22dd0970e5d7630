import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Geometry } from '../../kernel/geometry.ts'
import type { FeatureKind, ShelterStatus } from './kinds.ts'

type Precision = 'surveyed' | 'approximate' | 'township-only'

/** One row per layer that somebody described or withdrew. */
export const featureLayerTable = sqliteTable('feature_layer', {
  id: text('id').primaryKey(),
  name: text('name'),
  kind: text('kind').$type<FeatureKind>(),
  colour: text('colour'),
  withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull(),
})
export type FeatureLayerRow = typeof featureLayerTable.$inferSelect

/** One row per feature as it was registered. */
export const featureOriginTable = sqliteTable(
  'feature_origin',
  {
    /** Batch and feature: the same id in two batches is a stranger's mistake; both are kept. */
    key: text('key').primaryKey(),
    id: text('id').notNull(),
    batch: text('batch').notNull(),
    import: text('import'),
    source: text('source'),
    layer: text('layer').notNull(),
    name: text('name').notNull(),
    geometry: text('geometry', { mode: 'json' }).$type<Geometry>(),
    precision: text('precision').$type<Precision>().notNull(),
    township: text('township'),
    properties: text('properties', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    by: text('by_person').notNull(),
    at: integer('at').notNull(),
    withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('feature_origin_id').on(table.id),
    index('feature_origin_layer').on(table.layer),
    index('feature_origin_batch').on(table.batch),
  ],
)

/** One row per feature that was changed, withdrawn or, a shelter, counted; null: as registered. */
export const featureChangeTable = sqliteTable('feature_change', {
  id: text('id').primaryKey(),
  changed: text('changed', { mode: 'json' }).$type<{
    name: string
    geometry: Geometry | null
    precision: Precision
    township: string | null
    properties: Record<string, string>
    by: string
    at: number
  }>(),
  withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull(),
  occupancy: text('occupancy', { mode: 'json' }).$type<{
    people: number
    status: ShelterStatus
    source: string
    by: string
    at: number
  }>(),
})
