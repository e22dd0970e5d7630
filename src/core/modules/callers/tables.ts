import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const phoneCallTable = sqliteTable(
  'phone_call',
  {
    id: text('id').primaryKey(),
    gatewayName: text('gateway_name').notNull(),
    number: text('number'),
    name: text('name'),
    withheld: text('withheld').$type<'private' | 'unavailable'>(),
    at: integer('at').notNull(),
    endedAt: integer('ended_at'),
    takenAt: integer('taken_at'),
    takenBy: text('taken_by'),
    takenSeat: text('taken_seat'),
    closedAt: integer('closed_at'),
    closedHow: text('closed_how').$type<'called-back' | 'no-need'>(),
    closedBy: text('closed_by'),
    status: text('status').notNull(),
  },
  (table) => [index('phone_call_at').on(table.at)],
)
export type PhoneCallRow = typeof phoneCallTable.$inferSelect
