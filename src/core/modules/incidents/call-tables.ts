import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The opening of an incident and every further call. */
export const callTable = sqliteTable(
  'incident_call',
  {
    incident: text('incident').notNull(),
    /** The incident's own id for the opening. */
    id: text('id').notNull(),
    opening: integer('opening', { mode: 'boolean' }).notNull(),
    at: integer('at').notNull(),
    source: text('source').notNull(),
    contact: text('contact'),
    channel: text('channel'),
    text: text('text').notNull(),
    place: text('place'),
    phoneCall: text('phone_call'),
    by: text('by_name').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.incident, table.id] }),
    index('incident_call_at').on(table.at),
    index('incident_call_phone').on(table.phoneCall),
  ],
)
export type CallRow = typeof callTable.$inferSelect

/** Numbers that were ever left for an incident, by their last seven digits. */
export const callPhoneTable = sqliteTable(
  'incident_phone',
  {
    tail: text('tail').notNull(),
    incident: text('incident').notNull(),
    /** The text the number was found in. */
    contact: text('contact').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.incident, table.tail, table.contact] }),
    index('incident_phone_tail').on(table.tail),
  ],
)
