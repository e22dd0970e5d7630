import { and, desc, eq, ne } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Alarm } from './contract.ts'
import { alarmTable, type AlarmRow } from './tables.ts'
import { alarmKinds, alarmPriorities, type AlarmKind } from './words.ts'

function shown(row: AlarmRow): Alarm {
  const { subject: _subject, handledSince: _since, contact: _contact, ...rest } = row
  return { ...rest, kindWord: alarmKinds[row.kind] }
}

function pressing(row: AlarmRow): number {
  const waiting = row.state === 'active-acknowledged' ? 1 : 0
  return waiting * 10 + alarmPriorities.indexOf(row.priority)
}

/** Unacknowledged first, worst first, newest first. */
export function openAlarms(db: Database): Alarm[] {
  const rows = db.tables.select().from(alarmTable).where(ne(alarmTable.state, 'normal')).all()
  return rows.toSorted((a, b) => pressing(a) - pressing(b) || b.raisedAt - a.raisedAt).map(shown)
}

export function alarmHistory(db: Database, limit: number): Alarm[] {
  return db.tables
    .select()
    .from(alarmTable)
    .orderBy(desc(alarmTable.raisedAt))
    .limit(limit)
    .all()
    .map(shown)
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
