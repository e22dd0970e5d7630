/** How far a point is from the edge of an area. */
import type { GeoPoint } from '../../kernel/geo.ts'
import { contains, type Geometry, type LonLat } from '../../kernel/geometry.ts'

const radians = Math.PI / 180
const earthM = 6_371_008.8

/** Metres east and north of `from`: flat, within 1 % for the few kilometres around an edge. */
function flat(from: GeoPoint, [lon, lat]: LonLat): readonly [east: number, north: number] {
  return [
    (lon - from.lon) * radians * earthM * Math.cos(from.lat * radians),
    (lat - from.lat) * radians * earthM,
  ]
}

/** From the origin to the segment. */
function toSegment(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const [dx, dy] = [bx - ax, by - ay]
  const square = dx * dx + dy * dy
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square))
  return Math.hypot(ax + along * dx, ay + along * dy)
}

function ringsOf(geometry: Geometry): readonly (readonly LonLat[])[] {
  if (geometry.type === 'Polygon') return geometry.coordinates
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
}

/** Metres to the nearest edge, holes' too; negative inside, infinite where there is no area. */
export function signedEdgeM(area: Geometry, point: GeoPoint): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const ring of ringsOf(area)) {
    let before: readonly [number, number] | undefined
    for (const vertex of ring) {
      const at = flat(point, vertex)
      if (before) nearest = Math.min(nearest, toSegment(before, at))
      before = at
    }
  }
  return contains(area, point) ? -nearest : nearest
}
