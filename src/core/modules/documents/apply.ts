/** Folds kept copies and entered paper forms. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { copyKept, documentFacts, paperEntered, type CopyKept, type PaperEntered } from './facts.ts'
import { keptCopyTable, paperLineTable, paperTable } from './tables.ts'

function foldCopy(db: Database, id: string, { body }: Fact<CopyKept>): void {
  const { incident, title, name, type, attachment, size, by, at } = body
  const row = { id, incident: incident ?? null, title, name, type, size, by, at }
  db.tables.delete(keptCopyTable).where(eq(keptCopyTable.id, id)).run()
  db.tables
    .insert(keptCopyTable)
    .values({ ...row, sha256: attachment })
    .run()
}

function foldPaper(db: Database, id: string, { body }: Fact<PaperEntered>): void {
  const { form, incident, lines, by, at } = body
  db.tables.delete(paperTable).where(eq(paperTable.id, id)).run()
  db.tables.delete(paperLineTable).where(eq(paperLineTable.paper, id)).run()
  db.tables
    .insert(paperTable)
    .values({ id, form, incident: incident ?? null, lines: lines.length, by, at })
    .run()
  lines.forEach((entry, place) => {
    db.tables
      .insert(paperLineTable)
      .values({ entry, paper: id, form, row: place + 1 })
      .onConflictDoNothing()
      .run()
  })
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  for (const fact of facts) {
    if (fact.kind === copyKept.kind) foldCopy(db, entity, fact as Fact<CopyKept>)
    if (fact.kind === paperEntered.kind) foldPaper(db, entity, fact as Fact<PaperEntered>)
  }
}

export const documentProjection: Projection = {
  name: 'documents',
  version: 1,
  tables: [keptCopyTable, paperTable, paperLineTable],
  kinds: documentFacts,
  fold,
}
