import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { BriefSent, BriefSigned, BriefVoided } from './facts.ts'
import type { BriefKind, BriefSection, BriefState } from './words.ts'

/** A section as it stands, and the writes its next author answers. */
export interface StoredSection {
  readonly section: BriefSection
  readonly text: string
  /** As the console wrote it. */
  readonly auto: boolean
  readonly by: string
  readonly at: number
  readonly seen: readonly OpRef[]
  readonly others: readonly { readonly text: string; readonly by: string; readonly at: number }[]
}

export const briefTable = sqliteTable(
  'brief',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<BriefKind>().notNull(),
    site: text('site').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    from: integer('from_at').notNull(),
    to: integer('to_at').notNull(),
    sections: text('sections', { mode: 'json' }).$type<readonly StoredSection[]>().notNull(),
    signed: text('signed', { mode: 'json' }).$type<BriefSigned>(),
    sendings: text('sendings', { mode: 'json' }).$type<readonly BriefSent[]>().notNull(),
    voided: text('voided', { mode: 'json' }).$type<BriefVoided>(),
    state: text('state').$type<BriefState>().notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    status: text('status').$type<'actual' | 'exercise' | 'test'>().notNull(),
  },
  (table) => [index('brief_number').on(table.site, table.year, table.kind)],
)
export type BriefRow = typeof briefTable.$inferSelect
