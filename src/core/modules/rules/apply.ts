import { eq } from 'drizzle-orm'
import { hlcWallMs } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import { ruleFacts, type RuleSet } from './facts.ts'
import { ruleTable } from './tables.ts'

/** The newest setting stands. */
export const ruleProjection: Projection = {
  name: 'rules',
  version: 1,
  tables: [ruleTable],
  kinds: ruleFacts,
  fold(db, entity, facts) {
    const last = facts.at(-1)
    if (!last) return
    const { value, reason, by } = last.body as RuleSet
    db.tables.delete(ruleTable).where(eq(ruleTable.key, entity)).run()
    db.tables
      .insert(ruleTable)
      .values({ key: entity, value, reason, by, at: hlcWallMs(last.hlc) })
      .run()
  },
}
