import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type {
  Assignee,
  InstructionAmended,
  InstructionChased,
  InstructionConveyed,
  InstructionFedBack,
  InstructionStepped,
} from './facts.ts'
import type { AmendableField, InstructionState } from './words.ts'

/** A field that may be put right: what stands, and the writes its next author answers. */
export interface AmendedField {
  readonly value: string
  readonly seen: readonly OpRef[]
}

export interface StoredAssignee extends Assignee {
  /** From then on it has to be told. */
  readonly addedAt: number
  readonly conveyed: readonly InstructionConveyed[]
  readonly feedbacks: readonly InstructionFedBack[]
  readonly chases: readonly InstructionChased[]
}

export const instructionTable = sqliteTable(
  'instruction',
  {
    id: text('id').primaryKey(),
    site: text('site').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    fromName: text('from_name').notNull(),
    fromPost: text('from_post').notNull(),
    fromPerson: text('from_person'),
    givenAt: integer('given_at').notNull(),
    channel: text('channel').notNull(),
    text: text('text').notNull(),
    incident: text('incident'),
    assignees: text('assignees', { mode: 'json' }).$type<readonly StoredAssignee[]>().notNull(),
    /** The leader's; null: the county's limit. */
    due: integer('due'),
    state: text('state').$type<InstructionState>().notNull(),
    stateSeen: text('state_seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    /** How often it was sent back. */
    round: integer('round').notNull(),
    closing: text('closing', { mode: 'json' }).$type<InstructionStepped>(),
    closedAt: integer('closed_at'),
    steps: text('steps', { mode: 'json' }).$type<readonly InstructionStepped[]>().notNull(),
    amended: text('amended', { mode: 'json' })
      .$type<Partial<Record<AmendableField, AmendedField>>>()
      .notNull(),
    amendments: text('amendments', { mode: 'json' })
      .$type<readonly (InstructionAmended & { readonly before: string })[]>()
      .notNull(),
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    status: text('status').$type<'actual' | 'exercise' | 'test'>().notNull(),
  },
  (table) => [
    index('instruction_state').on(table.state),
    index('instruction_incident').on(table.incident),
    index('instruction_number').on(table.site, table.year),
  ],
)
export type InstructionRow = typeof instructionTable.$inferSelect
