import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { ActionState, MeasuredTime, ReviewSection, ReviewState } from './contract.ts'
import type { ActionNoted, ReliefNoted, ReviewWaived } from './facts.ts'

export interface WrittenSection {
  readonly text: string
  readonly by: string
  readonly at: number
  readonly seen: readonly OpRef[]
  /** Other texts, written without seeing this one. */
  readonly others: readonly { readonly text: string; readonly by: string; readonly at: number }[]
}

export interface CorrectiveAction extends Omit<ActionNoted, 'action'> {
  readonly id: string
  readonly state: ActionState
  readonly history: readonly {
    readonly to: ActionState
    readonly note: string
    readonly by: string
    readonly at: number
  }[]
}

export interface Relief extends Omit<ReliefNoted, 'relief'> {
  readonly id: string
  readonly withdrawn: { readonly reason: string; readonly by: string } | null
}

export interface ReviewChange {
  readonly state: ReviewState
  readonly at: number
  readonly by: string
  readonly reason: string
  /** `李文斌（电话批准）` of a leader's step. */
  readonly decided: string | null
}

/** One row per incident of which the review module knows anything. */
export const reviewTable = sqliteTable('review', {
  /** The incident. */
  id: text('id').primaryKey(),
  /** Null: only relief or a waiver is recorded, no review is opened. */
  state: text('state').$type<ReviewState>(),
  stateSeen: text('state_seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
  history: text('history', { mode: 'json' }).$type<readonly ReviewChange[]>().notNull(),
  sections: text('sections', { mode: 'json' })
    .$type<Partial<Record<ReviewSection, WrittenSection>>>()
    .notNull(),
  actions: text('actions', { mode: 'json' }).$type<readonly CorrectiveAction[]>().notNull(),
  relief: text('relief', { mode: 'json' }).$type<readonly Relief[]>().notNull(),
  waived: text('waived', { mode: 'json' }).$type<ReviewWaived>(),
  /** What was signed; null before and after a signature is taken back. */
  signedTimes: text('signed_times', { mode: 'json' }).$type<readonly MeasuredTime[]>(),
  conflict: integer('conflict', { mode: 'boolean' }).notNull(),
})

export type ReviewRow = typeof reviewTable.$inferSelect
