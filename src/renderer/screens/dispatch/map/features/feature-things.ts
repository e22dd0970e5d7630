/** Features of the county as symbols: shape and sign = kind, colour = state. */
import {
  propertyWords,
  riskColourOf,
  riskColours,
  shelterStatuses,
  wholeNumberOf,
  type FeatureKind,
  type FeatureShown,
  type ShelterStatus,
} from '../../../../../core/modules/features/contract.ts'
import {
  contains,
  verticesOf,
  type Geometry,
  type LonLat,
} from '../../../../../core/kernel/geometry.ts'
import type { SymbolShape } from '../../../../map/symbol-shapes.ts'
import { fixedAt, still, type PlacedThing } from '../map-things.ts'

export interface FeatureLook {
  readonly shape: SymbolShape
  readonly mark: string
}

/** Shape and sign of each kind; the legend shows the same. */
export const featureLooks: Readonly<Record<FeatureKind, FeatureLook>> = {
  depot: { shape: 'box', mark: '库' },
  shelter: { shape: 'house', mark: '' },
  risk: { shape: 'warning', mark: '险' },
  water: { shape: 'drop', mark: '水' },
  base: { shape: 'shield', mark: '驻' },
  'radio-station': { shape: 'mast', mark: '台' },
  village: { shape: 'dot', mark: '' },
  township: { shape: 'dot', mark: '' },
  station: { shape: 'gauge', mark: '测' },
  own: { shape: 'pin', mark: '' },
}

/** The most dangerous first; `green` is the fifth of the county's composite map. */
export const riskTokens = {
  red: 'warn-red',
  orange: 'warn-orange',
  yellow: 'warn-yellow',
  blue: 'warn-blue',
  green: 'st-free',
} as const
const riskUnknown = 'st-out'

export const shelterTokens: Readonly<Record<ShelterStatus, string>> = {
  normal: 'st-out',
  prepared: 'st-muster',
  open: 'st-free',
  full: 'st-scene',
  closed: 'text-3',
}

/** Where a feature's sign stands: a point, the middle of a line, inside an area where that is easy. */
export function signPoint(geometry: Geometry): LonLat {
  const vertices = verticesOf(geometry)
  const middle = vertices[Math.floor(vertices.length / 2)] ?? [0, 0]
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return middle
  const ring =
    geometry.type === 'Polygon'
      ? geometry.coordinates[0]
      : geometry.coordinates.map(([shell = []]) => shell).toSorted((a, b) => b.length - a.length)[0]
  const centre = centroid(ring ?? [])
  return contains(geometry, { lon: centre[0], lat: centre[1] }) ? centre : middle
}

/** Centre of gravity of a ring; of a degenerate one its first vertex. */
function centroid(ring: readonly LonLat[]): LonLat {
  let [area, lon, lat] = [0, 0, 0]
  const [originLon, originLat] = ring[0] ?? [0, 0]
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    const [ax, ay, bx, by] = [x - originLon, y - originLat, nextX - originLon, nextY - originLat]
    const cross = ax * by - bx * ay
    area += cross
    lon += (ax + bx) * cross
    lat += (ay + by) * cross
  }
  return area === 0
    ? [originLon, originLat]
    : [originLon + lon / (3 * area), originLat + lat / (3 * area)]
}

/** `71/400`, `71 人`, or nothing while nobody counted. */
export function occupancyWords({ occupancy, properties }: FeatureShown): string {
  const capacity = wholeNumberOf(properties, 'capacity')
  if (!occupancy) return capacity === undefined ? '' : `可容 ${capacity}`
  return capacity === undefined ? `${occupancy.people} 人` : `${occupancy.people}/${capacity}`
}

export function shelterStatus({ occupancy, properties }: FeatureShown): ShelterStatus {
  const said = occupancy?.status ?? properties['status']
  return shelterStatuses.find(([key]) => key === said)?.[0] ?? 'normal'
}

interface State {
  readonly token: string
  readonly label: string
  readonly state: string
  readonly weight: number
}

function shelterState(feature: FeatureShown): State {
  const status = shelterStatus(feature)
  const word = shelterStatuses.find(([key]) => key === status)?.[1] ?? ''
  const people = occupancyWords(feature)
  return {
    token: shelterTokens[status],
    label: people === '' ? feature.name : `${feature.name} ${people}`,
    state: [word, people].filter((text) => text !== '').join(' '),
    weight: status === 'full' ? 3 : status === 'open' ? 2 : 1,
  }
}

function riskState({ name, properties }: FeatureShown): State {
  const risk = riskColourOf(properties)
  const rank = riskColours.findIndex(([key]) => key === risk)
  const people = wholeNumberOf(properties, 'people')
  const word = rank < 0 ? '未定级' : `${riskColours[rank]?.[1] ?? ''}色`
  return {
    token: risk === undefined ? riskUnknown : riskTokens[risk],
    label: name,
    state: people === undefined ? word : `${word} ${people} 人`,
    weight: rank < 0 ? 0 : riskColours.length - rank,
  }
}

function stateOf(feature: FeatureShown, colour: string): State {
  const { kind, name, properties } = feature
  if (kind === 'shelter') return shelterState(feature)
  if (kind === 'risk') return riskState(feature)
  const [first] = propertyWords(kind, properties)
  return { token: colour, label: name, state: first?.words ?? '', weight: 0 }
}

/**
 * A feature as a symbol. One that is known only to its township has no place: it is listed and
 * counted, and never drawn as a point.
 */
export function featureThing(
  feature: FeatureShown,
  layer: { readonly name: string; readonly colour: string },
): PlacedThing {
  const { id, kind, geometry, township } = feature
  const key = `feature:${id}`
  const { token, label, state, weight } = stateOf(feature, layer.colour)
  const { shape, mark } = featureLooks[kind]
  const minor = shape === 'dot'
  const sign = geometry === null ? undefined : signPoint(geometry)
  return {
    thing: {
      ...still,
      key,
      shape,
      token,
      mark,
      label,
      weight,
      minor,
      townshipOnly: sign === undefined,
      // An area's name stands in it however far one is away.
      ...(kind === 'township' ? {} : { cluster: layer.name }),
    },
    kind: layer.name,
    state: sign === undefined ? [state, township?.name ?? ''].join(' ').trim() : state,
    at: sign && { key, lat: sign[1], lon: sign[0], at: fixedAt },
  }
}
