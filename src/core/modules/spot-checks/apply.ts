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
  const first = <Body>(kind: string) => facts.find((fact) => fact.kind === kind)?.body as Body
  const last = <Body>(kind: string) => facts.findLast((fact) => fact.kind === kind)?.body as Body
  const begun = first<SpotCheckBegun | undefined>(spotCheckBegun.kind)
  if (!begun) return
  const { unit, method, contact, at, measured, by } = begun
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
      answeredAt: first<SpotCheckAnswered | undefined>(spotCheckAnswered.kind)?.at ?? null,
      concluded: last<SpotCheckConcluded | undefined>(spotCheckConcluded.kind) ?? null,
      fixed: last<SpotCheckFixed | undefined>(spotCheckFixed.kind) ?? null,
      withdrawn: first<SpotCheckWithdrawn | undefined>(spotCheckWithdrawn.kind) ?? null,
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
