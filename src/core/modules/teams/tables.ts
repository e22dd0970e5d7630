import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const teamTable = sqliteTable('team', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  callSign: text('call_sign').notNull(),
  group: text('team_group').notNull(),
  type: text('type').notNull(),
  strength: integer('strength'),
  leader: text('leader'),
  phone: text('phone'),
  baseText: text('base_text'),
  baseTownship: text('base_township'),
  baseLat: real('base_lat'),
  baseLon: real('base_lon'),
  status: text('status').notNull(),
  statusAt: integer('status_at'),
  incident: text('incident'),
  /** Two consoles set the state without seeing each other; the more dangerous one stands. */
  statusConflict: integer('status_conflict', { mode: 'boolean' }).notNull(),
  disbanded: integer('disbanded', { mode: 'boolean' }).notNull(),
})

/** Which team holds a radio, by its newest assignment. */
export const teamRadioTable = sqliteTable(
  'team_radio',
  {
    team: text('team').notNull(),
    radio: text('radio').notNull(),
    /** HLC as fixed-width hex: the newest assignment of a radio wins over other teams'. */
    since: text('since').notNull(),
    held: integer('held', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.team, table.radio] }),
    index('team_radio_number').on(table.radio, table.since),
  ],
)

export type TeamRow = typeof teamTable.$inferSelect
