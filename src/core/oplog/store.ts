/** The log's tables through raw prepared statements. Every writer here runs in a transaction. */
import { hlcToBytes } from '../kernel/hlc.ts'
import type { Database } from '../kernel/database.ts'
import type { Crypto } from '../kernel/world.ts'
import { decodeStored, encodeCanonical, type Envelope } from './envelope.ts'
import { booted, bootPrevious, checkpointed, readBoot, readCheckpoint } from './log-facts.ts'
import type { OriginHolding, WireOp } from './types.ts'
import { holdsNothing, rangesOf, type Range, type Succession } from './vector.ts'

export interface Head {
  readonly seq: number
  readonly hash: Uint8Array
}

/** Before the first op of every origin. */
export const chainStart: Head = { seq: 0, hash: new Uint8Array(32) }

export interface OpStore {
  head(origin: string): Head
  bytesOf(origin: string, seq: number): Uint8Array | undefined
  /** Links the op to the chain if it follows the head, else keeps it as an island; the head after. */
  insert(envelope: Envelope, bytes: Uint8Array, before: Head): Head
  markReceived(envelope: Envelope, applied: boolean, at: number, via: string): void
  /** When an own op was stored, where its stamp does not say it. */
  markStored(envelope: Envelope, at: number): void
  markUnapplied(origin: string, seq: number): void
  markApplied(origin: string, seq: number): void
  waiting(): Envelope[]
  /** `false` when the same bytes were set aside before. */
  quarantine(op: WireOp, at: number, via: string): boolean
  maxHlc(): Uint8Array | undefined
  /** Per origin what is held; `ended` where a boot op names exactly that as its end. */
  holdings(): Map<string, OriginHolding & { readonly ended: boolean }>
  successions(): readonly Succession[]
  range(origin: string, range: Range): IterableIterator<WireOp>
}

const readPage = 500

