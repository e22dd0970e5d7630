import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpStatus } from '../../oplog/types.ts'

export const recordingTable = sqliteTable(
  'recording',
  {
    id: text('id').primaryKey(),
    call: text('call').notNull(),
    entry: text('entry'),
    gateway: text('gateway').notNull(),
    gatewayName: text('gateway_name').notNull(),
    site: text('site').notNull(),
    direction: text('direction').$type<'in' | 'out'>().notNull(),
    type: text('type').notNull(),
    target: text('target').notNull(),
    isGroup: integer('is_group', { mode: 'boolean' }).notNull(),
    caller: text('caller'),
    unit: text('unit'),
    callSign: text('call_sign'),
    incident: text('incident'),
    callAt: integer('call_at').notNull(),
    /** First sound kept. */
    at: integer('at').notNull(),
    /** Null while it goes on, and for ever where it was never finished. */
    durationMs: integer('duration_ms'),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256'),
    soundType: text('sound_type').notNull(),
    input: text('input').notNull(),
    missed: integer('missed', { mode: 'boolean' }).notNull(),
    /** JSON, in order of time (`RecordingGap[]`). */
    gaps: text('gaps').notNull(),
    keptBy: text('kept_by'),
    keptReason: text('kept_reason'),
    removedAt: integer('removed_at'),
    removedDays: integer('removed_days'),
    /** JSON, oldest first (`Use[]`). */
    uses: text('uses').notNull(),
    status: text('status').$type<OpStatus>().notNull(),
  },
  (table) => [
    index('recording_at').on(table.callAt, table.id),
    index('recording_call').on(table.call),
    index('recording_entry').on(table.entry),
    index('recording_target').on(table.target, table.callAt),
  ],
)
export type RecordingRow = typeof recordingTable.$inferSelect

/** Who was heard in it, one row per radio. */
export const heardTable = sqliteTable(
  'recording_radio',
  {
    recording: text('recording').notNull(),
    radio: text('radio').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recording, table.radio] }),
    index('recording_radio_number').on(table.radio),
  ],
)

/** Who listened, exported, kept. */
export interface Use {
  readonly what: 'listened' | 'exported' | 'kept' | 'released'
  readonly byName: string
  readonly at: number
  readonly note: string
}

/** Which gateway is recorded from which sound input; and which browser seats may record. */
export const localMigrations: readonly string[] = [
  'create table recording_input (gateway text primary key, settings text not null)',
  'create table recording_seat (seat text primary key, name text not null, by_name text not null, at integer not null)',
]

/** Calls being recorded, so that a stop of the console loses no more than what was not stored. */
export const liveTables: readonly string[] = [
  'create table if not exists recording_live (id text primary key, state text not null)',
]
