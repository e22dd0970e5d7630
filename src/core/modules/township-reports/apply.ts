import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  reportFacts,
  slotFacts,
  townshipChased,
  townshipReported,
  townshipReportWithdrawn,
  type ReportSlotSet,
  type TownshipChased,
  type TownshipReported,
  type TownshipReportWithdrawn,
} from './facts.ts'
import { reportSlotTable, townshipReportTable, type EarlierReport } from './tables.ts'

function foldSlot(db: Database, entity: string, facts: readonly Fact[]): void {
  const last = facts.at(-1)
  if (!last) return
  db.tables.delete(reportSlotTable).where(eq(reportSlotTable.id, entity)).run()
  db.tables
    .insert(reportSlotTable)
    .values({ id: entity, ...(last.body as ReportSlotSet) })
    .run()
}

function foldReport(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(townshipReportTable).where(eq(townshipReportTable.id, entity)).run()
  const [day = '', slot = '', township = ''] = entity.split(' ')
  const earlier: EarlierReport[] = []
  let standing: TownshipReported | null = null
  for (const { kind, body } of facts) {
    if (kind === townshipReported.kind) {
      if (standing) earlier.push({ ...standing, withdrawn: null })
      standing = body as TownshipReported
    } else if (kind === townshipReportWithdrawn.kind && standing) {
      const { at, by, reason } = body as TownshipReportWithdrawn
      earlier.push({ ...standing, withdrawn: { at, by, reason } })
      standing = null
    }
  }
  const chases = facts
    .filter(({ kind }) => kind === townshipChased.kind)
    .map(({ body }) => body as TownshipChased)
  db.tables
    .insert(townshipReportTable)
    .values({ id: entity, day, slot, township, report: standing, earlier, chases })
    .run()
}

export const reportSlotProjection: Projection = {
  name: 'townshipReports.slots',
  version: 1,
  tables: [reportSlotTable],
  kinds: slotFacts,
  fold: foldSlot,
}

export const townshipReportProjection: Projection = {
  name: 'townshipReports',
  version: 1,
  tables: [townshipReportTable],
  kinds: reportFacts,
  fold: foldReport,
}
