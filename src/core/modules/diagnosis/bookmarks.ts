/** Frames that somebody wanted to keep, though the ring rolls on: in the local database of this console. */
import { exportLine, readExport, type TimedFrame } from '../../gateway/frame-export.ts'
import type { Database } from '../../kernel/database.ts'

export const bookmarkMigrations: readonly string[] = [
  `create table frame_bookmark (
    id text primary key, gateway text not null, gateway_name text not null, note text not null,
    by text not null, noted_at integer not null, lines text not null)`,
]

export interface Bookmark {
  readonly id: string
  readonly gateway: string
  readonly gatewayName: string
  readonly note: string
  readonly by: string
  readonly notedAt: number
  /** As an export has them. */
  readonly lines: string
}

interface Row {
  readonly id: string
  readonly gateway: string
  readonly gateway_name: string
  readonly note: string
  readonly by: string
  readonly noted_at: number
  readonly lines: string
}

export function keepBookmark(local: Database, bookmark: Bookmark): void {
  const { id, gateway, gatewayName, note, by, notedAt, lines } = bookmark
  local
    .prepare(
      'insert into frame_bookmark (id, gateway, gateway_name, note, by, noted_at, lines) values (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(id, gateway, gatewayName, note, by, notedAt, lines)
}

const bookmarkOf = ({ gateway_name: gatewayName, noted_at: notedAt, ...row }: Row): Bookmark => ({
  ...row,
  gatewayName,
  notedAt,
})

export function bookmarks(local: Database): Bookmark[] {
  return local
    .prepare<Row>('select * from frame_bookmark order by noted_at desc, id desc')
    .all()
    .map(bookmarkOf)
}

export function bookmark(local: Database, id: string): Bookmark | undefined {
  const row = local.prepare<Row>('select * from frame_bookmark where id = ?').get(id)
  return row && bookmarkOf(row)
}

export function forgetBookmark(local: Database, id: string): boolean {
  return local.prepare('delete from frame_bookmark where id = ?').run(id).changes === 1
}

export const linesOf = (frames: readonly TimedFrame[]): string =>
  `${frames.map(exportLine).join('\n')}\n`

/** What was decoded then is the last column; a replay decodes anew. */
export function framesOf(lines: string): readonly (TimedFrame & { decoded: unknown })[] {
  const read = readExport(lines)
  if (!read.ok) return []
  const texts = lines.split('\n').filter((line) => line.trim() !== '')
  return read.value.map((frame, i) => ({ ...frame, decoded: decodedIn(texts[i] ?? '') }))
}

function decodedIn(line: string): unknown {
  const text = line.split('\t').slice(6).join('\t')
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    // A line somebody mended by hand: the bytes are what matters.
    return undefined
  }
}
