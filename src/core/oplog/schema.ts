/** The log's own tables. Only these have migrations; projections are dropped and made again. */
import type { Database } from '../kernel/database.ts'

/** Numbered by position, append only; `user_version` says how many ran. */
const migrations: readonly string[] = [
  `
  create table meta (k text primary key, v) without rowid;

  -- What boot ops say about incarnations. A row without boot_hlc is only known by name.
  create table origin (
    origin text primary key, console text, site text, reason text, boot_hlc blob,
    alg text, pubkey blob, prev_origin text, prev_seq integer, prev_hash blob,
    sealed_seq integer
  ) without rowid;
  create index origin_prev on origin (prev_origin);

  -- bytes is the truth; the other columns are its index, hash is the chain.
  create table op (
    origin text not null, seq integer not null, hlc blob not null, kind text not null,
    kver integer not null, entity text not null, bytes blob not null, hash blob,
    primary key (origin, seq)
  ) without rowid;
  create index op_entity on op (entity, hlc, origin, seq);
  create index op_hlc on op (hlc);
  create index op_island on op (origin, seq) where hash is null;

  create trigger op_keeps_rows before delete on op
  begin select raise(abort, 'the op log is append-only'); end;
  create trigger op_keeps_values before update on op
  when not (
    old.hash is null and new.hash is not null and new.origin = old.origin
    and new.seq = old.seq and new.hlc = old.hlc and new.kind = old.kind
    and new.kver = old.kver and new.entity = old.entity and new.bytes = old.bytes
  )
  begin select raise(abort, 'the op log is append-only'); end;

  -- Highest contiguous seq and its chain hash.
  create table head (origin text primary key, seq integer not null, hash blob not null) without rowid;

  -- hash is the own head that was signed, heads the CBOR of all heads named.
  create table checkpoint (
    origin text not null, seq integer not null, hash blob, heads blob not null,
    sig blob not null, primary key (origin, seq)
  ) without rowid;

  -- Only for ops that were received, could not be applied yet, or whose stamp ran ahead of the
  -- clock: other own ops have no row.
  create table op_side (
    origin text not null, seq integer not null, applied integer not null,
    recv_at integer, via text, primary key (origin, seq)
  ) without rowid;
  create index op_side_waiting on op_side (origin, seq) where applied = 0;

  -- Second contents for a (origin, seq) that is already taken: kept for people to look at.
  create table quarantine (
    origin text not null, seq integer not null, digest blob not null, bytes blob not null,
    recv_at integer not null, via text not null, primary key (origin, seq, digest)
  ) without rowid;
  `,
]

/** @throws when the file was written by a newer version: opening it would guess. */
export function migrateLog(db: Database): void {
  const row = db.prepare<{ user_version: number }>('pragma user_version').get()
  const done = row?.user_version ?? 0
  if (done > migrations.length)
    throw new Error(`the log has schema ${done}, newer than this program`)
  if (done === migrations.length) return
  db.transaction(() => {
    for (const sql of migrations.slice(done)) db.exec(sql)
    db.exec(`pragma user_version = ${migrations.length}`)
  })
}
