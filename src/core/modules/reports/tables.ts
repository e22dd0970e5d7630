import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OpRef } from '../../oplog/types.ts'
import type { SignedText } from './facts.ts'
import type { ReportKind, ReportState } from './words.ts'
import type { ReportLevel } from '../../county/report-profile.ts'

export interface StoredElement {
  readonly text: string
  /** As the console filled it in, untouched by a person. */
  readonly auto: boolean
  readonly by: string
  readonly at: number
  readonly seen: readonly OpRef[]
  readonly others: readonly { readonly text: string; readonly by: string; readonly at: number }[]
}

export interface StoredStep {
  readonly from: ReportState
  readonly to: ReportState
  readonly reason: string
  readonly by: string
  readonly at: number
  /** 带班 李文斌（电话批准） */
  readonly decidedBy: string | null
}

export interface StoredReceipt {
  readonly by: string
  readonly at: number
  readonly manual: boolean
  readonly recordedBy: string
}

export interface StoredSending {
  readonly id: string
  readonly to: string
  readonly level: ReportLevel
  readonly means: string
  readonly receiver: string
  readonly at: number
  readonly manual: boolean
  readonly readBack: boolean
  readonly by: string
  readonly receipt: StoredReceipt | null
}

/** One row per report. */
export const reportTable = sqliteTable(
  'report',
  {
    id: text('id').primaryKey(),
    incident: text('incident').notNull(),
    site: text('site').notNull(),
    kind: text('kind').$type<ReportKind>().notNull(),
    seq: integer('seq').notNull(),
    earlier: text('earlier'),
    state: text('state').$type<ReportState>().notNull(),
    stateSince: integer('state_since').notNull(),
    /** Writes of the state that an answer must name as seen. */
    stateSeen: text('state_seen', { mode: 'json' }).$type<readonly OpRef[]>().notNull(),
    conflict: integer('conflict', { mode: 'boolean' }).notNull(),
    draftedBy: text('drafted_by').notNull(),
    draftedAt: integer('drafted_at').notNull(),
    year: integer('year'),
    number: integer('number'),
    documentNo: text('document_no'),
    signedAt: integer('signed_at'),
    signedBy: text('signed_by'),
    /** Skipped the review: 紧急直签. */
    urgent: integer('urgent', { mode: 'boolean' }).notNull(),
    signed: text('signed', { mode: 'json' }).$type<SignedText>(),
    elements: text('elements', { mode: 'json' }).$type<Record<string, StoredElement>>().notNull(),
    steps: text('steps', { mode: 'json' }).$type<readonly StoredStep[]>().notNull(),
    sendings: text('sendings', { mode: 'json' }).$type<readonly StoredSending[]>().notNull(),
    /** Newest sending, for lists. */
    sentAt: integer('sent_at'),
    status: text('status').notNull(),
  },
  (table) => [
    index('report_incident').on(table.incident, table.draftedAt),
    index('report_sent').on(table.sentAt),
  ],
)
export type ReportRow = typeof reportTable.$inferSelect

/** What was sent outside this console and noted here. */
export const filingTable = sqliteTable(
  'report_filing',
  {
    id: text('id').primaryKey(),
    incident: text('incident').notNull(),
    rule: text('rule').notNull(),
    to: text('sent_to').notNull(),
    receiver: text('receiver').notNull(),
    note: text('note').notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    status: text('status').notNull(),
  },
  (table) => [index('report_filing_incident').on(table.incident)],
)

/** Every 文号 ever given, also one that lost against another signature of the same report. */
export const reportNumberTable = sqliteTable(
  'report_number',
  {
    report: text('report').notNull(),
    site: text('site').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
  },
  (table) => [primaryKey({ columns: [table.site, table.year, table.number, table.report] })],
)
