import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  attachmentAttached,
  attachmentFacts,
  attachmentWithdrawn,
  type AttachmentAttached,
  type AttachmentWithdrawn,
} from './facts.ts'
import { attachmentTable } from './tables.ts'

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const attached = facts.find(({ kind }) => kind === attachmentAttached.kind)
  // Withdrawn on another console before its beginning came here: it waits in the log.
  if (!attached) return
  const body = attached.body as AttachmentAttached
  const withdrawn = facts.find(({ kind }) => kind === attachmentWithdrawn.kind)?.body as
    | AttachmentWithdrawn
    | undefined
  const { attachment: sha256, point, takenAt, call, ...rest } = body
  db.tables.delete(attachmentTable).where(eq(attachmentTable.id, entity)).run()
  db.tables
    .insert(attachmentTable)
    .values({
      ...rest,
      id: entity,
      sha256,
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      takenAt: takenAt ?? null,
      call: call ?? null,
      withdrawnAt: withdrawn?.at ?? null,
      withdrawnBy: withdrawn?.by ?? null,
      withdrawnReason: withdrawn?.reason ?? null,
      status: attached.status,
    })
    .run()
}

export const attachmentProjection: Projection = {
  name: 'attachments',
  version: 1,
  tables: [attachmentTable],
  kinds: attachmentFacts,
  fold,
}
