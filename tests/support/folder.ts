/**
 * Data folders for tests: a temporary place that is removed afterwards, and a log port with a
 * small log book (one projection, one full-text index).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { openOpLog } from '../../src/core/oplog/log.ts'
import { factKind, type Projection } from '../../src/core/oplog/registry.ts'
import type { World } from '../../src/core/kernel/world.ts'
import type { LogPort } from '../../src/main/adapters/data-folder/log-port.ts'

/** `attachment` is a SHA-256 in hex; a line with a `number` is found by its characters. */
export const lineWritten = factKind(
  'line.written',
  1,
  z.object({
    text: z.string(),
    attachment: z.string().optional(),
    number: z.number().int().optional(),
  }),
)

const lines = sqliteTable('line', {
  id: text('id').primaryKey(),
  text: text('text').notNull(),
  attachment: text('attachment'),
  writtenBy: text('written_by').notNull(),
  seq: integer('seq').notNull(),
})

/** Every character a token. */
function tokens(words: string): string {
  return Array.from(words)
    .filter((char) => char !== ' ')
    .join(' ')
}

export const lineProjection: Projection = {
  name: 'lines',
  version: 1,
  tables: [lines],
  extra: {
    create: [
      "create virtual table if not exists line_text using fts5(words, content='', contentless_delete=1)",
    ],
    drop: ['drop table if exists line_text'],
  },
  kinds: [lineWritten],
  fold(db, entity, facts) {
    const last = facts.at(-1)
    if (!last) return
    const { text: words, attachment, number } = lineWritten.body.parse(last.body)
    db.prepare(
      'insert or replace into line (id, text, attachment, written_by, seq) values (?, ?, ?, ?, ?)',
    ).run(entity, words, attachment ?? null, last.actor, last.ref.seq)
    if (number === undefined) return
    db.prepare('delete from line_text where rowid = ?').run(number)
    db.prepare('insert into line_text (rowid, words) values (?, ?)').run(number, tokens(words))
  },
}

export const author = { actor: 'person-1', seat: 'seat-1', status: 'actual' } as const

export function linePort(
  world: World,
  projections: readonly Projection[] = [lineProjection],
): LogPort {
  return {
    open: (db, { reason, recordKeys }) =>
      openOpLog({
        db,
        world,
        factKinds: [lineWritten],
        projections,
        console: { consoleId: 'console-1', site: '中' },
        reason,
        recordKeys,
        onProblem: () => undefined,
      }),
  }
}

/** A folder under the system's temporary folder, and how to get rid of it. */
export function temporaryFolder(name: string): {
  readonly path: string
  readonly remove: () => void
} {
  const path = mkdtempSync(join(tmpdir(), `dispatch-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
