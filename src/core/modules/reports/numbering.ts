/** 文号, and the place of a report among its kind. */
import { and, count, eq, max } from 'drizzle-orm'
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { reportNumberTable, reportTable } from './tables.ts'
import type { ReportKind } from './words.ts'

type Numbering = Pick<CoreContext, 'db' | 'county' | 'site'>

/** The next 文号 of this site and year; inside the append, so that none is left out. */
export function nextDocumentNumber(context: Numbering, at: number) {
  const { db, county, site } = context
  const year = Number(beijingDate(at).slice(0, 4))
  const row = db.tables
    .select({ last: max(reportNumberTable.number) })
    .from(reportNumberTable)
    .where(and(eq(reportNumberTable.site, site), eq(reportNumberTable.year, year)))
    .get()
  const number = (row?.last ?? 0) + 1
  const letter = site === county.county.sites[0]?.prefix ? '' : site
  const documentNo = county.reportDeadlines.documentNumber
    .replace('{site}', letter)
    .replace('{year}', String(year))
    .replace('{number}', String(number))
  return { site, year, number, documentNo }
}

/** 续报一 is 1; a voided one keeps its place. */
export function nextSeq({ db }: Numbering, incident: string, kind: ReportKind): number {
  const row = db.tables
    .select({ drafted: count() })
    .from(reportTable)
    .where(and(eq(reportTable.incident, incident), eq(reportTable.kind, kind)))
    .get()
  return (row?.drafted ?? 0) + 1
}
