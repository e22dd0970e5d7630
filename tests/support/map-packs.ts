/** Small packs for tests, made by hand. */
import { crc32, deflateSync } from 'node:zlib'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(12 + data.length)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 8 + data.length)
  return frame
}

/** A PNG of one grey (`shade` tells tiles apart), `size` pixels square. */
export function smallPng(shade: number, size = 256): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // 8 bits of grey.
  header[8] = 8
  const rows = Buffer.alloc((size + 1) * size, shade)
  for (let row = 0; row < size; row++) rows[row * (size + 1)] = 0
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export interface TestTile {
  readonly z: number
  readonly x: number
  /** As the file counts. */
  readonly row: number
  readonly bytes: Uint8Array | null
}

export function writeMbtiles(
  path: string,
  {
    tiles,
    metadata = {},
    index = true,
  }: {
    readonly tiles: readonly TestTile[]
    readonly metadata?: Readonly<Record<string, string>>
    readonly index?: boolean
  },
): void {
  const database = openDatabase(path, { synchronous: 'NORMAL' })
  database.exec(`create table metadata (name text, value text);
    create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)`)
  if (index) {
    database.exec('create unique index tile on tiles (zoom_level, tile_column, tile_row)')
  }
  const say = database.prepare('insert into metadata values (?, ?)')
  const put = database.prepare('insert into tiles values (?, ?, ?, ?)')
  database.transaction(() => {
    for (const [name, value] of Object.entries(metadata)) say.run(name, value)
    for (const { z, x, row, bytes } of tiles) put.run(z, x, row, bytes)
  })
  database.exec('pragma journal_mode = delete')
  database.close()
}
