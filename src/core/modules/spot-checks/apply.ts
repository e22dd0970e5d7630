import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  spotCheckAnswered,
  spotCheckBegun,
  spotCheckConcluded,
  spotCheckFacts,
  spotCheckFixed,
  spotCheckWithdrawn,
  type SpotCheckAnswered,
  type SpotCheckBegun,
  type SpotCheckConcluded,
  type SpotCheckFixed,
  type SpotCheckWithdrawn,
} from './facts.ts'
import { spotCheckTable } from './tables.ts'

/** The first answer counts: it is what was measured. The newest conclusion stands. */
function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(spotCheckTable).where(eq(spotCheckTable.id, entity)).run()
  const first = (kind: string) => facts.find((fact) => fact.kind === kind)?.body
  const last = (kind: string) => facts.findLast((fact) => fact.kind === kind)?.body
  const begun = first(spotCheckBegun.kind) as SpotCheckBegun | undefined
  if (!begun) return
  const { unit, method, contact, at, measured, by } = begun
  const answered = first(spotCheckAnswered.kind) as SpotCheckAnswered | undefined
  db.tables
    .insert(spotCheckTable)
    .values({
      id: entity,
      unit: unit.id,
      unitName: unit.name,
      method,
      contact,
      at,
      measured,
      by,
      answeredAt: answered?.at ?? null,
      concluded: (last(spotCheckConcluded.kind) as SpotCheckConcluded | undefined) ?? null,
      fixed: (last(spotCheckFixed.kind) as SpotCheckFixed | undefined) ?? null,
      withdrawn: (first(spotCheckWithdrawn.kind) as SpotCheckWithdrawn | undefined) ?? null,
    })
    .run()
}

export const spotCheckProjection: Projection = {
  name: 'spotChecks',
  version: 1,
  tables: [spotCheckTable],
  kinds: spotCheckFacts,
  fold,
}
