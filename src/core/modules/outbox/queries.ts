import { and, count, desc, eq, gt, sum } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { messageTable, type MessageRow } from './tables.ts'

type Reading = Pick<CoreContext, 'db'>

export function messageRow({ db }: Reading, id: string): MessageRow | undefined {
  return db.tables.select().from(messageTable).where(eq(messageTable.id, id)).get()
}

/** Whether this console sends it; another's is only shown. */
export function isOwn({ local }: Pick<CoreContext, 'local'>, message: string): boolean {
  const row = local
    .prepare<{ message: string }>('select message from outbox_own where message = ?')
    .get(message)
  return row !== undefined
}

/** A recipient that waited longer is not looked for any more. */
const searchedMs = 48 * 3_600_000

/** Newest first. */
export function ownOpenRows(context: CoreContext): MessageRow[] {
  const since = context.world.clock.nowMs() - searchedMs
  return context.db.tables
    .select()
    .from(messageTable)
    .where(and(gt(messageTable.open, 0), gt(messageTable.at, since)))
    .orderBy(desc(messageTable.at), desc(messageTable.id))
    .all()
    .filter(({ id }) => isOwn(context, id))
}

/** Newest first. */
export function recentRows({ db }: Reading, limit: number, incident?: string): MessageRow[] {
  return db.tables
    .select()
    .from(messageTable)
    .where(incident === undefined ? undefined : eq(messageTable.incident, incident))
    .orderBy(desc(messageTable.at), desc(messageTable.id))
    .limit(limit)
    .all()
}

/** Messages of which a recipient waits for a person, newest first, and how many there are in all. */
export function waitingRows({ db }: Reading, limit: number) {
  const waits = gt(messageTable.waits, 0)
  const rows = db.tables
    .select()
    .from(messageTable)
    .where(waits)
    .orderBy(desc(messageTable.at), desc(messageTable.id))
    .limit(limit)
    .all()
  const all = db.tables
    .select({ messages: count(), recipients: sum(messageTable.waits).mapWith(Number) })
    .from(messageTable)
    .where(waits)
    .get()
  return { rows, messages: all?.messages ?? 0, recipients: all?.recipients ?? 0 }
}

/** Messages to whom somebody may still answer, also groups that heard it. */
export function rowsSince({ db }: Reading, since: number): MessageRow[] {
  return db.tables
    .select()
    .from(messageTable)
    .where(gt(messageTable.at, since))
    .orderBy(desc(messageTable.at), desc(messageTable.id))
    .all()
}

export function rowsOfAssignment({ db }: Reading, assignment: string): MessageRow[] {
  return db.tables.select().from(messageTable).where(eq(messageTable.assignment, assignment)).all()
}
