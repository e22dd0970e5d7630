import { and, count, desc, eq, gt, inArray, isNotNull, like, lt, ne, notInArray } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Alarm, AlarmHistoryFilter, AlarmHistoryStep } from './contract.ts'
import { isWaitingState } from './states.ts'
import { alarmStepTable, alarmTable, type AlarmRow } from './tables.ts'
import { alarmKinds, alarmPriorities, alarmStepWords, type AlarmKind } from './words.ts'

const shelvedStates = ['active-shelved', 'cleared-shelved'] as const

function shown(row: AlarmRow): Alarm {
  const { subject: _subject, handlerId: _id, ...rest } = row
  const { shelvedBy, shelvedAt, shelvedUntil, shelfReason, ...alarm } = rest
  const shelf =
    shelvedUntil === null
      ? null
      : { by: shelvedBy ?? '', at: shelvedAt ?? 0, until: shelvedUntil, reason: shelfReason ?? '' }
  return { ...alarm, kindWord: alarmKinds[row.kind] ?? row.kind, shelf }
}

function pressing(row: AlarmRow): number {
  return (isWaitingState(row.state) ? 0 : 10) + alarmPriorities.indexOf(row.priority)
}

/** Neither normal nor shelved: unacknowledged first, worst first, newest first. */
export function openAlarms(db: Database): Alarm[] {
  const rows = db.tables
    .select()
    .from(alarmTable)
    .where(notInArray(alarmTable.state, ['normal', ...shelvedStates]))
    .all()
  return rows.toSorted((a, b) => pressing(a) - pressing(b) || b.raisedAt - a.raisedAt).map(shown)
}

/** The shelf that ends first comes first. */
export function shelvedAlarms(db: Database): Alarm[] {
  return db.tables
    .select()
    .from(alarmTable)
    .where(inArray(alarmTable.state, [...shelvedStates]))
    .orderBy(alarmTable.shelvedUntil)
    .all()
    .map(shown)
}

/** Newest first; every filter narrows. */
export function alarmHistory(db: Database, filter: AlarmHistoryFilter): Alarm[] {
  const { kind, priority, before, from, handled, text, limit } = filter
  const words = text.trim()
  return db.tables
    .select()
    .from(alarmTable)
    .where(
      and(
        kind == null ? undefined : eq(alarmTable.kind, kind),
        priority == null ? undefined : eq(alarmTable.priority, priority),
        before == null ? undefined : lt(alarmTable.raisedAt, before),
        from == null ? undefined : gt(alarmTable.raisedAt, from - 1),
        handled ? isNotNull(alarmTable.handler) : undefined,
        words === '' ? undefined : like(alarmTable.title, `%${words.replaceAll(/[%_]/g, '')}%`),
      ),
    )
    .orderBy(desc(alarmTable.raisedAt), desc(alarmTable.id))
    .limit(limit)
    .all()
    .map(shown)
}

/** What happened to one alarm, oldest first. */
export function alarmSteps(db: Database, alarm: string): AlarmHistoryStep[] {
  return db.tables
    .select()
    .from(alarmStepTable)
    .where(eq(alarmStepTable.alarm, alarm))
    .all()
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, at, step, by, note }) => ({ id, at, what: alarmStepWords[step], by, note }))
}

/** How often something was raised since then: the load of the desk. */
export function raisedSince(db: Database, sinceMs: number): number {
  const found = db.tables
    .select({ raised: count() })
    .from(alarmStepTable)
    .where(and(eq(alarmStepTable.step, 'raised'), gt(alarmStepTable.at, sinceMs)))
    .get()
  return found?.raised ?? 0
}

export function alarmRow(db: Database, id: string): AlarmRow | undefined {
  return db.tables.select().from(alarmTable).where(eq(alarmTable.id, id)).get()
}

/** Occurrences of this kind and subject that are not normal, newest first; two where two consoles raised it. */
export function standingAlarms(db: Database, kind: AlarmKind, subject: string): AlarmRow[] {
  return db.tables
    .select()
    .from(alarmTable)
    .where(
      and(
        eq(alarmTable.kind, kind),
        eq(alarmTable.subject, subject),
        ne(alarmTable.state, 'normal'),
      ),
    )
    .orderBy(desc(alarmTable.raisedAt), desc(alarmTable.id))
    .all()
}

export function standingAlarm(
  db: Database,
  kind: AlarmKind,
  subject: string,
): AlarmRow | undefined {
  return standingAlarms(db, kind, subject)[0]
}

/** Every occurrence of a kind that is not normal, with its subject. */
export function standingOfKind(db: Database, kind: AlarmKind): AlarmRow[] {
  return db.tables
    .select()
    .from(alarmTable)
    .where(and(eq(alarmTable.kind, kind), ne(alarmTable.state, 'normal')))
    .all()
}

/** Whether it was ever raised about this subject: what a person has cleared stays cleared. */
export function everRaised(db: Database, kind: AlarmKind, subject: string): boolean {
  const row = db.tables
    .select({ id: alarmTable.id })
    .from(alarmTable)
    .where(and(eq(alarmTable.kind, kind), eq(alarmTable.subject, subject)))
    .get()
  return row !== undefined
}

/** One stretch of time in which something was so. */
export interface Spell {
  readonly alarm: string
  readonly title: string
  readonly detail: string
  readonly from: number
  /** Null: still so. */
  readonly until: number | null
}

/** When alarms of a kind stood between two moments, oldest first: a line that flaps is many spells. */
export function spellsOf(db: Database, kind: AlarmKind, from: number, to: number): Spell[] {
  const rows = db.tables
    .select()
    .from(alarmTable)
    .where(and(eq(alarmTable.kind, kind), lt(alarmTable.firstAt, to)))
    .all()
  return rows
    .flatMap(({ id, title, detail }) => {
      const spells: Spell[] = []
      const steps = db.tables
        .select()
        .from(alarmStepTable)
        .where(eq(alarmStepTable.alarm, id))
        .all()
        .toSorted((a, b) => a.at - b.at)
      for (const { step, at } of steps) {
        const last = spells.at(-1)
        const open = last !== undefined && last.until === null
        if (step === 'raised' && !open) {
          spells.push({ alarm: id, title, detail, from: at, until: null })
        } else if (step === 'cleared' && open) {
          spells[spells.length - 1] = { ...last, until: at }
        }
      }
      return spells
    })
    .filter((spell) => spell.from < to && (spell.until === null || spell.until > from))
    .toSorted((a, b) => a.from - b.from)
}
