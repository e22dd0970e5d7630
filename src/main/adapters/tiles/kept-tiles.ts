/** Tiles of one online layer whose keeping was permitted, in a file of their own. */
import { rmSync } from 'node:fs'
import { DatabaseError } from '../../../core/kernel/database.ts'
import { openDatabase } from '../sqlite.ts'

const limitBytes = 512 * 1024 * 1024
const everyInserts = 200
const dayMs = 24 * 3600 * 1000
/** A picture of a map ages slowly; that there is none may change sooner. */
const freshTileMs = 30 * dayMs
const freshGapMs = dayMs

export interface KeptTile {
  /** Null: the server had none there. */
  readonly bytes: Uint8Array | null
  readonly fresh: boolean
}

export interface KeptTiles {
  get(z: number, x: number, y: number): KeptTile | undefined
  put(z: number, x: number, y: number, bytes: Uint8Array | null): void
  close(): void
  /** Closes and deletes the file. */
  remove(): void
}

/** @throws DatabaseError */
export function openKeptTiles(path: string, nowMs: () => number): KeptTiles {
  const database = openDatabase(path, { synchronous: 'NORMAL' })
  database.exec(`create table if not exists kept (z integer, x integer, y integer, at integer,
    bytes blob, primary key (z, x, y))`)
  const one = database.prepare<{ bytes: Uint8Array | null; at: number }>(
    'select bytes, at from kept where z = ? and x = ? and y = ?',
  )
  const put = database.prepare('insert or replace into kept values (?, ?, ?, ?, ?)')
  let inserts = 0
  const shrink = () => {
    const size = database.prepare<{ size: number }>(
      'select coalesce(sum(length(bytes)), 0) size from kept',
    )
    if ((size.get()?.size ?? 0) <= limitBytes) return
    database.exec(
      'delete from kept where rowid in (select rowid from kept order by at limit (select count(*) / 5 from kept))',
    )
  }
  return {
    get(z, x, y) {
      const row = tried(() => one.get(z, x, y))
      if (!row) return undefined
      const age = nowMs() - row.at
      return { bytes: row.bytes, fresh: age < (row.bytes ? freshTileMs : freshGapMs) }
    },
    put(z, x, y, bytes) {
      tried(() => put.run(z, x, y, nowMs(), bytes))
      if (++inserts % everyInserts === 0) tried(shrink)
    },
    close: () => database.close(),
    remove() {
      database.close()
      for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
    },
  }
}

/** A cache that cannot be read or written costs a request, never the picture. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof DatabaseError) return undefined
    throw error
  }
}
