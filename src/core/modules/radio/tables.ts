import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpStatus } from '../../oplog/types.ts'
import type { AnswerWay, OrderedCommand, Outcome, TrafficKind } from './words.ts'

export const trafficTable = sqliteTable(
  'radio_traffic',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<TrafficKind>().notNull(),
    at: integer('at').notNull(),
    direction: text('direction').$type<'in' | 'out'>().notNull(),
    gateway: text('gateway').notNull(),
    gatewayName: text('gateway_name').notNull(),
    /** The radio it is about. */
    radio: text('radio'),
    unit: text('unit'),
    callSign: text('call_sign'),
    incident: text('incident'),
    target: text('target'),
    targetIsGroup: integer('target_is_group', { mode: 'boolean' }).notNull(),
    /** The message, or one Chinese sentence. */
    body: text('body').notNull(),
    durationMs: integer('duration_ms'),
    outcome: text('outcome').$type<Outcome>(),
    cause: text('cause').notNull(),
    causeWord: text('cause_word').notNull(),
    retries: integer('retries').notNull(),
    by: text('by_name'),
    /** Which order it is, of kind `command`. */
    command: text('command').$type<OrderedCommand>(),
    /** The net's own name of what went out. */
    ref: text('ref'),
    /** Its result came after it had ended without one. */
    late: integer('late', { mode: 'boolean' }).notNull(),
    /** Somebody called and nobody took it, or nobody answered our call. */
    unanswered: integer('unanswered', { mode: 'boolean' }).notNull(),
    answerWay: text('answer_way').$type<AnswerWay>(),
    answeredBy: text('answered_by'),
    answeredAt: integer('answered_at'),
    /** What was said, as somebody wrote it down. */
    note: text('note').notNull(),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [
    index('radio_traffic_at').on(table.at, table.id),
    index('radio_traffic_unit').on(table.unit, table.at),
    index('radio_traffic_outcome').on(table.outcome, table.at),
    index('radio_traffic_target').on(table.target, table.at),
    index('radio_traffic_incident').on(table.incident, table.at),
    index('radio_traffic_unanswered').on(table.unanswered, table.at),
    index('radio_traffic_ref').on(table.ref),
  ],
)
export type TrafficRow = typeof trafficTable.$inferSelect

/** Radios the net has said something about: whether they may transmit. */
export const radioStateTable = sqliteTable('radio_state', {
  radio: text('radio').primaryKey(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  at: integer('at').notNull(),
  gatewayName: text('gateway_name').notNull(),
})

/** Calls in progress, so that a stop of the console does not lose that they were. */
export const liveTables: readonly string[] = [
  'create table if not exists radio_call (entity text primary key, call text not null)',
  `create table if not exists radio_presence (
    gateway text not null, radio text not null, presence text not null, primary key (gateway, radio))`,
]

/** Orders under way from this console: what a restart finds here has no known result. */
export const localMigrations: readonly string[] = [
  'create table radio_order (entity text primary key, kind text not null)',
]
