import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef, OpStatus } from '../../oplog/types.ts'
import type { Decision } from '../people/index.ts'
import type { CellChange } from './cells.ts'
import type {
  PatternsSet,
  PostsSet,
  RulesSet,
  StoredCell,
  StoredOverride,
  StoredShift,
  SwapPlace,
} from './facts.ts'
import type { LeaveKind, SwapKind, SwapState } from './words.ts'

/** What somebody wrote into a cell without seeing what stands there now. */
export interface OtherWord {
  readonly shift: string
  readonly post: string
  readonly people: readonly string[]
  readonly name: string
  readonly at: number
}

export const monthTable = sqliteTable('roster_month', {
  /** `2026-12` */
  id: text('id').primaryKey(),
  shifts: text('shifts', { mode: 'json' }).$type<readonly StoredShift[]>().notNull(),
  cells: text('cells', { mode: 'json' }).$type<readonly StoredCell[]>().notNull(),
  overrides: text('overrides', { mode: 'json' }).$type<readonly StoredOverride[]>().notNull(),
  publishedAt: integer('published_at'),
  publishedBy: text('published_by'),
  decision: text('decision', { mode: 'json' }).$type<Decision>(),
  conflicts: text('conflicts', { mode: 'json' }).$type<readonly OtherWord[]>().notNull(),
  /** The newest facts, which nobody has answered: base of the next one. */
  seen: text('seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
  lastBy: text('last_by').notNull(),
  lastAt: integer('last_at').notNull(),
  status: text('status').$type<OpStatus>().notNull(),
})
export type MonthRow = typeof monthTable.$inferSelect

/** One row a shift, for whoever asks by time. */
export const shiftTable = sqliteTable(
  'roster_shift',
  {
    month: text('month').notNull(),
    id: text('id').notNull(),
    day: text('day').notNull(),
    from: integer('from_at').notNull(),
    to: integer('to_at').notNull(),
    published: integer('published', { mode: 'boolean' }).notNull(),
    shift: text('shift', { mode: 'json' }).$type<StoredShift>().notNull(),
    cells: text('cells', { mode: 'json' }).$type<readonly StoredCell[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.month, table.id] }),
    index('roster_shift_id').on(table.id),
    index('roster_shift_from').on(table.from),
    index('roster_shift_to').on(table.to),
  ],
)
export type ShiftRow = typeof shiftTable.$inferSelect

export const changeTable = sqliteTable(
  'roster_change',
  {
    /** `origin seq` */
    id: text('id').primaryKey(),
    /** Sorts in the order of the facts. */
    place: text('place').notNull(),
    month: text('month').notNull(),
    kind: text('kind').notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    name: text('name').notNull(),
    decision: text('decision', { mode: 'json' }).$type<Decision>(),
    reason: text('reason').notNull(),
    cells: text('cells', { mode: 'json' }).$type<readonly CellChange[]>().notNull(),
    /** Of one shift that was changed: before and after, null where it was not there. */
    shifts: text('shifts', { mode: 'json' })
      .$type<
        readonly { readonly before: StoredShift | null; readonly after: StoredShift | null }[]
      >()
      .notNull(),
    afterPublishing: integer('after_publishing', { mode: 'boolean' }).notNull(),
    /** Written without seeing that the month was published; it does not count. */
    leftOut: integer('left_out', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('roster_change_month').on(table.month, table.place)],
)
export type ChangeRow = typeof changeTable.$inferSelect

/** `posts`, `patterns`, `rules`: the newest of each. */
export const settingTable = sqliteTable('roster_setting', {
  id: text('id').primaryKey(),
  body: text('body', { mode: 'json' }).$type<PostsSet | PatternsSet | RulesSet>().notNull(),
})

export const dayTable = sqliteTable('roster_day', {
  /** `2026-12-01` */
  id: text('id').primaryKey(),
  kind: text('kind').$type<'workday' | 'weekend' | 'holiday'>().notNull(),
  holiday: text('holiday'),
  name: text('name').notNull(),
  at: integer('at').notNull(),
})

export const memberTable = sqliteTable('roster_member', {
  /** The person. */
  id: text('id').primaryKey(),
  serves: integer('serves', { mode: 'boolean' }).notNull(),
  posts: text('posts', { mode: 'json' }).$type<readonly string[]>().notNull(),
  share: real('share').notNull(),
})

export const leaveTable = sqliteTable(
  'roster_leave',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    from: integer('from_at').notNull(),
    to: integer('to_at').notNull(),
    kind: text('kind').$type<LeaveKind>().notNull(),
    note: text('note').notNull(),
    name: text('name').notNull(),
    at: integer('at').notNull(),
    withdrawnAt: integer('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
  },
  (table) => [index('roster_leave_person').on(table.person, table.from)],
)
export type LeaveRow = typeof leaveTable.$inferSelect

export const wishTable = sqliteTable(
  'roster_wish',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    day: text('day').notNull(),
    want: text('want').$type<'on' | 'off'>().notNull(),
    fixed: integer('fixed', { mode: 'boolean' }).notNull(),
    note: text('note').notNull(),
    name: text('name').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('roster_wish_day').on(table.day)],
)
export type WishRow = typeof wishTable.$inferSelect

export const swapTable = sqliteTable(
  'roster_swap',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<SwapKind>().notNull(),
    state: text('state').$type<SwapState>().notNull(),
    from: text('from_person').notNull(),
    to: text('to_person'),
    place: text('place', { mode: 'json' }).$type<SwapPlace>().notNull(),
    inReturn: text('in_return', { mode: 'json' }).$type<SwapPlace>(),
    reason: text('reason').notNull(),
    filedBy: text('filed_by').notNull(),
    filedAt: integer('filed_at').notNull(),
    agreedAt: integer('agreed_at'),
    decidedAt: integer('decided_at'),
    decision: text('decision', { mode: 'json' }).$type<Decision>(),
    decisionReason: text('decision_reason').notNull(),
    seen: text('seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
  },
  (table) => [index('roster_swap_state').on(table.state, table.filedAt)],
)
export type SwapRow = typeof swapTable.$inferSelect
