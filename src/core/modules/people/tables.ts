import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const personTable = sqliteTable('person', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  post: text('post').notNull(),
  /** Organisation id. */
  organization: text('organization'),
  /** Separated by blanks. */
  phones: text('phones').notNull(),
  callSign: text('call_sign').notNull(),
  /** Role keys, sorted, separated by blanks. */
  roles: text('roles').notNull(),
  /** Why signing in is refused; null while it is not. */
  disabledReason: text('disabled_reason'),
})
export type PersonRow = typeof personTable.$inferSelect

/** The access book: who signed in, failed, locked, and where. */
export const accessTable = sqliteTable(
  'person_access',
  {
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    kind: text('kind').notNull(),
    person: text('person').notNull(),
    seatName: text('seat_name').notNull(),
    /** Cause of a failure, way of an unlock, role of a break-glass. */
    detail: text('detail').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.origin, table.seq] }),
    index('person_access_at').on(table.at),
  ],
)
export type AccessRow = typeof accessTable.$inferSelect

export const organizationTable = sqliteTable('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  dutyPhone: text('duty_phone').notNull(),
  fax: text('fax').notNull(),
  superior: text('superior'),
  township: text('township'),
})
export type OrganizationRow = typeof organizationTable.$inferSelect

/** Local scope: verifiers never leave this console. `kind`: password, pin, recovery. */
export const verifierMigration = `create table person_verifier (
  person text not null,
  kind text not null,
  salt blob not null,
  verifier blob not null,
  n integer not null,
  r integer not null,
  p integer not null,
  set_at integer not null,
  primary key (person, kind)
)`

/** Local scope: how a seat likes its screen; the page's own JSON. */
export const layoutMigration = `create table seat_layout (
  seat_name text primary key,
  body text not null,
  saved_at integer not null
)`
