/** Roll calls as rows: the open one, one, the newest. */
import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { missingOf } from './sheet.ts'
import { rollTable, type RollRow } from './tables.ts'

type Reading = Pick<CoreContext, 'db' | 'world' | 'status'>

/** A roll call of this morning is not answered tonight. */
const openForMs = 4 * 3_600_000

const going = ['calling', 'retry'] as const

export function rollRow({ db }: Pick<CoreContext, 'db'>, id: string): RollRow | undefined {
  return db.tables.select().from(rollTable).where(eq(rollTable.id, id)).get()
}

/** The newest that goes on, also where everybody has answered and nobody has summed up. */
export function currentRoll({ db, world }: Reading): RollRow | undefined {
  const row = db.tables
    .select()
    .from(rollTable)
    .where(inArray(rollTable.state, [...going]))
    .orderBy(desc(rollTable.startedAt), desc(rollTable.id))
    .limit(1)
    .get()
  return row && world.clock.nowMs() - row.startedAt <= openForMs ? row : undefined
}

/** The one that a spoken answer belongs to: somebody is still missing. */
export function openRollCall(context: Reading): RollRow | undefined {
  const row = currentRoll(context)
  if (!row) return undefined
  const listed = row.lines.filter(({ extra }) => !extra)
  return listed.length > 0 && missingOf(row).length === 0 ? undefined : row
}

export function rollsBefore({ db }: Pick<CoreContext, 'db'>, before: number, limit: number) {
  return db.tables
    .select()
    .from(rollTable)
    .where(lt(rollTable.startedAt, before))
    .orderBy(desc(rollTable.startedAt), desc(rollTable.id))
    .limit(limit)
    .all()
}

export function rollOfSlot(
  { db }: Pick<CoreContext, 'db'>,
  schedule: string,
  slotAt: number,
): RollRow | undefined {
  return db.tables
    .select()
    .from(rollTable)
    .where(and(eq(rollTable.schedule, schedule), eq(rollTable.slotAt, slotAt)))
    .get()
}

/** Begun between two moments, oldest first. */
export function rollsBetween({ db }: Pick<CoreContext, 'db'>, from: number, to: number): RollRow[] {
  return db.tables
    .select()
    .from(rollTable)
    .where(and(gte(rollTable.startedAt, from), lt(rollTable.startedAt, to)))
    .orderBy(rollTable.startedAt)
    .all()
}
