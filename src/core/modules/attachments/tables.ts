import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AttachmentKindKey } from './words.ts'

export const attachmentTable = sqliteTable(
  'attachment',
  {
    id: text('id').primaryKey(),
    incident: text('incident').notNull(),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    kind: text('kind').$type<AttachmentKindKey>().notNull(),
    size: integer('size').notNull(),
    at: integer('at').notNull(),
    by: text('by_name').notNull(),
    lat: real('lat'),
    lon: real('lon'),
    takenAt: integer('taken_at'),
    call: text('call'),
    withdrawnAt: integer('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
    withdrawnReason: text('withdrawn_reason'),
    status: text('status').notNull(),
  },
  (table) => [index('attachment_incident').on(table.incident, table.at)],
)
export type AttachmentRow = typeof attachmentTable.$inferSelect

/**
 * Local scope: files that came before somebody said which incident they belong to. They survive
 * a crash like the draft that names them.
 */
export const pendingMigration = `create table pending_attachment (
  id text primary key,
  sha256 text not null,
  name text not null,
  type text not null,
  kind text not null,
  size integer not null,
  at integer not null,
  lat real,
  lon real,
  taken_at integer,
  person text not null
)`
