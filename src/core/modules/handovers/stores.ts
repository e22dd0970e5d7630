/** Rows: the handover that goes on, loans, the newest count. */
import { and, asc, desc, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import {
  handoverTable,
  inventoryTable,
  loanTable,
  type HandoverRow,
  type LoanRow,
} from './tables.ts'

type Reading = Pick<CoreContext, 'db' | 'site' | 'status'>

/** The one of this site that is not closed. */
export function currentRow({ db, site, status }: Reading): HandoverRow | undefined {
  return db.tables
    .select()
    .from(handoverTable)
    .where(
      and(
        eq(handoverTable.site, site),
        eq(handoverTable.status, status),
        ne(handoverTable.phase, 'closed'),
      ),
    )
    .orderBy(desc(handoverTable.preparedAt), desc(handoverTable.id))
    .limit(1)
    .get()
}

export function handoverRow({ db }: Pick<Reading, 'db'>, id: string): HandoverRow | undefined {
  return db.tables.select().from(handoverTable).where(eq(handoverTable.id, id)).get()
}

/** Newest first. */
export function closedRows({ db, site, status }: Reading, limit: number): HandoverRow[] {
  return db.tables
    .select()
    .from(handoverTable)
    .where(
      and(
        eq(handoverTable.site, site),
        eq(handoverTable.status, status),
        isNotNull(handoverTable.closedAt),
      ),
    )
    .orderBy(desc(handoverTable.closedAt), desc(handoverTable.id))
    .limit(limit)
    .all()
}

/** Oldest first. */
export function openLoans({ db, site, status }: Reading): LoanRow[] {
  return db.tables
    .select()
    .from(loanTable)
    .where(
      and(eq(loanTable.site, site), eq(loanTable.status, status), isNull(loanTable.returnedAt)),
    )
    .orderBy(asc(loanTable.since), asc(loanTable.id))
    .all()
}

export const inventoryEntity = ({ site, status }: Pick<Reading, 'site' | 'status'>) =>
  `inventory ${site} ${status}`

export function countOf(context: Reading) {
  return context.db.tables
    .select()
    .from(inventoryTable)
    .where(eq(inventoryTable.id, inventoryEntity(context)))
    .get()
}
