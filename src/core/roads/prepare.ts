/** From a map file to a network: what is a road, and of which kind. */
import { distanceM } from '../kernel/geo.ts'
import { boundsOf, type Geometry, type LonLat } from '../kernel/geometry.ts'
import { roadTags, type RoadClass } from './classes.ts'
import type { RoadLine } from './graph.ts'
import type { RoadSource } from './model.ts'

type Feature = Extract<RoadSource, { kind: 'features' }>['features'][number]

function linesOf(geometry: Geometry | null): readonly (readonly LonLat[])[] {
  if (geometry?.type === 'LineString') return [geometry.coordinates]
  return geometry?.type === 'MultiLineString' ? geometry.coordinates : []
}

export interface Roads {
  readonly lines: readonly RoadLine[]
  readonly leftOut: number
}

export function roadsOf(features: readonly Feature[]): Roads {
  const lines: RoadLine[] = []
  let leftOut = 0
  for (const { geometry, properties } of features) {
    const shapes = linesOf(geometry)
    const tags = shapes.length === 0 ? undefined : roadTags(properties)
    if (!tags) leftOut += 1
    else for (const coordinates of shapes) lines.push({ ...tags, coordinates })
  }
  return { lines, leftOut }
}

/** Kilometres of each class, to 0.1. */
export function kilometresByClass(lines: readonly RoadLine[]): Partial<Record<RoadClass, number>> {
  const metres: Partial<Record<RoadClass, number>> = {}
  for (const { class: kind, coordinates } of lines) {
    for (const [i, [lon, lat]] of coordinates.slice(1).entries()) {
      const [beforeLon, beforeLat] = coordinates[i] ?? [lon, lat]
      const piece = distanceM({ lon: beforeLon, lat: beforeLat }, { lon, lat })
      metres[kind] = (metres[kind] ?? 0) + piece
    }
  }
  for (const kind of Object.keys(metres) as RoadClass[])
    metres[kind] = Math.round((metres[kind] ?? 0) / 100) / 10
  return metres
}

export function boundsOfRoads(lines: readonly RoadLine[]) {
  return boundsOf({
    type: 'MultiLineString',
    coordinates: lines.map(({ coordinates }) => coordinates.map(([lon, lat]) => [lon, lat])),
  })
}
