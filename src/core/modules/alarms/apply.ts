import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import { unpackHlc } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { alarmAcknowledged, alarmCleared, alarmFacts, alarmRaised, alarmTaken } from './facts.ts'
import { alarmTable, type AlarmRow } from './tables.ts'
import { worse } from './words.ts'

type Raised = z.infer<typeof alarmRaised.body>
type Named = z.infer<typeof alarmAcknowledged.body>
type Cleared = z.infer<typeof alarmCleared.body>

function firstRow(entity: string, raised: Raised): AlarmRow {
  const { kind, subject, priority, title, detail, incident, unit, at } = raised
  return {
    id: entity,
    kind,
    subject,
    state: 'active-unacknowledged',
    priority,
    title,
    detail,
    incident: incident ?? null,
    unit: unit ?? null,
    firstAt: at,
    raisedAt: at,
    times: 1,
    acknowledgedBy: null,
    acknowledgedAt: null,
    handler: null,
    handledSince: null,
    clearedAt: null,
    contact: null,
  }
}

/** A new raise cancels the acknowledgement, unless it only became less pressing. */
function raisedAgain(row: AlarmRow, raised: Raised): AlarmRow {
  const milder = row.state === 'active-acknowledged' && worse(row.priority, raised.priority)
  const { title, detail, at } = raised
  // A danger to life stays one until a person has cleared it.
  const endangered = row.priority === 'emergency' && row.state.startsWith('active')
  const priority = endangered ? row.priority : raised.priority
  const next = { ...row, priority, title, detail, raisedAt: at, times: row.times + 1 }
  if (milder) return next
  return {
    ...next,
    state: 'active-unacknowledged',
    acknowledgedBy: null,
    acknowledgedAt: null,
    clearedAt: null,
  }
}

function acknowledged(row: AlarmRow, by: Named, at: number): AlarmRow {
  if (row.state !== 'active-unacknowledged' && row.state !== 'cleared-unacknowledged') return row
  const state = row.state === 'active-unacknowledged' ? 'active-acknowledged' : 'normal'
  return { ...row, state, acknowledgedBy: by.name, acknowledgedAt: at }
}

function cleared(row: AlarmRow, fact: Cleared): AlarmRow {
  if (row.state === 'normal' || row.state === 'cleared-unacknowledged') return row
  const state = row.state === 'active-acknowledged' ? 'normal' : 'cleared-unacknowledged'
  return { ...row, state, clearedAt: fact.at, contact: fact.contact ?? null }
}

function step(row: AlarmRow, fact: Fact): AlarmRow {
  switch (fact.kind) {
    case alarmRaised.kind:
      return raisedAgain(row, fact.body as Raised)
    case alarmAcknowledged.kind:
      return acknowledged(row, fact.body as Named, unpackHlc(fact.hlc).ms)
    case alarmTaken.kind:
      return { ...row, handler: (fact.body as Named).name, handledSince: unpackHlc(fact.hlc).ms }
    case alarmCleared.kind:
      return cleared(row, fact.body as Cleared)
    default:
      return row
  }
}

/** The state after these facts, in their order; `undefined` until the first raise arrived. */
export function foldAlarm(entity: string, facts: readonly Fact[]): AlarmRow | undefined {
  const start = facts.findIndex(({ kind }) => kind === alarmRaised.kind)
  const first = facts[start]
  if (!first) return undefined
  return facts.slice(start + 1).reduce(step, firstRow(entity, first.body as Raised))
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const row = foldAlarm(entity, facts)
  db.tables.delete(alarmTable).where(eq(alarmTable.id, entity)).run()
  if (row) db.tables.insert(alarmTable).values(row).run()
}

export const alarmProjection: Projection = {
  name: 'alarms',
  version: 1,
  tables: [alarmTable],
  kinds: alarmFacts,
  fold,
}
