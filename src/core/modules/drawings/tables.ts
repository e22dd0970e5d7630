import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { Sketch } from './facts.ts'
import type { Outline } from './outline-schema.ts'

export interface Removal {
  readonly by: string
  readonly at: number
  readonly reason: string
}

/** What another console wrote at the same time; `null`: it removed the drawing. */
export interface Sibling {
  readonly sketch: Sketch | null
  readonly by: string
  readonly at: number
}

/** One row per drawing, removed ones too. */
export const drawingTable = sqliteTable(
  'drawing',
  {
    id: text('id').primaryKey(),
    incident: text('incident'),
    meaning: text('meaning').notNull(),
    outline: text('outline', { mode: 'json' }).$type<Outline>().notNull(),
    name: text('name').notNull(),
    note: text('note').notNull(),
    drawnBy: text('drawn_by').notNull(),
    drawnAt: integer('drawn_at').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: integer('changed_at').notNull(),
    removed: text('removed', { mode: 'json' }).$type<Removal | null>(),
    /** Ops a change must name as seen. */
    seen: text('seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    others: text('others', { mode: 'json' }).$type<readonly Sibling[]>().notNull(),
    status: text('status').notNull(),
  },
  (table) => [index('drawing_incident').on(table.incident)],
)
export type DrawingRow = typeof drawingTable.$inferSelect

/** One row per fact: what undo and redo go through, and what a drawing looked like before. */
export const drawingStepTable = sqliteTable(
  'drawing_step',
  {
    /** `<origin> <seq>` of its op. */
    id: text('id').primaryKey(),
    /** Sorts as (hlc, origin, seq). */
    place: text('place').notNull(),
    drawing: text('drawing').notNull(),
    actor: text('actor').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    batch: text('batch'),
    undoes: text('undoes'),
    redoes: text('redoes'),
    /** What its author saw and what stood afterwards; null: nothing on the map. */
    before: text('before', { mode: 'json' }).$type<Sketch | null>(),
    after: text('after', { mode: 'json' }).$type<Sketch | null>(),
    reason: text('reason').notNull(),
  },
  (table) => [
    index('drawing_step_actor').on(table.actor, table.at),
    index('drawing_step_drawing').on(table.drawing, table.place),
  ],
)
export type DrawingStepRow = typeof drawingStepTable.$inferSelect
