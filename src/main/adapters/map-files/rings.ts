/** Which way round a ring goes: GeoJSON wants outer rings against the clock, Shapefile with it. */
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { Geometry, LonLat } from '../../../core/kernel/geometry.ts'

/** Twice the area in square degrees; positive against the clock. */
export function signedArea(ring: readonly LonLat[]): number {
  let sum = 0
  let [beforeX, beforeY] = ring.at(-1) ?? [0, 0]
  for (const [x, y] of ring) {
    sum += beforeX * y - x * beforeY
    ;[beforeX, beforeY] = [x, y]
  }
  return sum
}

function turned(ring: readonly LonLat[], against: boolean): LonLat[] {
  return signedArea(ring) > 0 === against ? [...ring] : ring.toReversed()
}

/** Outer ring against the clock (`outerAgainst`) or with it, holes the other way. */
export function turnedPolygon(
  [outer = [], ...holes]: readonly (readonly LonLat[])[],
  outerAgainst: boolean,
): LonLat[][] {
  return [turned(outer, outerAgainst), ...holes.map((hole) => turned(hole, !outerAgainst))]
}

/** The same shape with its rings as RFC 7946 §3.1.6 asks. */
export function rightHanded(geometry: Geometry): unknown {
  switch (geometry.type) {
    case 'Polygon':
      return { type: geometry.type, coordinates: turnedPolygon(geometry.coordinates, true) }
    case 'MultiPolygon':
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((one) => turnedPolygon(one, true)),
      }
    case 'Point':
    case 'MultiPoint':
    case 'LineString':
    case 'MultiLineString':
      return geometry
    default:
      return assertNever(geometry)
  }
}
