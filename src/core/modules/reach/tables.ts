import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Means } from '../../gateway/means.ts'
import type { OpRef, OpStatus } from '../../oplog/types.ts'
import type { CommsMode } from './mode-machine.ts'
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

/** One row per change of the comms mode; `current` stands. */
export const modeTable = sqliteTable(
  'comms_mode',
  {
    id: text('id').primaryKey(),
    from: text('from_mode').$type<CommsMode>().notNull(),
    to: text('to_mode').$type<CommsMode>().notNull(),
    reason: text('reason').notNull(),
    evidence: text('evidence', { mode: 'json' }).$type<readonly string[]>().notNull(),
    decidedBy: text('decided_by').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    current: integer('current', { mode: 'boolean' }).notNull(),
    /** Others that nobody has answered: 两处同时改动. */
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
    /** What the next change names as seen. */
    seen: text('seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [index('comms_mode_at').on(table.at)],
)
export type ModeRow = typeof modeTable.$inferSelect
