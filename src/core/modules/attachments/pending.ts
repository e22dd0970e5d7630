/** Files that wait for an incident: local scope, by the person who brought them. */
import type { Database } from '../../kernel/database.ts'
import type { PendingAttachment } from './contract.ts'
import type { AttachmentKindKey } from './words.ts'

export interface PendingRow extends PendingAttachment {
  readonly sha256: string
}

interface Stored {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly type: string
  readonly kind: AttachmentKindKey
  readonly size: number
  readonly at: number
  readonly lat: number | null
  readonly lon: number | null
  readonly takenAt: number | null
}

export function keepPending(
  local: Database,
  person: string,
  { id, sha256, name, type, kind, size, at, point, takenAt }: PendingRow,
): void {
  local
    .prepare('insert into pending_attachment values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      id,
      sha256,
      name,
      type,
      kind,
      size,
      at,
      point?.lat ?? null,
      point?.lon ?? null,
      takenAt,
      person,
    )
}

/** In the order they were named; unknown ones are left out. */
export function pendingRows(local: Database, ids: readonly string[]): PendingRow[] {
  const one = local.prepare<Stored>(
    `select id, sha256, name, type, kind, size, at, lat, lon, taken_at takenAt
     from pending_attachment where id = ?`,
  )
  return ids.flatMap((id) => {
    const row = one.get(id)
    if (!row) return []
    const { lat, lon, ...rest } = row
    return [{ ...rest, point: lat === null || lon === null ? null : { lat, lon } }]
  })
}

export function forgetPending(local: Database, ids: readonly string[]): number {
  if (ids.length === 0) return 0
  const remove = local.prepare('delete from pending_attachment where id = ?')
  return ids.reduce((gone, id) => gone + remove.run(id).changes, 0)
}
