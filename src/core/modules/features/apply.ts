import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { unpackHlc } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  batchFacts,
  batchWithdrawn,
  changeFacts,
  featureChanged,
  featureWithdrawn,
  featuresRegistered,
  layerDescribed,
  layerFacts,
  layerWithdrawn,
  occupancyReported,
  type FeatureChanged,
  type FeaturesRegistered,
  type LayerDescribed,
  type OccupancyReported,
  type Withdrawn,
} from './facts.ts'
import { featureChangeTable, featureLayerTable, featureOriginTable } from './tables.ts'

function last(facts: readonly Fact[], kind: string): Fact | undefined {
  return facts.findLast((fact) => fact.kind === kind)
}

function isWithdrawn(facts: readonly Fact[], kind: string): boolean {
  const fact = last(facts, kind)
  return fact !== undefined && (fact.body as Withdrawn).withdrawn
}

const rowsAtOnce = 100

function foldLayer(db: Database, entity: string, facts: readonly Fact[]): void {
  const described = last(facts, layerDescribed.kind)?.body as LayerDescribed | undefined
  db.tables.delete(featureLayerTable).where(eq(featureLayerTable.id, entity)).run()
  db.tables
    .insert(featureLayerTable)
    .values({
      id: entity,
      name: described?.name ?? null,
      kind: described?.kind ?? null,
      colour: described?.colour ?? null,
      withdrawn: isWithdrawn(facts, layerWithdrawn.kind),
    })
    .run()
}

function foldBatch(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(featureOriginTable).where(eq(featureOriginTable.batch, entity)).run()
  const registered = last(facts, featuresRegistered.kind)
  // Withdrawn on another console before its beginning came here: it waits in the log.
  if (!registered) return
  const { layer, from, features, by } = registered.body as FeaturesRegistered
  const withdrawn = isWithdrawn(facts, batchWithdrawn.kind)
  const rows = features.map(({ id, geometry = null, township = null, ...described }) => ({
    ...described,
    key: `${entity}/${id}`,
    id,
    batch: entity,
    import: from?.import ?? null,
    source: from?.source ?? null,
    layer,
    geometry,
    township,
    by,
    at: unpackHlc(registered.hlc).ms,
    withdrawn,
  }))
  // SQLite takes 32,766 values in one statement.
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    db.tables
      .insert(featureOriginTable)
      .values(rows.slice(start, start + rowsAtOnce))
      .run()
  }
}

function changedTo(fact: Fact) {
  const { geometry = null, township = null, ...described } = fact.body as FeatureChanged
  return { ...described, geometry, township, at: unpackHlc(fact.hlc).ms }
}

function foldChange(db: Database, entity: string, facts: readonly Fact[]): void {
  const changed = last(facts, featureChanged.kind)
  const people = facts
    .filter(({ kind }) => kind === occupancyReported.kind)
    .map(({ body }) => body as OccupancyReported)
    // A late note of an earlier count does not replace a newer count.
    .toSorted((one, other) => one.at - other.at)
    .at(-1)
  db.tables.delete(featureChangeTable).where(eq(featureChangeTable.id, entity)).run()
  db.tables
    .insert(featureChangeTable)
    .values({
      id: entity,
      changed: changed ? changedTo(changed) : null,
      withdrawn: isWithdrawn(facts, featureWithdrawn.kind),
      occupancy: people ?? null,
    })
    .run()
}

const layers: Projection = {
  name: 'features.layers',
  version: 1,
  tables: [featureLayerTable],
  kinds: layerFacts,
  fold: foldLayer,
}

const origins: Projection = {
  name: 'features',
  version: 1,
  tables: [featureOriginTable],
  kinds: batchFacts,
  fold: foldBatch,
}

const changes: Projection = {
  name: 'features.changes',
  version: 1,
  tables: [featureChangeTable],
  kinds: changeFacts,
  fold: foldChange,
}

export const featureProjections = [layers, origins, changes]
