import { ORPCError } from '@orpc/server'
import { newId } from '../../kernel/id.ts'
import type { Geometry } from '../../kernel/geometry.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import {
  featureChanged,
  featureWithdrawn,
  featuresRegistered,
  layerDescribed,
  layerWithdrawn,
  occupancyReported,
  type FeatureDescribed,
} from './facts.ts'
import { featureKinds, shelterStatuses, type FeatureKind, type ShelterStatus } from './kinds.ts'
import { readProperties, wholeNumberOf } from './properties.ts'
import { featureOf, layersOf, townshipAt, withdrawnLayers, type LayerOf } from './queries.ts'
import { verticesOf } from '../../kernel/geometry.ts'

export interface Stored {
  readonly id: string
  readonly storedAt: number
}

/** @throws ORPCError NOT_FOUND */
export function layerOf(context: CoreContext, layer: string): LayerOf {
  const found = layersOf(context).find(({ id }) => id === layer)
  if (!found) throw new ORPCError('NOT_FOUND')
  return found
}

function record(
  context: CoreContext,
  seat: Seat,
  entity: string,
  drafts: readonly FactDraft[],
): Stored {
  const { storedAt } = recordFor(context, seat, drafts)
  return { id: entity, storedAt }
}

function refuseTakenName(context: CoreContext, name: string, besides?: string): void {
  if (layersOf(context).some((layer) => layer.name === name && layer.id !== besides)) {
    throw new ORPCError('NAME_TAKEN')
  }
}

export function addLayer(
  context: CoreContext,
  seat: Seat,
  { name, kind, colour }: { name: string; kind: FeatureKind; colour: string },
): Stored {
  const { name: by } = requireRight(seat, 'directory.write')
  refuseTakenName(context, name.trim())
  const entity = newId(context.world.clock, context.world.random)
  const body = { name: name.trim(), kind, colour, by }
  return record(context, seat, entity, [{ kind: layerDescribed.kind, entity, body }])
}

export function changeLayer(
  context: CoreContext,
  seat: Seat,
  change: { layer: string; name: string; colour: string },
): Stored {
  const { name: by } = requireRight(seat, 'directory.write')
  const { id: entity, kind, standing } = layerOf(context, change.layer)
  // A standing layer keeps its word: it is the kind's.
  const name = standing ? featureKinds[kind].word : change.name.trim()
  refuseTakenName(context, name, entity)
  const body = { name, kind, colour: change.colour, by }
  return record(context, seat, entity, [{ kind: layerDescribed.kind, entity, body }])
}

export function withdrawLayer(
  context: CoreContext,
  seat: Seat,
  { layer, withdrawn, reason }: { layer: string; withdrawn: boolean; reason: string },
): Stored {
  const { name: by } = requireRight(seat, 'directory.write')
  if (withdrawn) {
    if (layerOf(context, layer).standing) throw new ORPCError('NOT_FOUND')
  } else {
    const gone = withdrawnLayers(context).find(({ id }) => id === layer)
    if (!gone) throw new ORPCError('NOT_FOUND')
    // Meanwhile another may have been given its name.
    refuseTakenName(context, gone.name)
  }
  const body = { withdrawn, reason: reason.trim(), by }
  return record(context, seat, layer, [{ kind: layerWithdrawn.kind, entity: layer, body }])
}

export interface TypedFeature {
  readonly name: string
  readonly geometry: Geometry | null
  readonly precision: 'surveyed' | 'approximate'
  readonly township: string | null
  readonly properties: Readonly<Record<string, string>>
}

