import { eq } from 'drizzle-orm'
import type { Projection } from '../../oplog/registry.ts'
import { aliasSet, type AliasSet } from './facts.ts'
import { aliasTable } from './tables.ts'

export const aliasProjection: Projection = {
  name: 'command-alias',
  version: 1,
  tables: [aliasTable],
  kinds: [aliasSet],
  fold(db, team, facts) {
    db.tables.delete(aliasTable).where(eq(aliasTable.team, team)).run()
    for (const name of new Set(facts.map(({ body }) => (body as AliasSet).name))) {
      db.tables.insert(aliasTable).values({ team, name }).run()
    }
  },
}
