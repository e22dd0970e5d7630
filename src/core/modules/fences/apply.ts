import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { hlcWallMs } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  fenceDefined,
  fenceFacts,
  fencePaused,
  fenceResumed,
  fenceWithdrawn,
  type FenceDefined,
} from './facts.ts'
import { fenceTable, type FenceRow } from './tables.ts'

function definedBy(fact: Fact<FenceDefined>): Omit<FenceRow, 'paused' | 'withdrawn'> {
  const { name, incident = null, geometry, source, watch, rules, priority, marginM } = fact.body
  return {
    id: fact.entity,
    name,
    incident,
    geometry,
    source,
    watch,
    rules,
    priority,
    marginM,
    at: hlcWallMs(fact.hlc),
    by: fact.body.byName,
  }
}

/** The newest definition stands; withdrawn is for ever, whatever was written beside it elsewhere. */
function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(fenceTable).where(eq(fenceTable.id, entity)).run()
  const definition = facts.findLast(
    (fact): fact is Fact<FenceDefined> => fact.kind === fenceDefined.kind,
  )
  if (!definition) return
  const switched = facts.findLast(
    ({ kind }) => kind === fencePaused.kind || kind === fenceResumed.kind,
  )
  const row = {
    ...definedBy(definition),
    paused: switched?.kind === fencePaused.kind,
    withdrawn: facts.some(({ kind }) => kind === fenceWithdrawn.kind),
  }
  db.tables.insert(fenceTable).values(row).run()
}

export const fenceProjection: Projection = {
  name: 'fences',
  version: 1,
  tables: [fenceTable],
  kinds: fenceFacts,
  fold,
}
