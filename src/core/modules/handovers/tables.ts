import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type {
  HandoverBegun,
  HandoverSealed,
  HandoverSigned,
  InventoryCounted,
  ItemAccepted,
  ItemAnswered,
  ItemReturned,
} from './facts.ts'
import type { Team, Who } from './frozen.ts'

export interface StoredNote {
  readonly text: string
  readonly by: string
  readonly at: number
  readonly seen: readonly OpRef[]
  readonly others: readonly { readonly text: string; readonly by: string; readonly at: number }[]
}

export interface StoredLeader {
  readonly leader: Who | null
  readonly onSite: boolean
  readonly seen: readonly OpRef[]
}

export const handoverTable = sqliteTable(
  'handover',
  {
    id: text('id').primaryKey(),
    site: text('site').notNull(),
    status: text('status').$type<'actual' | 'exercise' | 'test'>().notNull(),
    phase: text('phase').$type<'on_duty' | 'handing_over' | 'signing' | 'closed'>().notNull(),
    preparedAt: integer('prepared_at').notNull(),
    out: text('out_team', { mode: 'json' }).$type<Team>().notNull(),
    /** Of the round that goes on; null while nobody has come. */
    begun: text('begun', { mode: 'json' }).$type<HandoverBegun>(),
    /** How often it went back as a whole. */
    round: integer('round').notNull(),
    notes: text('notes', { mode: 'json' }).$type<Readonly<Record<string, StoredNote>>>().notNull(),
    /** The newest of each item in this round. */
    accepted: text('accepted', { mode: 'json' })
      .$type<Readonly<Record<string, ItemAccepted>>>()
      .notNull(),
    /** Of every round: what was asked and answered stays readable. */
    returned: text('returned', { mode: 'json' }).$type<readonly ItemReturned[]>().notNull(),
    answered: text('answered', { mode: 'json' }).$type<readonly ItemAnswered[]>().notNull(),
    /** Items that went back and were not answered since. */
    unanswered: text('unanswered', { mode: 'json' }).$type<readonly string[]>().notNull(),
    leader: text('leader', { mode: 'json' }).$type<StoredLeader>(),
    /** Why it went back as a whole. */
    backs: text('backs', { mode: 'json' })
      .$type<readonly { readonly reason: string; readonly by: string; readonly at: number }[]>()
      .notNull(),
    sealed: text('sealed', { mode: 'json' }).$type<HandoverSealed>(),
    signatures: text('signatures', { mode: 'json' }).$type<readonly HandoverSigned[]>().notNull(),
    closedAt: integer('closed_at'),
    /** The time of the last step by this console's clock, or what somebody said it was. */
    lastAt: integer('last_at').notNull(),
    clockNotes: text('clock_notes', { mode: 'json' }).$type<readonly string[]>().notNull(),
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('handover_site').on(table.site, table.phase),
    index('handover_closed').on(table.closedAt),
  ],
)
export type HandoverRow = typeof handoverTable.$inferSelect

export const loanTable = sqliteTable('handover_loan', {
  id: text('id').primaryKey(),
  site: text('site').notNull(),
  status: text('status').$type<'actual' | 'exercise' | 'test'>().notNull(),
  what: text('what').notNull(),
  borrower: text('borrower').notNull(),
  since: integer('since').notNull(),
  due: integer('due'),
  by: text('by').notNull(),
  at: integer('at').notNull(),
  returnedAt: integer('returned_at'),
})
export type LoanRow = typeof loanTable.$inferSelect

export const inventoryTable = sqliteTable('handover_inventory', {
  /** The site and the kind of work. */
  id: text('id').primaryKey(),
  entries: text('entries', { mode: 'json' }).$type<InventoryCounted['entries']>().notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
