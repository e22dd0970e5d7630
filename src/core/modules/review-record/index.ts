/**
 * What is recorded about the review of an incident: facts and their table. Apart from `review`,
 * which measures incidents, so that incidents may ask whether their review is done.
 */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { doneStates } from './contract.ts'
import { reviewTable, type ReviewRow } from './tables.ts'

export { reviewProjection } from './apply.ts'
export {
  actionMoved,
  actionNoted,
  reliefNoted,
  reliefWithdrawn,
  reviewFacts,
  reviewOpened,
  reviewStepped,
  reviewWaived,
  sectionWritten,
} from './facts.ts'
export type { CorrectiveAction, Relief, ReviewRow } from './tables.ts'

export function reviewRow(db: Database, incident: string): ReviewRow | undefined {
  return db.tables.select().from(reviewTable).where(eq(reviewTable.id, incident)).get()
}

/** Whether the record may be archived as far as the review goes (domain §12.1: 复盘完成或领导免除). */
export function reviewDoneOrWaived(db: Database, incident: string): boolean {
  const row = reviewRow(db, incident)
  if (!row) return false
  return row.waived !== null || (row.state !== null && doneStates.includes(row.state))
}
