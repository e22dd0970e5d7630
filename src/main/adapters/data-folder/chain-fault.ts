/** Follows every hash chain of a log from its first op: the check for a copy just made. */
import { createHash } from 'node:crypto'
import type { Database } from '../../../core/kernel/database.ts'

interface Row {
  readonly origin: string
  readonly seq: number
  readonly bytes: Uint8Array
  readonly hash: Uint8Array | null
}

interface Link {
  readonly origin: string
  readonly seq: number
  readonly hash: Uint8Array
}

function faultOf(row: Row, before: Link | undefined): string | undefined {
  const previous = before ?? { origin: row.origin, seq: 0, hash: new Uint8Array(32) }
  const follows = previous.origin === row.origin && previous.seq === row.seq - 1
  if (row.hash === null) return follows ? `op ${row.origin}:${row.seq} has no hash` : undefined
  if (!follows) return `op ${row.origin}:${row.seq} follows ${previous.seq}`
  const expected = createHash('sha256').update(previous.hash).update(row.bytes).digest()
  return expected.equals(row.hash)
    ? undefined
    : `op ${row.origin}:${row.seq}: its bytes do not give its hash`
}

/** The first op whose hash does not follow, or head that does not match; `undefined` when all do. */
export function firstChainFault(db: Database): string | undefined {
  const heads = new Map(
    db
      .prepare<Link>('select origin, seq, hash from head')
      .all()
      .map((head) => [head.origin, head]),
  )
  let before: Link | undefined
  const ended = (): string | undefined => {
    if (before === undefined) return undefined
    const head = heads.get(before.origin)
    heads.delete(before.origin)
    const same = head?.seq === before.seq && Buffer.from(head.hash).equals(before.hash)
    return same ? undefined : `head of ${before.origin} is not its last op ${before.seq}`
  }
  for (const row of db
    .prepare<Row>('select origin, seq, bytes, hash from op order by origin, seq')
    .iterate()) {
    if (before !== undefined && before.origin !== row.origin) {
      const fault = ended()
      if (fault !== undefined) return fault
      before = undefined
    }
    const fault = faultOf(row, before)
    if (fault !== undefined) return fault
    if (row.hash !== null) before = { origin: row.origin, seq: row.seq, hash: row.hash }
  }
  const last = ended()
  if (last !== undefined) return last
  const [orphan] = heads.keys()
  return orphan === undefined ? undefined : `head of ${orphan} without ops`
}
