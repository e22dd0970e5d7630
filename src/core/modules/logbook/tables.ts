import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * One row per line. `slot` is the place in the book (see `slot.ts`) and the rowid of the search
 * index, so that both are read newest first without sorting.
 */
export const logEntry = sqliteTable(
  'log_entry',
  {
    slot: integer('slot').primaryKey(),
    id: text('id').notNull().unique(),
    site: text('site').notNull(),
    day: text('day').notNull(),
    number: integer('number').notNull(),
    heardAt: integer('heard_at').notNull(),
    typedAt: integer('typed_at').notNull(),
    storedAt: integer('stored_at').notNull(),
    kind: text('kind').notNull(),
    sourceKind: text('source_kind').notNull(),
    sourceId: text('source_id'),
    sourceText: text('source_text').notNull(),
    channel: text('channel'),
    net: text('net'),
    text: text('text').notNull(),
    incident: text('incident'),
    unit: text('unit'),
    callSign: text('call_sign'),
    generated: integer('generated').notNull(),
    needsAction: integer('needs_action').notNull(),
    closedAt: integer('closed_at'),
    closedBy: text('closed_by'),
    closedNote: text('closed_note'),
    struckAt: integer('struck_at'),
    struckBy: text('struck_by'),
    struckReason: text('struck_reason'),
    replacedBy: text('replaced_by'),
    /** Strikes that were taken back, as JSON (`UndoneStrike[]`); null for almost every line. */
    undone: text('undone'),
    corrects: text('corrects'),
    replyTo: text('reply_to'),
    recorder: text('recorder').notNull(),
    recorderName: text('recorder_name').notNull(),
    status: text('status').notNull(),
  },
  (table) => [
    index('log_entry_number').on(table.site, table.day, table.number),
    index('log_entry_incident').on(table.incident, table.slot),
  ],
)

export type EntryRow = typeof logEntry.$inferSelect

/** A strike that was taken back: both are printed. */
export interface UndoneStrike {
  readonly struckAt: number
  readonly struckBy: string
  readonly struckReason: string
  readonly restoredAt: number
  readonly restoredBy: string
  readonly restoredReason: string
}

/**
 * Contentless full text, one document per line, tokens made by `search-text.ts`. Column filters
 * are not used: tokens of different columns never look alike. The hash size lets a bulk import
 * write few large segments (a third faster than the 1 MiB default).
 */
export const searchIndex = {
  create: [
    `create virtual table if not exists log_text using fts5(
       chars, pairs, initials, keys, content='', contentless_delete=1,
       tokenize="ascii tokenchars ':-_'")`,
    `insert into log_text(log_text, rank) values ('hashsize', 16000000)`,
    `create index if not exists log_entry_open on log_entry (slot)
       where needs_action = 1 and closed_at is null and struck_at is null`,
    `create index if not exists log_entry_unit on log_entry (unit, slot) where unit is not null`,
  ],
  drop: [
    'drop index if exists log_entry_open',
    'drop index if exists log_entry_unit',
    'drop table if exists log_text',
  ],
}
