import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { Order } from './facts.ts'
import type { AssignmentState } from './words.ts'

export interface AssignmentChange {
  readonly state: AssignmentState
  readonly at: number
  readonly by: string
  readonly how: string
  /** 补: nobody reported it; `at` is when the next one was. */
  readonly skipped: boolean
  readonly reason: string
  /** 更正: noted wrongly and taken back, with the reason. */
  readonly takenBack: string | null
}

/** One row per assignment. Times are those of the first time it was reported, null where nobody did. */
export const assignmentTable = sqliteTable(
  'dispatch_assignment',
  {
    id: text('id').primaryKey(),
    incident: text('incident').notNull(),
    unit: text('unit').notNull(),
    callSign: text('call_sign').notNull(),
    unitName: text('unit_name').notNull(),
    /** The order that stands: the first, or the newest transfer. */
    order: text('standing_order', { mode: 'json' }).$type<Order>().notNull(),
    state: text('state').$type<AssignmentState>().notNull(),
    stateSince: integer('state_since').notNull(),
    /** Writes of the state an answer must name as seen. */
    stateSeen: text('state_seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
    over: integer('over', { mode: 'boolean' }).notNull(),
    orderedAt: integer('ordered_at').notNull(),
    /** Of its first order: puts those of one moment in the order in which they were given. */
    firstNumber: integer('first_number').notNull(),
    /** Start of the order that stands. */
    standingSince: integer('standing_since').notNull(),
    acknowledgedAt: integer('acknowledged_at'),
    readBack: text('read_back'),
    departedAt: integer('departed_at'),
    etaAt: integer('eta_at'),
    arrivedAt: integer('arrived_at'),
    workingAt: integer('working_at'),
    releasedAt: integer('released_at'),
    backAt: integer('back_at'),
    people: integer('people'),
    vehicles: integer('vehicles'),
    history: text('history', { mode: 'json' }).$type<readonly AssignmentChange[]>().notNull(),
    status: text('status').notNull(),
  },
  (table) => [
    index('dispatch_assignment_incident').on(table.incident, table.orderedAt),
    index('dispatch_assignment_open').on(table.over, table.unit),
  ],
)

/** Every order ever given, a transfer is one too: what the numbers are counted in. */
export const orderTable = sqliteTable(
  'dispatch_order',
  {
    assignment: text('assignment').notNull(),
    site: text('site').notNull(),
    day: text('day').notNull(),
    number: integer('number').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.assignment, table.site, table.day, table.number] }),
    index('dispatch_order_number').on(table.site, table.day, table.number),
  ],
)

/** When somebody of a unit last spoke in a call; lines of the log tell of everything else. */
export const spokenTable = sqliteTable('dispatch_spoken', {
  unit: text('unit').primaryKey(),
  at: integer('at').notNull(),
})

export type AssignmentRow = typeof assignmentTable.$inferSelect