/** @throws ORPCError NO_PLACE, NO_TOWNSHIP, BAD_VALUE */
function described(context: CoreContext, kind: FeatureKind, typed: TypedFeature): FeatureDescribed {
  const { geometry, township } = typed
  const { townships } = context.county
  if (township !== null && !townships.some(({ code }) => code === township)) {
    throw new ORPCError('NO_TOWNSHIP')
  }
  if (geometry === null && township === null) throw new ORPCError('NO_PLACE')
  const { properties, doubtful } = readProperties(kind, typed.properties)
  const [wrong] = doubtful
  if (wrong) {
    const { key, label, type, choices = [] } = wrong.field
    const wanted =
      type === 'count' ? '要填整数' : `请从 ${choices.map(([, word]) => word).join('、')} 中选`
    throw new ORPCError('BAD_VALUE', {
      message: `“${label}”${wanted}，现在是“${wrong.value}”。`,
      data: { field: key, label },
    })
  }
  const first = geometry === null ? undefined : verticesOf(geometry)[0]
  const area = first && townshipAt(context, { lon: first[0], lat: first[1] })?.code
  const code = township ?? area
  return {
    name: typed.name.trim(),
    precision: geometry === null ? 'township-only' : typed.precision,
    properties,
    ...(geometry === null ? {} : { geometry }),
    ...(code === undefined ? {} : { township: code }),
  }
}

export function addFeature(
  context: CoreContext,
  seat: Seat,
  layer: string,
  typed: TypedFeature,
): Stored {
  const { name: by } = requireRight(seat, 'directory.write')
  const { kind } = layerOf(context, layer)
  const { clock, random } = context.world
  const [entity, id] = [newId(clock, random), newId(clock, random)]
  const body = { layer, features: [{ id, ...described(context, kind, typed) }], by }
  return record(context, seat, id, [{ kind: featuresRegistered.kind, entity, body }])
}

export function changeFeature(
  context: CoreContext,
  seat: Seat,
  feature: string,
  typed: TypedFeature,
): Stored {
  const { name: by } = requireRight(seat, 'directory.write')
  const known = featureOf(context, feature)
  if (!known) throw new ORPCError('NOT_FOUND')
  const body = { ...described(context, known.kind, typed), by }
  return record(context, seat, feature, [{ kind: featureChanged.kind, entity: feature, body }])
}

export function withdrawFeature(
  context: CoreContext,
  seat: Seat,
  { feature, withdrawn, reason }: { feature: string; withdrawn: boolean; reason: string },
): Stored {
  const { name: by } = requireRight(seat, 'directory.write')
  if (withdrawn && !featureOf(context, feature)) throw new ORPCError('NOT_FOUND')
  const body = { withdrawn, reason: reason.trim(), by }
  return record(context, seat, feature, [{ kind: featureWithdrawn.kind, entity: feature, body }])
}

export interface TypedOccupancy {
  readonly feature: string
  readonly people: number
  readonly status: ShelterStatus
  readonly source: string
  readonly at?: number | undefined
  readonly incident?: string | undefined
}

export function reportOccupancy(context: CoreContext, seat: Seat, typed: TypedOccupancy): Stored {
  const { name: by } = requireSession(seat)
  requireRight(seat, 'log.write')
  const shelter = featureOf(context, typed.feature)
  if (!shelter) throw new ORPCError('NOT_FOUND')
  if (shelter.kind !== 'shelter') throw new ORPCError('NOT_A_SHELTER')
  const now = context.world.clock.nowMs()
  const { feature: entity, people, status, incident, at = now } = typed
  if (at > now + 60_000) throw new ORPCError('IN_FUTURE')
  const source = typed.source.trim()
  const capacity = wholeNumberOf(shelter.properties, 'capacity')
  const full = capacity !== undefined && people > capacity ? '，已超过核定人数' : ''
  const word = shelterStatuses.find(([key]) => key === status)?.[1] ?? status
  const text = `${shelter.name} 现有 ${people}${capacity === undefined ? '' : `/${capacity}`} 人，${word}${full}`
  const { storedAt } = recordFor(context, seat, () => [
    {
      kind: occupancyReported.kind,
      entity,
      body: { people, status, source, by, at },
    },
    logLines(context)({
      kind: 'system',
      source: { kind: 'text', text: source === '' ? by : source },
      text,
      recorder: by,
      heardAt: at,
      ...(incident === undefined ? {} : { incident }),
    }),
  ])
  return { id: entity, storedAt }
}
