/** Reads what a damaged log still proves: ops whose stored chain hash follows from their bytes. */
import { createHash } from 'node:crypto'
import { DatabaseError, type Database } from '../../../core/kernel/database.ts'
import { decodeEnvelope } from '../../../core/oplog/envelope.ts'
import type { WireOp } from '../../../core/oplog/types.ts'
import { openDatabase } from '../sqlite.ts'

interface Row {
  readonly origin: string
  readonly seq: number
  readonly bytes: Uint8Array
  readonly hash: Uint8Array | null
}

/** A page that cannot be read ends the scan of its origin; the scan goes on behind the hole. */
const skipSeqs = 64
/** A hole longer than this is taken for the end of the origin. */
const maxSkips = 256

function rowAfter(db: Database, origin: string, seq: number): Row | 'unreadable' | undefined {
  try {
    return db
      .prepare<Row>(
        'select origin, seq, bytes, hash from op where origin = ? and seq > ? order by seq limit 1',
      )
      .get(origin, seq)
  } catch (error) {
    if (error instanceof DatabaseError) return 'unreadable'
    throw error
  }
}

function proven(previous: Row | undefined, row: Row): boolean {
  if (row.hash === null) return false
  const follows = row.seq === 1 || previous?.seq === row.seq - 1
  if (!follows || (row.seq > 1 && !previous?.hash)) return false
  const start = row.seq === 1 ? new Uint8Array(32) : (previous?.hash ?? new Uint8Array(32))
  const expected = createHash('sha256').update(start).update(row.bytes).digest()
  const envelope = decodeEnvelope(row.bytes)
  return (
    expected.equals(row.hash) &&
    envelope.ok &&
    envelope.value.origin === row.origin &&
    envelope.value.seq === row.seq
  )
}

function* opsOf(db: Database, origin: string): Generator<WireOp> {
  let previous: Row | undefined
  let seq = 0
  let skips = 0
  while (skips < maxSkips) {
    const row = rowAfter(db, origin, seq)
    if (row === undefined) return
    if (row === 'unreadable') {
      skips++
      seq += skipSeqs
      previous = undefined
      continue
    }
    if (proven(previous, row)) yield { origin, seq: row.seq, bytes: new Uint8Array(row.bytes) }
    previous = row
    seq = row.seq
  }
}

function originsOf(db: Database): string[] {
  const names = new Set<string>()
  for (const table of ['head', 'origin', 'op']) {
    try {
      for (const row of db
        .prepare<{ origin: string }>(`select distinct origin from ${table}`)
        .iterate())
        names.add(row.origin)
    } catch (error) {
      // One of the three is enough; none means nothing can be salvaged.
      if (!(error instanceof DatabaseError)) throw error
    }
  }
  return [...names]
}

/** Every provable op of the copy at `path`; nothing when it is no database any more. */
export function* salvageOps(path: string): Generator<WireOp> {
  let db: Database
  try {
    db = openDatabase(path, { synchronous: 'NORMAL' })
  } catch (error) {
    if (error instanceof DatabaseError) return
    throw error
  }
  try {
    for (const origin of originsOf(db)) yield* opsOf(db, origin)
  } finally {
    db.close()
  }
}
