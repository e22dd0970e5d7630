import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Details } from './facts.ts'

export const detailsTable = sqliteTable('contact_details', {
  person: text('person').primaryKey(),
  ways: text('ways', { mode: 'json' }).$type<NonNullable<Details['ways']>>().notNull(),
  nets: text('nets', { mode: 'json' }).$type<NonNullable<Details['nets']>>().notNull(),
  deputies: text('deputies', { mode: 'json' }).$type<string[]>().notNull(),
  note: text('note').notNull(),
})
export type DetailsRow = typeof detailsTable.$inferSelect

/** How far the entry of a person or an organisation can be trusted. */
export const standingTable = sqliteTable('contact_standing', {
  subject: text('subject').primaryKey(),
  /** UTC epoch milliseconds; null: never. */
  verifiedAt: integer('verified_at'),
  verifiedBy: text('verified_by'),
  verifiedHow: text('verified_how'),
  /** Since the last verification; null: nothing is in doubt. */
  doubt: text('doubt'),
  doubtAt: integer('doubt_at'),
  doubtBy: text('doubt_by'),
})
export type StandingRow = typeof standingTable.$inferSelect
