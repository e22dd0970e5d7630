/**
 * Lengths, areas and directions for what people draw and measure, on the WGS-84 ellipsoid by
 * Karney's geodesic library. A sphere is wrong by 0.2 % in this county; this is not.
 */
import geographiclib from 'geographiclib-geodesic'
import type { GeoPoint } from './geo.ts'
import { linesOf, type Geometry, type LonLat } from './geometry.ts'

const { WGS84 } = geographiclib.Geodesic
/** Distance and both azimuths; the area terms would cost as much again. */
const wanted = geographiclib.Geodesic.STANDARD

/** From one vertex to the next. Directions are degrees clockwise from true north, 0 ≤ x < 360. */
export interface Leg {
  readonly distanceM: number
  readonly bearingDeg: number
  /** From the end back to the beginning: the opposite direction, turned by the meridians. */
  readonly backDeg: number
}

function compass(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360
  return turned === 360 ? 0 : turned
}

/** Within a micrometre, also for points opposite each other on the globe. */
export function legBetween(from: GeoPoint, to: GeoPoint): Leg {
  const { s12 = 0, azi1 = 0, azi2 = 0 } = WGS84.Inverse(from.lat, from.lon, to.lat, to.lon, wanted)
  return { distanceM: s12, bearingDeg: compass(azi1), backDeg: compass(azi2 + 180) }
}

export function legsOf(points: readonly GeoPoint[]): readonly Leg[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index]
    return before ? [legBetween(before, point)] : []
  })
}

/** Where one comes to who goes straight on in a direction. */
export function destination(from: GeoPoint, bearingDeg: number, distanceM: number): GeoPoint {
  const { lat2 = from.lat, lon2 = from.lon } = WGS84.Direct(
    from.lat,
    from.lon,
    bearingDeg,
    distanceM,
  )
  return { lat: lat2, lon: lon2 }
}

/** Square metres and metres of one ring, whichever way round it goes, closed or not. */
export function ringMeasure(ring: readonly GeoPoint[]): {
  readonly areaM2: number
  readonly perimeterM: number
} {
  const polygon = WGS84.Polygon(false)
  for (const { lat, lon } of ring) polygon.AddPoint(lat, lon)
  const { area = 0, perimeter } = polygon.Compute(false, true)
  return { areaM2: Math.abs(area), perimeterM: perimeter }
}

const pointOf = ([lon, lat]: LonLat): GeoPoint => ({ lat, lon })

/** Square metres; holes do not count, lines and points have none. */
export function areaM2(geometry: Geometry): number {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  let sum = 0
  for (const rings of polygons) {
    for (const [place, ring] of rings.entries()) {
      const { areaM2: size } = ringMeasure(ring.map(pointOf))
      sum += place === 0 ? size : -size
    }
  }
  return sum
}

/** Metres along a line, or around an area and its holes; points have none. */
export function lengthM(geometry: Geometry): number {
  return linesOf(geometry).reduce(
    (sum, line) =>
      sum + legsOf(line.map(pointOf)).reduce((metres, leg) => metres + leg.distanceM, 0),
    0,
  )
}

/** Chords of a full circle: the polygon's edge is within 0.03 % of the radius. */
const chords = 128

/**
 * A circle as a polygon, or the sector clockwise from one bearing to the other; geodesic, its shell
 * counter-clockwise (RFC 7946 §3.1.6). The same bearing twice is the whole circle.
 */
export function arcArea(
  centre: GeoPoint,
  radiusM: number,
  fromDeg = 0,
  toDeg = 360,
): Extract<Geometry, { type: 'Polygon' }> {
  const turn = (((toDeg - fromDeg) % 360) + 360) % 360 || 360
  const whole = turn === 360
  const steps = Math.max(2, Math.ceil((chords * turn) / 360))
  const rim = Array.from({ length: whole ? steps : steps + 1 }, (_, step): [number, number] => {
    const { lat, lon } = destination(centre, fromDeg + turn - (turn * step) / steps, radiusM)
    return [lon, lat]
  })
  const shell: [number, number][] = whole ? rim : [[centre.lon, centre.lat], ...rim]
  const [first] = shell
  return { type: 'Polygon', coordinates: [first ? [...shell, first] : shell] }
}
