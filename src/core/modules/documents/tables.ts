import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Printed documents that were kept. */
export const keptCopyTable = sqliteTable(
  'document_copy',
  {
    id: text('id').primaryKey(),
    incident: text('incident'),
    title: text('title').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('document_copy_incident').on(table.incident, table.at)],
)

/** Paper forms that were typed in afterwards. */
export const paperTable = sqliteTable(
  'document_paper',
  {
    id: text('id').primaryKey(),
    form: text('form').notNull(),
    incident: text('incident'),
    lines: integer('lines').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('document_paper_form').on(table.form)],
)

/** The lines of a paper form with their place on it. */
export const paperLineTable = sqliteTable(
  'document_paper_line',
  {
    entry: text('entry').primaryKey(),
    paper: text('paper').notNull(),
    form: text('form').notNull(),
    /** From 1. */
    row: integer('row').notNull(),
  },
  (table) => [index('document_paper_line_paper').on(table.paper)],
)
