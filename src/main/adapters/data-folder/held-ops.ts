/** What a log database holds, told by its own tables. */
import type { Database } from '../../../core/kernel/database.ts'
import { addRange, addSeq, type SeqRange } from './seq-ranges.ts'

/** Per origin the seqs that are there, islands included. */
export function heldIn(db: Database): ReadonlyMap<string, readonly SeqRange[]> {
  const held = new Map<string, readonly SeqRange[]>()
  for (const { origin, seq } of db
    .prepare<{ origin: string; seq: number }>('select origin, seq from head')
    .all()) {
    held.set(origin, addRange([], [1, seq]))
  }
  const islands = db.prepare<{ origin: string; seq: number }>(
    'select origin, seq from op where hash is null order by origin, seq',
  )
  for (const { origin, seq } of islands.iterate())
    held.set(origin, addSeq(held.get(origin) ?? [], seq))
  return held
}

export function originsIn(db: Database): readonly string[] {
  return [...heldIn(db).keys()]
}

/** The newest stamp's 8 bytes; `undefined` in an empty log. */
export function newestStamp(db: Database): Uint8Array | undefined {
  // A process killed during its first start leaves a file without tables.
  const version = db.prepare<{ user_version: number }>('pragma user_version').get()?.user_version
  if (version === 0) return undefined
  return (
    db.prepare<{ hlc: Uint8Array | null }>('select max(hlc) hlc from op').get()?.hlc ?? undefined
  )
}
