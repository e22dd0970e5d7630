import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpStatus } from '../../oplog/types.ts'
import type { Recipient, RecipientAcknowledged, RecipientStepped } from './facts.ts'
import type { RecipientState } from './words.ts'

export interface RecipientRow extends Recipient {
  readonly state: RecipientState
  readonly since: number
  readonly rung: number
  /** The newest text on its way or gone. */
  readonly order: string | null
  readonly cause: string
  /** Not sent by itself after that. */
  readonly validUntil: number
  readonly steps: readonly RecipientStepped[]
  readonly acks: readonly RecipientAcknowledged[]
}

export const messageTable = sqliteTable(
  'outbox_message',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<'text' | 'order'>().notNull(),
    body: text('body').notNull(),
    urgent: integer('urgent', { mode: 'boolean' }).notNull(),
    incident: text('incident'),
    assignment: text('assignment'),
    corrects: text('corrects'),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    byName: text('by_name').notNull(),
    recipients: text('recipients', { mode: 'json' }).$type<readonly RecipientRow[]>().notNull(),
    /** Recipients that are not acknowledged or withdrawn. */
    open: integer('open').notNull(),
    /** Recipients about whom a person must decide. */
    waits: integer('waits').notNull(),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [
    index('outbox_message_at').on(table.at),
    index('outbox_message_incident').on(table.incident, table.at),
    index('outbox_message_assignment').on(table.assignment),
    index('outbox_message_open').on(table.open, table.at),
    index('outbox_message_waits').on(table.waits, table.at),
  ],
)
export type MessageRow = typeof messageTable.$inferSelect

/** Messages this console sends: another console's are only shown here. */
export const localMigrations: readonly string[] = [
  'create table outbox_own (message text primary key)',
]
