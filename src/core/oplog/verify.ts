/** Proves a log from its bytes; everything else in the file is only an index of them. */
import type { Database } from '../kernel/database.ts'
import { hlcToBytes } from '../kernel/hlc.ts'
import type { Crypto } from '../kernel/world.ts'
import { sealedDigest, signedMessage } from './checkpoint.ts'
import { projectionDigest } from './digest.ts'
import { decodeEnvelope, encodeCanonical, sameBytes, type Envelope } from './envelope.ts'
import type { FactReader } from './fact-reader.ts'
import { bootPrevious, readBoot, readCheckpoint, type CheckpointBody } from './log-facts.ts'
import { rebuildInto } from './project.ts'
import type { Projection } from './registry.ts'
import type { OpRef } from './types.ts'

type FaultKind =
  /** The bytes are not one canonical op. */
  | 'malformed'
  /** A column, a head, an origin or a checkpoint row says something else than the bytes. */
  | 'index'
  /** The chain hash does not follow from the bytes. */
  | 'chain'
  | 'gap'
  | 'signature'
  /** A checkpoint or a boot op, here or from elsewhere, names another hash for an op. */
  | 'witness'
  | 'projection'

export interface Fault {
  readonly kind: FaultKind
  /** The op at fault, where it is one. */
  readonly op?: OpRef | undefined
  readonly detail: string
}

export interface VerifyReport {
  readonly ops: number
  readonly origins: number
  /** Ops beyond a gap: not linked to a chain, so not proven (未核验). */
  readonly islands: number
  readonly checkpoints: number
  /** Heads named in checkpoints that were compared with what is held here. */
  readonly witnessed: number
  /** Named in checkpoints or boot ops, but not held here: not received yet, or lost by a rewind. */
  readonly notHeld: number
  /** Ended origins are named by one digest, which is only comparable where the same are known. */
  readonly sealedWitnessed: number
  readonly forks: number
  /** In reading order; the first is the first bad op. */
  readonly faults: readonly Fault[]
}

interface OpRow {
  readonly origin: string
  readonly seq: number
  readonly hlc: Uint8Array
  readonly kind: string
  readonly kver: number
  readonly entity: string
  readonly bytes: Uint8Array
  readonly hash: Uint8Array | null
}

interface Claim {
  readonly by: OpRef
  readonly origin: string
  readonly seq: number
  readonly hash: Uint8Array
}

interface FoundCheckpoint {
  readonly ref: OpRef
  readonly hlc: bigint
  readonly body: CheckpointBody
}

/** What one reading of all ops gathers. */
interface Reading {
  ops: number
  islands: number
  readonly faults: Fault[]
  readonly heads: Map<string, { seq: number; hash: Uint8Array; bootHlc?: bigint | undefined }>
  readonly keys: Map<string, Uint8Array>
  readonly claims: Claim[]
  /** The highest seq at which a boot op says an origin ended. */
  readonly ends: Map<string, number>
  readonly checkpoints: FoundCheckpoint[]
}

const chainStart = new Uint8Array(32)
const faultLimit = 100

function indexFault(row: OpRow, envelope: Envelope): string | undefined {
  if (envelope.origin !== row.origin || envelope.seq !== row.seq) return 'name'
  if (!sameBytes(hlcToBytes(envelope.hlc), row.hlc)) return 'hlc'
  if (envelope.kind !== row.kind || envelope.version !== row.kver) return 'kind'
  if (envelope.entity !== row.entity) return 'entity'
  return undefined
}

function noteSpecial(reading: Reading, envelope: Envelope): void {
  const ref = { origin: envelope.origin, seq: envelope.seq }
  const prev = bootPrevious(envelope)
  if (prev) {
    reading.claims.push({ by: ref, ...prev })
    reading.ends.set(prev.origin, Math.max(prev.seq, reading.ends.get(prev.origin) ?? 0))
  }
  const boot = readBoot(envelope)
  if (boot) reading.keys.set(envelope.origin, boot.publicKey)
  const body = readCheckpoint(envelope)
  if (!body) return
  reading.checkpoints.push({ ref, hlc: envelope.hlc, body })
  for (const [origin, seq, hash] of body.heads) reading.claims.push({ by: ref, origin, seq, hash })
}

