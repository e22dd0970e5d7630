import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { unpackHlc } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { mapViewFacts, mapViewSaved, type MapViewSaved } from './facts.ts'
import { mapViewTable } from './tables.ts'

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(mapViewTable).where(eq(mapViewTable.id, entity)).run()
  const last = facts.at(-1)
  if (last?.kind !== mapViewSaved.kind) return
  const { incident, name, by, ...view } = last.body as MapViewSaved
  db.tables
    .insert(mapViewTable)
    .values({ id: entity, incident, name, view, by, at: unpackHlc(last.hlc).ms })
    .run()
}

export const mapViewProjection: Projection = {
  name: 'mapViews',
  version: 1,
  tables: [mapViewTable],
  kinds: mapViewFacts,
  fold,
}
