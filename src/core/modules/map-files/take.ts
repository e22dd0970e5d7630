/** What was looked at becomes features of a layer or drawings of an incident. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { Geometry } from '../../kernel/geometry.ts'
import type { MapFileFeature } from '../../map-files/model.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { requireRight } from '../../seat-log.ts'
import { importDrawings, type Drawn } from '../drawings/index.ts'
import { shapesOf, type Outline } from '../drawings/contract.ts'
import { addLayer, importFeatures, previewFeatureImport } from '../features/index.ts'
import { incidentRow } from '../incidents/index.ts'
import { mostDrawings, mostTakenFeatures, type TakeTarget } from './contract.ts'

type DrawingTarget = Extract<TakeTarget, { kind: 'drawings' }>

export interface TakePlan {
  readonly add: number
  readonly update: number
  readonly same: number
  readonly problem: number
  readonly remarks: readonly string[]
}

export interface Incoming {
  readonly source: string
  readonly features: readonly MapFileFeature[]
}

export type TakeRefusal =
  | Refusal<'too-many', { readonly most: number; readonly count: number }>
  | Refusal<'nothing', undefined>
  | Refusal<'no-such-incident', undefined>
  | Refusal<'wrong-shape', undefined>

const mostRemarks = 20

function outlinesOf(geometry: Geometry): Outline[] {
  switch (geometry.type) {
    case 'Point':
      return [{ shape: 'point', geometry }]
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({
        shape: 'point',
        geometry: { type: 'Point', coordinates },
      }))
    case 'LineString':
    case 'MultiLineString':
      return [{ shape: 'line', geometry }]
    case 'Polygon':
    case 'MultiPolygon':
      return [{ shape: 'area', geometry }]
  }
}

const meaningKeys = { point: 'points', line: 'lines', area: 'areas' } as const

/** As a drawing; what its attributes say is its note. */
function drawnOf({ name, geometry, properties }: MapFileFeature, target: DrawingTarget): Drawn[] {
  const note = Object.entries(properties)
    .filter(([, value]) => value !== name)
    .map(([key, value]) => `${key}：${value.replaceAll('\n', ' ')}`)
    .join('；')
    .slice(0, 200)
  return outlinesOf(geometry).flatMap((outline) => {
    if (outline.shape === 'circle' || outline.shape === 'sector') return []
    const meaning = target[meaningKeys[outline.shape]]
    return [{ incident: target.incident, meaning, outline, name: name.slice(0, 40), note }]
  })
}

function drawingsOf(
  context: CoreContext,
  features: readonly MapFileFeature[],
  target: DrawingTarget,
): Result<readonly Drawn[], TakeRefusal> {
  if (target.incident !== null && !incidentRow(context.db, target.incident)) {
    return refuse<'no-such-incident'>('no-such-incident')
  }
  const drawings = features.flatMap((feature) => drawnOf(feature, target))
  if (drawings.length === 0) return refuse<'nothing'>('nothing')
  if (drawings.length > mostDrawings) {
    return refuse('too-many', { most: mostDrawings, count: drawings.length })
  }
  const fits = drawings.every(({ meaning, outline }) => shapesOf(meaning).includes(outline.shape))
  return fits ? accept(drawings) : refuse<'wrong-shape'>('wrong-shape')
}

function tooMany(features: readonly MapFileFeature[]): TakeRefusal | undefined {
  if (features.length === 0) return refuse<'nothing'>('nothing')
  return features.length > mostTakenFeatures
    ? refuse('too-many', { most: mostTakenFeatures, count: features.length })
    : undefined
}

/** @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, NOT_FOUND */
export function planTake(
  context: CoreContext,
  seat: Seat,
  { source, features }: Incoming,
  target: TakeTarget,
): Result<TakePlan, TakeRefusal> {
  if (target.kind === 'drawings') {
    requireRight(seat, 'incident.write')
    const drawings = drawingsOf(context, features, target)
    if (!drawings.ok) return drawings
    return accept({ add: drawings.value.length, update: 0, same: 0, problem: 0, remarks: [] })
  }
  requireRight(seat, 'directory.write')
  const many = tooMany(features)
  if (many) return many
  if (target.kind === 'new-layer') {
    return accept({ add: features.length, update: 0, same: 0, problem: 0, remarks: [] })
  }
  const { layer } = target
  const { rows, counts } = previewFeatureImport(context, seat, { layer, source, features })
  const remarks = rows.flatMap(({ name, problem, warning }) => {
    const words = problem ?? warning
    return words === undefined ? [] : [`${name}：${words}`]
  })
  return accept({ ...counts, remarks: remarks.slice(0, mostRemarks) })
}

export interface Taken extends TakePlan {
  readonly storedAt: number
  readonly layer: string | null
}

/** @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, NOT_FOUND, NAME_TAKEN, DISK_FULL, READ_ONLY, DAMAGED */
export function take(
  context: CoreContext,
  seat: Seat,
  incoming: Incoming,
  target: TakeTarget,
): Result<Taken, TakeRefusal> {
  const plan = planTake(context, seat, incoming, target)
  if (!plan.ok) return plan
  if (plan.value.add + plan.value.update === 0) return refuse<'nothing'>('nothing')
  const { source, features } = incoming
  if (target.kind === 'drawings') {
    const drawings = drawingsOf(context, features, target)
    if (!drawings.ok) return drawings
    const done = importDrawings(context, seat, { from: source, drawings: drawings.value })
    if (done.ok) return accept({ ...plan.value, storedAt: done.value.storedAt, layer: null })
    return done.code === 'no-such-incident'
      ? refuse<'no-such-incident'>('no-such-incident')
      : refuse<'wrong-shape'>('wrong-shape')
  }
  const layer =
    target.kind === 'layer'
      ? target.layer
      : addLayer(context, seat, { name: target.name, kind: 'own', colour: target.colour }).id
  const { storedAt, counts } = importFeatures(context, seat, { layer, source, features })
  return accept({ ...plan.value, ...counts, storedAt, layer })
}
