/** Files of others become features: looked at first (`plan-import.ts`), then taken over. */
import { ORPCError } from '@orpc/server'
import { desc, eq, sql } from 'drizzle-orm'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { layerOf, type Stored } from './commands.ts'
import { batchWithdrawn, featureChanged, featuresRegistered } from './facts.ts'
import { planImport, type ImportPlan, type IncomingFeature } from './plan-import.ts'
import { featureOriginTable } from './tables.ts'

/** One fact holds no more: it must travel over slow links in one piece. */
const mostPerFact = 500
const mostBytesPerFact = 200_000

export interface FeatureImport {
  readonly layer: string
  /** Name of the file. */
  readonly source: string
  readonly precision?: 'surveyed' | 'approximate' | undefined
  readonly features: readonly IncomingFeature[]
}

/** @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, NOT_FOUND */
export function previewFeatureImport(
  context: CoreContext,
  seat: Seat,
  { layer, features, precision = 'approximate' }: FeatureImport,
): ImportPlan {
  requireRight(seat, 'directory.write')
  return planImport(context, layerOf(context, layer), features, precision)
}

/** Parts of a list that each fit into one fact. */
function parts<Row>(rows: readonly Row[]): Row[][] {
  const made: Row[][] = []
  let [part, bytes]: [Row[], number] = [[], 0]
  for (const row of rows) {
    const size = JSON.stringify(row).length
    if (part.length > 0 && (part.length >= mostPerFact || bytes + size > mostBytesPerFact)) {
      made.push(part)
      ;[part, bytes] = [[], 0]
    }
    part.push(row)
    bytes += size
  }
  return part.length === 0 ? made : [...made, part]
}

export interface FeaturesImported extends Pick<ImportPlan, 'counts'> {
  readonly import: string
  readonly storedAt: number
}

/**
 * All of it in one append, or nothing. Rows with a problem are left out; what was there already
 * writes nothing.
 * @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, NOT_FOUND, DISK_FULL, READ_ONLY, DAMAGED
 */
export function importFeatures(
  context: CoreContext,
  seat: Seat,
  incoming: FeatureImport,
): FeaturesImported {
  const { name: by, person } = requireRight(seat, 'directory.write')
  const layer = layerOf(context, incoming.layer)
  const { clock, random } = context.world
  const { rows, counts } = planImport(
    context,
    layer,
    incoming.features,
    incoming.precision ?? 'approximate',
  )
  const id = newId(clock, random)
  const from = { import: id, source: incoming.source.slice(0, 200) }
  const added = rows.flatMap(({ action, described }) =>
    action === 'add' && described ? [{ id: newId(clock, random), ...described }] : [],
  )
  const drafts: FactDraft[] = parts(added).map((features) => ({
    kind: featuresRegistered.kind,
    entity: newId(clock, random),
    body: { layer: layer.id, from, features, by },
  }))
  for (const { action, feature, described } of rows) {
    if (action !== 'update' || feature === undefined || !described) continue
    drafts.push({ kind: featureChanged.kind, entity: feature, body: { ...described, by } })
  }
  if (drafts.length === 0) return { import: id, counts, storedAt: clock.nowMs() }
  const { storedAt } = recordFor(context, seat, () => [
    ...drafts,
    logLines(context)({
      kind: 'system',
      source: { kind: 'person', id: person, text: by },
      text: `图层「${layer.name}」导入 ${from.source}：新增 ${counts.add}，更新 ${counts.update}`,
      recorder: by,
    }),
  ])
  return { import: id, counts, storedAt }
}

export interface ImportShown {
  readonly import: string
  readonly source: string
  readonly count: number
  readonly at: number
  readonly by: string
  readonly withdrawn: boolean
}

export function importsOf({ db }: Pick<CoreContext, 'db'>, layer: string): ImportShown[] {
  const { import: id, source, at, by, withdrawn } = featureOriginTable
  return db.tables
    .select({
      id,
      source,
      by,
      at: sql<number>`max(${at})`,
      count: sql<number>`count(*)`,
      withdrawn: sql<number>`min(${withdrawn})`,
    })
    .from(featureOriginTable)
    .where(eq(featureOriginTable.layer, layer))
    .groupBy(id)
    .orderBy(desc(sql`max(${at})`))
    .all()
    .flatMap((row) =>
      row.id === null
        ? []
        : [
            {
              import: row.id,
              source: row.source ?? '',
              count: row.count,
              at: row.at,
              by: row.by,
              withdrawn: row.withdrawn === 1,
            },
          ],
    )
}

/** Takes everything an import added off the map, or brings it back. */
export function withdrawImport(
  context: CoreContext,
  seat: Seat,
  typed: { import: string; withdrawn: boolean; reason: string },
): Stored {
  const { name: by, person } = requireRight(seat, 'directory.write')
  const rows = context.db.tables
    .select({ batch: featureOriginTable.batch, source: featureOriginTable.source })
    .from(featureOriginTable)
    .where(eq(featureOriginTable.import, typed.import))
    .all()
  const batches = new Set(rows.map(({ batch }) => batch))
  const [first] = rows
  if (!first) throw new ORPCError('NOT_FOUND')
  const { withdrawn } = typed
  const reason = typed.reason.trim()
  const body = { withdrawn, reason, by }
  const { storedAt } = recordFor(context, seat, () => [
    ...[...batches].map((entity) => ({ kind: batchWithdrawn.kind, entity, body })),
    logLines(context)({
      kind: 'system',
      source: { kind: 'person', id: person, text: by },
      text: `${withdrawn ? '撤回' : '恢复'}导入 ${first.source ?? ''}（${rows.length} 个对象），原因：${reason}`,
      recorder: by,
    }),
  ])
  return { id: typed.import, storedAt }
}
