import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Means } from '../../gateway/means.ts'
import type { OpStatus } from '../../oplog/types.ts'
import type { ContactResult, ProofHow } from './words.ts'

export const contactTable = sqliteTable(
  'reach_contact',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    means: text('means').$type<Means>().notNull(),
    result: text('result').$type<ContactResult>().notNull(),
    how: text('how').$type<ProofHow>().notNull(),
    note: text('note').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    /** Why it was struck through; null while it stands. */
    struck: text('struck'),
    struckBy: text('struck_by'),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [
    index('reach_contact_newest').on(table.subject, table.means, table.at),
    index('reach_contact_at').on(table.at),
  ],
)
export type ContactRow = typeof contactTable.$inferSelect
