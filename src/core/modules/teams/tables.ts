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

export const teamMemberTable = sqliteTable(
  'team_member',
  { team: text('team').notNull(), person: text('person').notNull() },
  (table) => [primaryKey({ columns: [table.team, table.person] })],
)

/** The state that stands, by `cell.ts`; made from the writes below. */
export const teamStateTable = sqliteTable('team_state', {
  team: text('team').primaryKey(),
  status: text('status').notNull(),
  at: integer('at').notNull(),
  incident: text('incident'),
  /** Two consoles set the state without seeing each other; the more dangerous one stands. */
  conflict: integer('conflict', { mode: 'boolean' }).notNull(),
})

/** Every state ever set. A team collects thousands, so they are applied one by one, not folded. */
export const stateWriteTable = sqliteTable(
  'team_state_write',
  {
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    team: text('team').notNull(),
    hlc: text('hlc').notNull(),
    status: text('status').notNull(),
    at: integer('at').notNull(),
    incident: text('incident'),
    answered: integer('answered', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.origin, table.seq] }),
    index('team_state_write_open').on(table.team, table.answered),
  ],
)

/** Which write a later one replaced; may arrive before the write itself. */
export const stateAnswerTable = sqliteTable(
  'team_state_answer',
  {
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    byHlc: text('by_hlc').notNull(),
    byOrigin: text('by_origin').notNull(),
    bySeq: integer('by_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.origin, table.seq, table.byOrigin, table.bySeq] })],
)

export type StateWriteRow = typeof stateWriteTable.$inferSelect
export type TeamRow = typeof teamTable.$inferSelect
