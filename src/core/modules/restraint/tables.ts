import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RequestState, Restraint } from './words.ts'

export const requestTable = sqliteTable(
  'restraint_request',
  {
    id: text('id').primaryKey(),
    command: text('command').$type<Restraint>().notNull(),
    radio: text('radio').notNull(),
    gateway: text('gateway').notNull(),
    gatewayName: text('gateway_name').notNull(),
    callSign: text('call_sign').notNull(),
    unit: text('unit'),
    incident: text('incident'),
    reason: text('reason').notNull(),
    consequence: text('consequence').notNull(),
    by: text('asked_by').notNull(),
    byName: text('asked_by_name').notNull(),
    seatName: text('seat_name').notNull(),
    at: integer('at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    state: text('state').$type<RequestState>().notNull(),
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
    how: text('how').$type<'same-seat' | 'other-seat'>(),
    refusal: text('refusal').notNull(),
    /** The order that went out. */
    orderId: text('order_id'),
  },
  (table) => [index('restraint_request_at').on(table.at)],
)
export type RequestRow = typeof requestTable.$inferSelect
