import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  conditionsSet,
  doneSet,
  dutyHandled,
  dutyNotified,
  dutyWritten,
  entryFacts,
  noticeStruck,
  pageFacts,
  summarySet,
  type ConditionsSet,
  type DoneSet,
  type DutyHandled,
  type DutyNotified,
  type DutyWritten,
  type NoticeStruck,
  type SummarySet,
} from './facts.ts'
import { dutyEntryTable, dutyPageTable, type StoredNotice } from './tables.ts'

function bodies<Body>(facts: readonly Fact[], kind: string): Body[] {
  return facts.filter((fact) => fact.kind === kind).map(({ body }) => body as Body)
}

/** A strike may come before its row: both are looked for in all that is known of the line. */
function noticesOf(facts: readonly Fact[]): StoredNotice[] {
  const strikes = bodies<NoticeStruck>(facts, noticeStruck.kind)
  return bodies<DutyNotified>(facts, dutyNotified.kind).map(({ notice, ...row }) => {
    const struck = strikes.find((one) => one.notice === notice)
    return {
      id: notice,
      ...row,
      struck: struck ? { at: struck.at, by: struck.by, reason: struck.reason } : null,
    }
  })
}

function foldEntry(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(dutyEntryTable).where(eq(dutyEntryTable.id, entity)).run()
  const fields = bodies<DutyWritten>(facts, dutyWritten.kind).at(-1) ?? null
  const row = {
    id: entity,
    at: fields?.at ?? 0,
    fields,
    handlings: bodies<DutyHandled>(facts, dutyHandled.kind),
    notices: noticesOf(facts),
    steps: bodies<DoneSet>(facts, doneSet.kind),
  }
  db.tables.insert(dutyEntryTable).values(row).run()
}

function foldPage(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(dutyPageTable).where(eq(dutyPageTable.id, entity)).run()
  const row = {
    id: entity,
    conditions: bodies<ConditionsSet>(facts, conditionsSet.kind).at(-1) ?? null,
    summary: bodies<SummarySet>(facts, summarySet.kind).at(-1) ?? null,
  }
  db.tables.insert(dutyPageTable).values(row).run()
}

export const dutyEntryProjection: Projection = {
  name: 'dutyLog',
  version: 1,
  tables: [dutyEntryTable],
  kinds: entryFacts,
  fold: foldEntry,
}

export const dutyPageProjection: Projection = {
  name: 'dutyLog.pages',
  version: 1,
  tables: [dutyPageTable],
  kinds: pageFacts,
  fold: foldPage,
}
