import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SignedOn } from './facts.ts'

export interface NotedCall {
  readonly at: number
  readonly whom: string
  readonly answered: boolean
  readonly words: string
  readonly by: string
}

/** One row per shift and person that anything was said of. */
export const presenceTable = sqliteTable(
  'duty_presence',
  {
    id: text('id').primaryKey(),
    shift: text('shift').notNull(),
    person: text('person').notNull(),
    /** Of the shift as it was when somebody signed on; 0 before. */
    shiftFrom: integer('shift_from').notNull(),
    shiftTo: integer('shift_to').notNull(),
    /** Empty while only calls were noted. */
    name: text('name').notNull(),
    post: text('post').notNull(),
    word: text('word').notNull(),
    /** The last sign-on; null where there is none. */
    onAt: integer('on_at'),
    how: text('how').notNull(),
    standsFor: text('stands_for', { mode: 'json' }).$type<SignedOn['standsFor']>(),
    note: text('note').notNull(),
    onBy: text('on_by').notNull(),
    /** After the last sign-on. */
    offAt: integer('off_at'),
    offReason: text('off_reason').notNull(),
    /** Oldest first. */
    calls: text('calls', { mode: 'json' }).$type<readonly NotedCall[]>().notNull(),
  },
  (table) => [
    index('duty_presence_shift').on(table.shift),
    index('duty_presence_to').on(table.shiftTo),
  ],
)
export type PresenceRow = typeof presenceTable.$inferSelect
