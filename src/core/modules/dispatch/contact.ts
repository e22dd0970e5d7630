/** When a team was last heard of: a fact of the log, never of its positions. */
import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { lastHeardOfUnit } from '../logbook/index.ts'
import { spokenTable } from './tables.ts'

/** Its newest standing log line or its newest words in a call. */
export function lastContactAt(
  { db, world }: Pick<CoreContext, 'db' | 'world'>,
  unit: string,
): number | undefined {
  const spoken = db.tables.select().from(spokenTable).where(eq(spokenTable.unit, unit)).get()?.at
  const line = lastHeardOfUnit(db, unit)
  const newest = Math.max(spoken ?? 0, line ?? 0)
  // Another console's clock may be ahead: nobody was heard later than now.
  return newest === 0 ? undefined : Math.min(newest, world.clock.nowMs())
}
