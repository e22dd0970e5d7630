import { and, eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { fenceTable, type FenceRow } from './tables.ts'

/** Oldest first. */
export function standingFences(db: Database): FenceRow[] {
  return db.tables
    .select()
    .from(fenceTable)
    .where(eq(fenceTable.withdrawn, false))
    .orderBy(fenceTable.at, fenceTable.id)
    .all()
}

export function standingFence(db: Database, id: string): FenceRow | undefined {
  return db.tables
    .select()
    .from(fenceTable)
    .where(and(eq(fenceTable.id, id), eq(fenceTable.withdrawn, false)))
    .get()
}