function verifyOp(reading: Reading, crypto: Crypto, row: OpRow): void {
  const op = { origin: row.origin, seq: row.seq }
  const fault = (kind: FaultKind, detail: string) => void reading.faults.push({ kind, op, detail })
  reading.ops += 1
  const decoded = decodeEnvelope(row.bytes)
  if (decoded.ok) {
    const wrong = indexFault(row, decoded.value)
    if (wrong) fault('index', `column ${wrong}`)
    else noteSpecial(reading, decoded.value)
  } else fault('malformed', decoded.data.reason)
  const head = reading.heads.get(row.origin) ?? { seq: 0, hash: chainStart }
  if (row.seq !== head.seq + 1) {
    reading.islands += 1
    if (row.hash) fault('gap', `linked, but the chain ends at ${head.seq}`)
    return
  }
  const hash = crypto.sha256(head.hash, row.bytes)
  if (!row.hash) fault('chain', 'follows its chain but is not linked')
  else if (!sameBytes(hash, row.hash)) fault('chain', 'hash does not follow from the bytes')
  // Going on from what is stored names each bad op once instead of all after it.
  const bootHlc = row.seq === 1 && decoded.ok ? decoded.value.hlc : head.bootHlc
  reading.heads.set(row.origin, { seq: row.seq, hash: row.hash ?? hash, bootHlc })
}

function readAll(db: Database, crypto: Crypto): Reading {
  const reading: Reading = {
    ops: 0,
    islands: 0,
    faults: [],
    heads: new Map(),
    keys: new Map(),
    claims: [],
    ends: new Map(),
    checkpoints: [],
  }
  const rows = db.prepare<OpRow>(
    'select origin, seq, hlc, kind, kver, entity, bytes, hash from op order by origin, seq',
  )
  for (const row of rows.iterate()) {
    verifyOp(reading, crypto, row)
    if (reading.faults.length >= faultLimit) break
  }
  return reading
}

function verifyHeads(db: Database, reading: Reading): void {
  const stored = db
    .prepare<{ origin: string; seq: number; hash: Uint8Array }>(
      'select origin, seq, hash from head',
    )
    .all()
  for (const { origin, seq, hash } of stored) {
    const head = reading.heads.get(origin)
    if (head?.seq === seq && sameBytes(head.hash, hash)) continue
    const detail = `head says ${seq}, the ops end at ${head?.seq ?? 0}`
    reading.faults.push({ kind: 'index', op: { origin, seq }, detail })
  }
  for (const [origin, { seq }] of reading.heads) {
    if (stored.some((row) => row.origin === origin)) continue
    reading.faults.push({ kind: 'index', op: { origin, seq }, detail: 'no head' })
  }
}

function verifyOrigins(db: Database, reading: Reading): void {
  const stored = db
    .prepare<{ origin: string; seq: number }>(
      'select origin, sealed_seq seq from origin where sealed_seq is not null',
    )
    .all()
  const same = stored.length === reading.ends.size
  if (same && stored.every((row) => reading.ends.get(row.origin) === row.seq)) return
  reading.faults.push({ kind: 'index', detail: 'ended origins differ from the boot ops' })
}

function verifyClaims(db: Database, reading: Reading): Pick<VerifyReport, 'witnessed' | 'notHeld'> {
  let notHeld = 0
  const hashOf = db.prepare<{ hash: Uint8Array | null }>(
    'select hash from op where origin = ? and seq = ?',
  )
  let witnessed = 0
  for (const { by, origin, seq, hash } of reading.claims) {
    const held = hashOf.get(origin, seq)?.hash
    if (!held) {
      notHeld += 1
      continue
    }
    witnessed += 1
    if (sameBytes(held, hash)) continue
    const detail = `${by.origin}/${by.seq} names another hash`
    reading.faults.push({ kind: 'witness', op: { origin, seq }, detail })
  }
  return { witnessed, notHeld }
}

