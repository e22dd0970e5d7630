import { eq } from 'drizzle-orm'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  contactNoted,
  contactStruck,
  reachFacts,
  type ContactNoted,
  type ContactStruck,
} from './facts.ts'
import { contactTable } from './tables.ts'

export const reachProjection: Projection = {
  name: 'reach',
  version: 1,
  tables: [contactTable],
  kinds: reachFacts,
  fold(db, entity, facts) {
    db.tables.delete(contactTable).where(eq(contactTable.id, entity)).run()
    const noted = facts.find(({ kind }) => kind === contactNoted.kind) as
      | Fact<ContactNoted>
      | undefined
    // It may be struck before it arrives: the strike waits in the log.
    if (!noted) return
    const struck = facts.find(({ kind }) => kind === contactStruck.kind) as
      | Fact<ContactStruck>
      | undefined
    db.tables
      .insert(contactTable)
      .values({
        id: entity,
        ...noted.body,
        struck: struck?.body.reason ?? null,
        struckBy: struck?.body.by ?? null,
        status: noted.status,
      })
      .run()
  },
}
