/** Signed heads: consoles witness each other, so nobody rewrites a past alone. */
import type { Database } from '../kernel/database.ts'
import type { Crypto, SigningKey } from '../kernel/world.ts'
import { encodeCanonical } from './envelope.ts'
import type { CheckpointBody } from './log-facts.ts'
import type { OpStore } from './store.ts'

type NamedHead = CheckpointBody['heads'][number]

/** The bytes under the signature: the place in the own chain and everything named. */
export function signedMessage(
  origin: string,
  seq: number,
  body: Pick<CheckpointBody, 'heads' | 'sealedCount' | 'sealedDigest'>,
): Uint8Array {
  return encodeCanonical([
    'log.checkpoint',
    origin,
    seq,
    body.heads,
    body.sealedCount,
    body.sealedDigest,
  ])
}

/** Digest over ended origins: `[origin, seq, hash]`, ascending by origin. */
export function sealedDigest(crypto: Crypto, heads: readonly NamedHead[]): Uint8Array {
  return crypto.sha256(encodeCanonical(heads))
}

/** What the checkpoint at (origin, seq) says about everything held now. */
export function composeCheckpoint(
  db: Database,
  store: OpStore,
  crypto: Crypto,
  key: SigningKey,
  origin: string,
  seq: number,
): CheckpointBody {
  const holdings = store.holdings()
  const rows = db
    .prepare<{ origin: string; seq: number; hash: Uint8Array }>(
      'select origin, seq, hash from head order by origin',
    )
    .all()
  const ended = rows.filter((row) => row.origin !== origin && holdings.get(row.origin)?.ended)
  const growing = rows.filter((row) => !ended.includes(row))
  const named = (row: (typeof rows)[number]): NamedHead => [row.origin, row.seq, row.hash]
  const heads = growing.map(named)
  const digest = sealedDigest(crypto, ended.map(named))
  const unsigned = { heads, sealedCount: ended.length, sealedDigest: digest }
  return { ...unsigned, signature: key.sign(signedMessage(origin, seq, unsigned)) }
}