export function opStore(db: Database, crypto: Crypto): OpStore {
  const selectHead = db.prepare<Head>('select seq, hash from head where origin = ?')
  const selectBytes = db.prepare<{ bytes: Uint8Array }>(
    'select bytes from op where origin = ? and seq = ?',
  )
  const insertOp = db.prepare(
    'insert into op (origin, seq, hlc, kind, kver, entity, bytes, hash) values (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const putHead = db.prepare(
    'insert into head (origin, seq, hash) values (?, ?, ?) on conflict (origin) do update set seq = excluded.seq, hash = excluded.hash',
  )
  const selectIsland = db.prepare<{ bytes: Uint8Array }>(
    'select bytes from op where origin = ? and seq = ? and hash is null',
  )
  const fillHash = db.prepare('update op set hash = ? where origin = ? and seq = ?')
  const putSide = db.prepare(
    'insert into op_side (origin, seq, applied, recv_at, via) values (?, ?, ?, ?, ?)',
  )
  const putUnapplied = db.prepare(
    'insert into op_side (origin, seq, applied) values (?, ?, 0) on conflict (origin, seq) do update set applied = 0',
  )
  const setApplied = db.prepare('update op_side set applied = 1 where origin = ? and seq = ?')
  const selectPage = db.prepare<{ seq: number; bytes: Uint8Array }>(
    `select seq, bytes from op where origin = ? and seq between ? and ? order by seq limit ${readPage}`,
  )
  const nameOrigin = db.prepare(
    'insert into origin (origin, sealed_seq) values (?, ?) on conflict (origin) do update set sealed_seq = max(coalesce(sealed_seq, 0), excluded.sealed_seq)',
  )
  const putOrigin = db.prepare(
    `insert into origin (origin, console, site, reason, boot_hlc, alg, pubkey, prev_origin, prev_seq, prev_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (origin) do update set
     console = excluded.console, site = excluded.site, reason = excluded.reason, boot_hlc = excluded.boot_hlc,
     alg = excluded.alg, pubkey = excluded.pubkey, prev_origin = excluded.prev_origin,
     prev_seq = excluded.prev_seq, prev_hash = excluded.prev_hash`,
  )
  const putCheckpoint = db.prepare(
    'insert into checkpoint (origin, seq, hash, heads, sig) values (?, ?, ?, ?, ?)',
  )

  const head = (origin: string): Head => selectHead.get(origin) ?? chainStart

  /** Hashes islands that the op just stored has joined to the chain. */
  const closeGap = (origin: string, from: Head): Head => {
    let { seq, hash } = from
    for (;;) {
      const next = selectIsland.get(origin, seq + 1)
      if (!next) return { seq, hash }
      seq += 1
      hash = crypto.sha256(hash, next.bytes)
      fillHash.run(hash, origin, seq)
    }
  }

  const noteBoot = (envelope: Envelope) => {
    const prev = bootPrevious(envelope)
    if (prev) nameOrigin.run(prev.origin, prev.seq)
    const body = readBoot(envelope)
    putOrigin.run(
      envelope.origin,
      body?.console ?? null,
      body?.site ?? null,
      body?.reason ?? null,
      hlcToBytes(envelope.hlc),
      body?.alg ?? null,
      body?.publicKey ?? null,
      prev?.origin ?? null,
      prev?.seq ?? null,
      prev?.hash ?? null,
    )
  }

  const noteCheckpoint = (envelope: Envelope) => {
    const body = readCheckpoint(envelope)
    if (!body) return
    const own = body.heads.find(([name]) => name === envelope.origin)?.[2] ?? null
    putCheckpoint.run(
      envelope.origin,
      envelope.seq,
      own,
      encodeCanonical(body.heads),
      body.signature,
    )
  }

  return {
    head,
    bytesOf: (origin, seq) => selectBytes.get(origin, seq)?.bytes,
    insert(envelope, bytes, before) {
      const { origin, seq } = envelope
      const follows = seq === before.seq + 1
      const hash = follows ? crypto.sha256(before.hash, bytes) : null
      const hlc = hlcToBytes(envelope.hlc)
      insertOp.run(origin, seq, hlc, envelope.kind, envelope.version, envelope.entity, bytes, hash)
      const after = hash ? closeGap(origin, { seq, hash }) : before
      if (hash) putHead.run(origin, after.seq, after.hash)
      if (envelope.kind === booted.kind && seq === 1) noteBoot(envelope)
      if (envelope.kind === checkpointed.kind) noteCheckpoint(envelope)
      return after
    },
    markReceived: ({ origin, seq }, applied, at, via) =>
      void putSide.run(origin, seq, applied ? 1 : 0, at, via),
    markStored: ({ origin, seq }, at) => void putSide.run(origin, seq, 1, at, null),
    markUnapplied: (origin, seq) => void putUnapplied.run(origin, seq),
    markApplied: (origin, seq) => void setApplied.run(origin, seq),
    waiting: () =>
      db
        .prepare<{ bytes: Uint8Array }>(
          'select op.bytes from op_side side join op using (origin, seq) where side.applied = 0',
        )
        .all()
        .map((row) => decodeStored(row.bytes)),
    quarantine(op, at, via) {
      const digest = crypto.sha256(op.bytes)
      const added = db
        .prepare(
          'insert or ignore into quarantine (origin, seq, digest, bytes, recv_at, via) values (?, ?, ?, ?, ?, ?)',
        )
        .run(op.origin, op.seq, digest, op.bytes, at, via)
      return added.changes > 0
    },
    maxHlc: () =>
      db.prepare<{ hlc: Uint8Array | null }>('select max(hlc) hlc from op').get()?.hlc ?? undefined,
    holdings() {
      const islands = Map.groupBy(
        db
          .prepare<{ origin: string; seq: number }>(
            'select origin, seq from op where hash is null order by origin, seq',
          )
          .all(),
        (row) => row.origin,
      )
      const rows = db
        .prepare<{ origin: string; seq: number | null; sealed: number | null }>(
          `select names.origin, head.seq, origin.sealed_seq sealed
           from (select origin from head union select origin from origin
                 union select distinct origin from op where hash is null) names
           left join head using (origin) left join origin using (origin) order by names.origin`,
        )
        .all()
      return new Map(
        rows.map((row) => {
          const own = rangesOf((islands.get(row.origin) ?? []).map((each) => each.seq))
          const upTo = row.seq ?? holdsNothing.upTo
          const ended = row.sealed !== null && row.sealed === upTo && own.length === 0
          return [row.origin, { upTo, islands: own, ended }]
        }),
      )
    },
    successions: () =>
      db
        .prepare<Succession>(
          'select origin as next, prev_origin as prev, prev_seq as seq from origin where prev_origin is not null',
        )
        .all(),
    *range(origin, [from, to]) {
      let next = from
      while (next <= to) {
        const rows = selectPage.all(origin, next, to)
        for (const row of rows) yield { origin, seq: row.seq, bytes: row.bytes }
        const end = rows.at(-1)
        if (!end) return
        next = end.seq + 1
      }
    },
  }
}
