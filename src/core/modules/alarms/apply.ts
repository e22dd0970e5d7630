import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import { unpackHlc } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  alarmAcknowledged,
  alarmCleared,
  alarmFacts,
  alarmRaised,
  alarmReleased,
  alarmShelfEnded,
  alarmShelved,
  alarmTaken,
  alarmUnshelved,
} from './facts.ts'
import { movedBy, type AlarmState } from './states.ts'
import { stepOfFact } from './steps.ts'
import { alarmStepTable, alarmTable, type AlarmRow } from './tables.ts'
import { worse } from './words.ts'

type Raised = z.infer<typeof alarmRaised.body>
type Named = z.infer<typeof alarmAcknowledged.body>
type Cleared = z.infer<typeof alarmCleared.body>
type Shelved = z.infer<typeof alarmShelved.body>

/** More of one alarm's history is in the log itself. */
const keptSteps = 200

const unacknowledged = { acknowledgedBy: null, acknowledgedAt: null }
const offShelf = { shelvedBy: null, shelvedAt: null, shelvedUntil: null, shelfReason: null }
const unhandled = { handler: null, handlerId: null, handledSince: null }

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
    ...unacknowledged,
    ...unhandled,
    clearedAt: null,
    contact: null,
    ...offShelf,
  }
}

/** The row in its next state, with what a state does not carry taken off. */
function inState(row: AlarmRow, state: AlarmState): AlarmRow {
  const shelved = state.endsWith('shelved')
  const again = state === 'active-unacknowledged' && row.state !== 'active-unacknowledged'
  return {
    ...row,
    state,
    ...(shelved ? {} : offShelf),
    ...(again ? { ...unacknowledged, clearedAt: null } : {}),
    // What is over is nobody's work any more; raised again it waits for a name.
    ...(again && row.state === 'normal' ? unhandled : {}),
    ...(state === 'active-shelved' ? { clearedAt: null } : {}),
  }
}

function raisedAgain(row: AlarmRow, raised: Raised): AlarmRow {
  const event = worse(raised.priority, row.priority)
    ? 'worse'
    : worse(row.priority, raised.priority)
      ? 'milder'
      : 'raise'
  const { title, detail, at } = raised
  // A danger to life stays one until a person has cleared it.
  const endangered = row.priority === 'emergency' && row.state.startsWith('active')
  const priority = endangered ? row.priority : raised.priority
  const next = inState(row, movedBy(row.state, event) ?? row.state)
  return { ...next, priority, title, detail, raisedAt: at, times: row.times + 1 }
}

function acknowledged(row: AlarmRow, by: Named, at: number): AlarmRow {
  const state = movedBy(row.state, 'acknowledge')
  if (state === undefined) return row
  return { ...inState(row, state), acknowledgedBy: by.name, acknowledgedAt: at }
}

function cleared(row: AlarmRow, fact: Cleared): AlarmRow {
  const state = movedBy(row.state, 'clear')
  if (state === undefined) return row
  return { ...inState(row, state), clearedAt: fact.at, contact: fact.contact ?? null }
}

function taken(row: AlarmRow, by: Named, at: number): AlarmRow {
  if (movedBy(row.state, 'take') === undefined) return row
  return { ...row, handler: by.name, handlerId: by.by, handledSince: at }
}

function shelved(row: AlarmRow, fact: Shelved, at: number): AlarmRow {
  const state = movedBy(row.state, 'shelve')
  if (state === undefined || row.priority === 'emergency') return row
  const { name, until, reason } = fact
  return {
    ...inState(row, state),
    shelvedBy: name,
    shelvedAt: at,
    shelvedUntil: until,
    shelfReason: reason,
  }
}

function unshelved(row: AlarmRow, event: 'unshelve' | 'shelfEnd'): AlarmRow {
  const state = movedBy(row.state, event)
  return state === undefined ? row : inState(row, state)
}

function step(row: AlarmRow, fact: Fact): AlarmRow {
  const at = unpackHlc(fact.hlc).ms
  switch (fact.kind) {
    case alarmRaised.kind:
      return raisedAgain(row, fact.body as Raised)
    case alarmAcknowledged.kind:
      return acknowledged(row, fact.body as Named, at)
    case alarmTaken.kind:
      return taken(row, fact.body as Named, at)
    case alarmReleased.kind:
      return { ...row, ...unhandled }
    case alarmCleared.kind:
      return cleared(row, fact.body as Cleared)
    case alarmShelved.kind:
      return shelved(row, fact.body as Shelved, at)
    case alarmUnshelved.kind:
      return unshelved(row, 'unshelve')
    case alarmShelfEnded.kind: {
      const { until } = fact.body as z.infer<typeof alarmShelfEnded.body>
      // An end that was meant for an earlier shelf.
      if (row.shelvedUntil === null || row.shelvedUntil > until) return row
      return unshelved(row, 'shelfEnd')
    }
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
  db.tables.delete(alarmStepTable).where(eq(alarmStepTable.alarm, entity)).run()
  if (!row) return
  db.tables.insert(alarmTable).values(row).run()
  const from = Math.max(0, facts.length - keptSteps)
  const steps = facts.slice(from).flatMap((fact, at) => stepOfFact(entity, from + at, fact) ?? [])
  if (steps.length > 0) db.tables.insert(alarmStepTable).values(steps).run()
}

export const alarmProjection: Projection = {
  name: 'alarms',
  version: 2,
  tables: [alarmTable, alarmStepTable],
  kinds: alarmFacts,
  fold,
}
