/** An MBTiles 1.3 file with an index: what slow packs are copied into, and what GDAL reads. */
import { openDatabase } from '../sqlite.ts'
import { flipRow } from './tile-grid.ts'

export interface MbtilesWriter {
  /** `y` from the north. */
  put(z: number, x: number, y: number, bytes: Uint8Array): void
  /** Durable, and one file without a log beside it, when it returns. */
  finish(metadata: Readonly<Record<string, string>>): void
  /** May be called twice, and after `finish`. */
  close(): void
}

const tilesATransaction = 2000

/** @throws DatabaseError, from here and from every method. */
export function writeMbtiles(path: string): MbtilesWriter {
  const target = openDatabase(path, { synchronous: 'FULL' })
  target.exec(`create table metadata (name text, value text);
    create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
    create unique index tile_index on tiles (zoom_level, tile_column, tile_row)`)
  const insert = target.prepare('insert or ignore into tiles values (?, ?, ?, ?)')
  const say = target.prepare('insert into metadata values (?, ?)')
  let batch: (readonly [number, number, number, Uint8Array])[] = []
  let open = true
  const flush = () => {
    target.transaction(() => {
      for (const values of batch) insert.run(...values)
    })
    batch = []
  }
  return {
    put(z, x, y, bytes) {
      batch.push([z, x, flipRow(z, y), bytes])
      if (batch.length >= tilesATransaction) flush()
    },
    finish(metadata) {
      flush()
      for (const [name, value] of Object.entries(metadata)) say.run(name, value)
      target.exec('pragma journal_mode = delete')
    },
    close() {
      if (open) target.close()
      open = false
    },
  }
}
