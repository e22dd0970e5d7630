/** A tiny module for the log's own tests: notes whose text is the last one written. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { factKind, type Projection } from '../../src/core/oplog/registry.ts'
import type { FactDraft } from '../../src/core/oplog/types.ts'

const body = z.object({ text: z.string() })
export const noteWritten = factKind('note.written', 1, body)
export const noteAmended = factKind('note.amended', 1, body)

const notes = sqliteTable('note', {
  id: text('id').primaryKey(),
  text: text('text').notNull(),
  count: integer('count').notNull(),
})

export const noteProjection: Projection = {
  name: 'notes',
  version: 1,
  tables: [notes],
  kinds: [noteWritten, noteAmended],
  fold(db, entity, facts) {
    const last = body.parse(facts.at(-1)?.body)
    db.prepare('insert or replace into note (id, text, count) values (?, ?, ?)').run(
      entity,
      last.text,
      facts.length,
    )
  },
}

export const note = (entity: string, words: string): FactDraft => ({
  kind: noteWritten.kind,
  entity,
  body: { text: words },
})
