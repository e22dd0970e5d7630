/** The log's tables against the bytes of its ops. */
import type { Database } from '../../../core/kernel/database.ts'
import type { Crypto } from '../../../core/kernel/world.ts'
import { decodeEnvelope, decodeStored, sameBytes } from '../../../core/oplog/envelope.ts'
import type { FactReader } from '../../../core/oplog/fact-reader.ts'
import { booted } from '../../../core/oplog/log-facts.ts'
import { chainStart, opStore } from '../../../core/oplog/store.ts'
import { migrateLog } from '../../../core/oplog/schema.ts'
import { verifyLog, type VerifyReport } from '../../../core/oplog/verify.ts'
import type { Finding } from './finding.ts'

function findingsOf(report: VerifyReport): Finding[] {
  return report.faults.map(({ kind, op, detail }) => ({
    area: kind === 'index' ? 'column' : 'op',
    op: op && `${op.origin}:${op.seq}`,
    detail: `${kind}: ${detail}`,
  }))
}

/** Ops, columns, heads, checkpoints and signatures: the log's own proof. */
export function checkOps(
  db: Database,
  crypto: Crypto,
): { readonly report: VerifyReport; readonly findings: Finding[] } {
  const report = verifyLog(db, crypto)
  return { report, findings: findingsOf(report) }
}

function rowsAsText(db: Database, table: string): Map<string, string> {
  const rows = db.prepare(`select * from ${table}`).all()
  return new Map(
    rows.map((row) => {
      const values = Object.entries(row).map(([name, value]) =>
        value instanceof Uint8Array
          ? `${name}=x'${Buffer.from(value).toString('hex')}'`
          : `${name}=${JSON.stringify(value)}`,
      )
      return [String(row['origin']), values.join(' ')]
    }),
  )
}

/** What boot ops say about incarnations, made again in `empty` (a fresh database). */
export function checkOrigins(db: Database, empty: Database, crypto: Crypto): Finding[] {
  migrateLog(empty)
  const store = opStore(empty, crypto)
  const boots = db
    .prepare<{ bytes: Uint8Array }>('select bytes from op where kind = ? and seq = 1')
    .all(booted.kind)
  for (const { bytes } of boots) store.insert(decodeStored(bytes), bytes, chainStart)
  const wanted = rowsAsText(empty, 'origin')
  const found = rowsAsText(db, 'origin')
  const names = new Set([...wanted.keys(), ...found.keys()])
  return [...names]
    .filter((name) => wanted.get(name) !== found.get(name))
    .map((name) => ({
      area: 'column',
      op: `${name}:1`,
      detail: 'origin row disagrees with the boot ops',
    }))
}

/** Rows beyond the ops, and the previous hash that only the row holds. */
export function checkCheckpointRows(db: Database): Finding[] {
  const rows = db
    .prepare<{ origin: string; seq: number }>(
      `select c.origin, c.seq from checkpoint c
       left join op on op.origin = c.origin and op.seq = c.seq and op.kind = 'log.checkpointed'
       left join op before on before.origin = c.origin and before.seq = c.seq - 1
       where op.seq is null or (before.hash is not null and before.hash is not c.hash)`,
    )
    .all()
  return rows.map(({ origin, seq }) => ({
    area: 'column',
    op: `${origin}:${seq}`,
    detail: 'checkpoint row disagrees with the ops',
  }))
}

interface SideRow {
  readonly origin: string
  readonly seq: number
  readonly applied: unknown
  readonly recv_at: unknown
  readonly via: unknown
  readonly bytes: Uint8Array | null
}

const earliestReceipt = Date.UTC(1970, 0, 1)
const latestReceipt = Date.UTC(3084, 0, 1)

function sideFault(row: SideRow, reader: FactReader): string | undefined {
  if (row.bytes === null) return 'names an op that is not there'
  if (row.applied !== 0 && row.applied !== 1) return 'applied is neither 0 nor 1'
  const received =
    row.recv_at === null ||
    (typeof row.recv_at === 'number' &&
      row.recv_at >= earliestReceipt &&
      row.recv_at <= latestReceipt)
  if (!received) return 'time of receipt is no time'
  if (row.via !== null && typeof row.via !== 'string') return 'via is no text'
  const envelope = decodeEnvelope(row.bytes)
  if (envelope.ok && row.applied === 1 && !reader.read(envelope.value).ok)
    return 'says applied, but cannot be read'
  return undefined
}

/** How ops arrived is not in their bytes; what can be checked is checked. */
export function checkSideRows(db: Database, reader: FactReader): Finding[] {
  const rows = db.prepare<SideRow>(
    `select side.origin, side.seq, side.applied, side.recv_at, side.via, op.bytes
     from op_side side left join op using (origin, seq)`,
  )
  return rows.all().flatMap((row): Finding[] => {
    const fault = sideFault(row, reader)
    return fault === undefined
      ? []
      : [{ area: 'column', op: `${row.origin}:${row.seq}`, detail: `side row ${fault}` }]
  })
}

export function checkQuarantine(db: Database, crypto: Crypto): Finding[] {
  const rows = db
    .prepare<{ origin: string; seq: number; digest: Uint8Array; bytes: Uint8Array }>(
      'select origin, seq, digest, bytes from quarantine',
    )
    .all()
  return rows
    .filter((row) => !sameBytes(crypto.sha256(row.bytes), row.digest))
    .map(({ origin, seq }) => ({
      area: 'column',
      op: `${origin}:${seq}`,
      detail: 'quarantined bytes do not give their digest',
    }))
}

/** `own` names the incarnation that wrote last; the rest are the definitions of projections. */
export function checkMeta(db: Database, reference: Database): Finding[] {
  const metaOf = (each: Database) =>
    new Map(
      each
        .prepare<{ k: string; v: unknown }>('select k, v from meta')
        .all()
        .map(({ k, v }) => [k, v]),
    )
  const found = metaOf(db)
  const wanted = metaOf(reference)
  const findings: Finding[] = []
  const complain = (detail: string) =>
    void findings.push({ area: 'column', detail: `meta: ${detail}` })
  for (const key of new Set([...found.keys(), ...wanted.keys()])) {
    if (key === 'own') continue
    if (found.get(key) !== wanted.get(key)) complain(`${key} is not what this program writes`)
  }
  const own = found.get('own')
  if (own === undefined)
    return found.size === 0
      ? findings
      : [...findings, { area: 'column', detail: 'meta: own is missing' }]
  const named = JSON.parse(typeof own === 'string' ? own : '{}') as {
    console?: unknown
    origin?: unknown
  }
  const row = db
    .prepare<{ console: string }>('select console from origin where origin = ?')
    .get(String(named.origin))
  if (row?.console !== named.console || Object.keys(named).length !== 2)
    complain('own names an incarnation that is not there')
  return findings
}
