/** Proves the end of each chain from its bytes: quick enough to ask for at every shift. */
import type { Database } from '../kernel/database.ts'
import type { Crypto } from '../kernel/world.ts'
import { sameBytes } from './envelope.ts'

export interface RecentProof {
  /** Ops whose hash was computed anew. */
  readonly checked: number
  /** The first op whose hash does not follow from its bytes. */
  readonly fault: { readonly origin: string; readonly seq: number } | undefined
}

interface Linked {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
}

/** The newest `perOrigin` ops of each origin; all of them are the business of `verify`. */
export function verifyRecent(db: Database, crypto: Crypto, perOrigin = 1000): RecentProof {
  const heads = db.prepare<{ origin: string; seq: number }>('select origin, seq from head').all()
  const rows = db.prepare<Linked>(
    'select seq, bytes, hash from op where origin = ? and seq >= ? and hash is not null order by seq',
  )
  let checked = 0
  for (const { origin, seq } of heads) {
    const [anchor, ...rest] = rows.all(origin, Math.max(1, seq - perOrigin))
    let before = anchor?.hash
    for (const row of rest) {
      if (!before || !sameBytes(crypto.sha256(before, row.bytes), row.hash))
        return { checked, fault: { origin, seq: row.seq } }
      before = row.hash
      checked += 1
    }
  }
  return { checked, fault: undefined }
}