/** The ended origins a checkpoint may have meant: known before it and not among its heads. */
function sealedCandidates(reading: Reading, checkpoint: FoundCheckpoint) {
  const named = new Set(checkpoint.body.heads.map(([origin]) => origin))
  return [...reading.heads]
    .filter(([origin, { seq, bootHlc }]) => {
      const before = bootHlc !== undefined && bootHlc < checkpoint.hlc
      return before && !named.has(origin) && reading.ends.get(origin) === seq
    })
    .map(([origin, { seq, hash }]): [string, number, Uint8Array] => [origin, seq, hash])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function verifyCheckpoints(db: Database, crypto: Crypto, reading: Reading): number {
  const stored = db.prepare<{ heads: Uint8Array; sig: Uint8Array }>(
    'select heads, sig from checkpoint where origin = ? and seq = ?',
  )
  let sealedWitnessed = 0
  for (const checkpoint of reading.checkpoints) {
    const { ref, body } = checkpoint
    const fault = (kind: FaultKind, detail: string) =>
      void reading.faults.push({ kind, op: ref, detail })
    const row = stored.get(ref.origin, ref.seq)
    const sameRow =
      row && sameBytes(row.sig, body.signature) && sameBytes(row.heads, encodeCanonical(body.heads))
    if (!sameRow) fault('index', 'checkpoint row')
    const key = reading.keys.get(ref.origin)
    // Without the boot op the key is not here yet; the signature is checked when it is.
    if (key && !crypto.verify(key, signedMessage(ref.origin, ref.seq, body), body.signature)) {
      fault('signature', 'not signed by the key of its boot op')
    }
    const candidates = sealedCandidates(reading, checkpoint)
    if (candidates.length !== body.sealedCount) continue
    if (sameBytes(sealedDigest(crypto, candidates), body.sealedDigest)) sealedWitnessed += 1
  }
  return sealedWitnessed
}

/**
 * Reads every op from its bytes: canonical, chained, indexed as it says, ending in its head;
 * checkpoints signed, and every hash they and the boot ops name equal to the one held here.
 * Stops collecting after 100 faults.
 */
export function verifyLog(db: Database, crypto: Crypto): VerifyReport {
  const reading = readAll(db, crypto)
  const complete = reading.faults.length < faultLimit
  if (complete) verifyHeads(db, reading)
  if (complete) verifyOrigins(db, reading)
  const claims = complete ? verifyClaims(db, reading) : { witnessed: 0, notHeld: 0 }
  const sealedWitnessed = complete ? verifyCheckpoints(db, crypto, reading) : 0
  const forks = db.prepare<{ n: number }>('select count(*) n from quarantine').get()?.n ?? 0
  return {
    ops: reading.ops,
    origins: reading.heads.size,
    islands: reading.islands,
    checkpoints: reading.checkpoints.length,
    ...claims,
    sealedWitnessed,
    forks,
    faults: reading.faults,
  }
}

/**
 * Compares the projections in `db` with ones made from its log in `empty`, a fresh database.
 * @returns one fault per projection that differs.
 */
export function verifyProjections(
  db: Database,
  empty: Database,
  crypto: Crypto,
  reader: FactReader,
  projections: readonly Projection[],
): Fault[] {
  rebuildInto(db, empty, reader, projections)
  return projections.flatMap((projection): Fault[] => {
    const kept = projectionDigest(db, crypto, projection)
    const made = projectionDigest(empty, crypto, projection)
    return sameBytes(kept, made) ? [] : [{ kind: 'projection', detail: projection.name }]
  })
}
