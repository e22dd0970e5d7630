import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Attachment, PendingAttachment } from './contract.ts'
import type { PendingRow } from './pending.ts'
import { attachmentTable, type AttachmentRow } from './tables.ts'

export function attachmentRow(db: Database, id: string): AttachmentRow | undefined {
  return db.tables.select().from(attachmentTable).where(eq(attachmentTable.id, id)).get()
}

export function attachmentShown(row: AttachmentRow): Attachment {
  const { lat, lon, withdrawnAt, withdrawnBy, withdrawnReason, status: _status, ...rest } = row
  return {
    ...rest,
    point: lat === null || lon === null ? null : { lat, lon },
    withdrawn:
      withdrawnAt === null
        ? null
        : { at: withdrawnAt, by: withdrawnBy ?? '', reason: withdrawnReason ?? '' },
  }
}

/** Everything that was ever attached to an incident, oldest first. */
export function attachmentList(db: Database, incident: string): Attachment[] {
  return db.tables
    .select()
    .from(attachmentTable)
    .where(eq(attachmentTable.incident, incident))
    .orderBy(asc(attachmentTable.at), asc(attachmentTable.id))
    .all()
    .map(attachmentShown)
}

/** Those that stand, for reports and the review. */
export function attachmentsOf(db: Database, incident: string): Attachment[] {
  return db.tables
    .select()
    .from(attachmentTable)
    .where(and(eq(attachmentTable.incident, incident), isNull(attachmentTable.withdrawnAt)))
    .orderBy(asc(attachmentTable.at), asc(attachmentTable.id))
    .all()
    .map(attachmentShown)
}

export function pendingShown({ sha256: _sha256, ...shown }: PendingRow): PendingAttachment {
  return shown
}
