/** Rows of months, shifts, changes and swaps. */
import { and, asc, desc, eq, gt, gte, inArray, lt, lte } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { changeTable, monthTable, shiftTable, swapTable } from './tables.ts'
import type { ChangeRow, MonthRow, ShiftRow, SwapRow } from './tables.ts'

type ReadingContext = Pick<CoreContext, 'db'>

export function monthRow({ db }: ReadingContext, month: string): MonthRow | undefined {
  return db.tables.select().from(monthTable).where(eq(monthTable.id, month)).get()
}

/** Newest first. */
export function monthRows({ db }: ReadingContext): MonthRow[] {
  return db.tables.select().from(monthTable).orderBy(desc(monthTable.id)).all()
}

/** Shifts of these duty days, both included, also of drafts. */
export function shiftRows({ db }: ReadingContext, fromDay: string, toDay: string): ShiftRow[] {
  return db.tables
    .select()
    .from(shiftTable)
    .where(and(gte(shiftTable.day, fromDay), lte(shiftTable.day, toDay)))
    .orderBy(asc(shiftTable.from), asc(shiftTable.id))
    .all()
}

/** Published shifts that touch `from` ≤ t < `to`, oldest first. */
export function publishedShifts({ db }: ReadingContext, from: number, to: number): ShiftRow[] {
  return db.tables
    .select()
    .from(shiftTable)
    .where(and(eq(shiftTable.published, true), lt(shiftTable.from, to), gt(shiftTable.to, from)))
    .orderBy(asc(shiftTable.from), asc(shiftTable.id))
    .all()
}

/** The published shift that begins next after this moment. */
export function shiftAfter({ db }: ReadingContext, at: number): ShiftRow | undefined {
  return db.tables
    .select()
    .from(shiftTable)
    .where(and(eq(shiftTable.published, true), gt(shiftTable.from, at)))
    .orderBy(asc(shiftTable.from), asc(shiftTable.id))
    .limit(1)
    .get()
}

export function shiftRow({ db }: ReadingContext, id: string): ShiftRow | undefined {
  return db.tables.select().from(shiftTable).where(eq(shiftTable.id, id)).limit(1).get()
}

/** Newest first. */
export function changeRows({ db }: ReadingContext, month: string): ChangeRow[] {
  return db.tables
    .select()
    .from(changeTable)
    .where(eq(changeTable.month, month))
    .orderBy(desc(changeTable.place))
    .all()
}

export function swapRow({ db }: ReadingContext, id: string): SwapRow | undefined {
  return db.tables.select().from(swapTable).where(eq(swapTable.id, id)).get()
}

/** Newest first. */
export function swapRows({ db }: ReadingContext, open: boolean, limit: number): SwapRow[] {
  return db.tables
    .select()
    .from(swapTable)
    .where(open ? inArray(swapTable.state, ['asked', 'agreed']) : undefined)
    .orderBy(desc(swapTable.filedAt), desc(swapTable.id))
    .limit(limit)
    .all()
}
