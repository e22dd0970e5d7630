import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Projection } from '../../oplog/registry.ts'
import { checkFacts, type checkRecorded } from './facts.ts'
import { checkTable } from './tables.ts'

export const checkProjection: Projection = {
  name: 'checks',
  version: 1,
  tables: [checkTable],
  kinds: checkFacts,
  fold(db, entity, facts) {
    const [first] = facts
    if (!first) return
    const { at, name, seat, items } = first.body as z.infer<typeof checkRecorded.body>
    db.tables.delete(checkTable).where(eq(checkTable.id, entity)).run()
    const row = { id: entity, at, name, seat, items: JSON.stringify(items) }
    db.tables.insert(checkTable).values(row).run()
  },
}
