/** Shapes on the map: geometries of GeoJSON (RFC 7946 §3.1), WGS-84 degrees, longitude first. */
import { z } from 'zod'
import type { GeoPoint } from './geo.ts'

/** Longitude, latitude; a height is dropped at the door. */
export type LonLat = readonly [lon: number, lat: number]

export const lonLatSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** Vertices of one shape: a county's outline in full detail has some thousands. */
export const mostVertices = 20_000

const lineSchema = z.array(lonLatSchema).min(2).max(mostVertices)
/** Closed: the last vertex repeats the first. */
const ringSchema = z
  .array(lonLatSchema)
  .min(4)
  .max(mostVertices)
  .refine(
    (ring) => {
      const [first, last] = [ring[0], ring.at(-1)]
      return first?.[0] === last?.[0] && first?.[1] === last?.[1]
    },
    { message: '面的边界没有闭合。' },
  )
const polygonSchema = z.array(ringSchema).min(1).max(1000)

export const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: lonLatSchema }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(lonLatSchema).min(1).max(5000) }),
  z.object({ type: z.literal('LineString'), coordinates: lineSchema }),
  z.object({
    type: z.literal('MultiLineString'),
    coordinates: z.array(lineSchema).min(1).max(1000),
  }),
  z.object({ type: z.literal('Polygon'), coordinates: polygonSchema }),
  z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(polygonSchema).min(1).max(1000),
  }),
])
export type Geometry = z.infer<typeof geometrySchema>

export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Every vertex of a geometry, in its order. */
export function verticesOf(geometry: Geometry): readonly LonLat[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
  }
}

/** Lines and closed rings of a geometry; points have none. */
export function linesOf(geometry: Geometry): readonly (readonly LonLat[])[] {
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return []
    case 'LineString':
      return [geometry.coordinates]
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates
    case 'MultiPolygon':
      return geometry.coordinates.flat()
  }
}

/** Whether it has an inside. */
export const isArea = ({ type }: Geometry): boolean => type === 'Polygon' || type === 'MultiPolygon'

export function boundsOf(geometry: Geometry): Bounds {
  const bounds = { west: 180, south: 90, east: -180, north: -90 }
  for (const [lon, lat] of verticesOf(geometry)) {
    bounds.west = Math.min(bounds.west, lon)
    bounds.east = Math.max(bounds.east, lon)
    bounds.south = Math.min(bounds.south, lat)
    bounds.north = Math.max(bounds.north, lat)
  }
  return bounds
}

function insideRing({ lat, lon }: GeoPoint, ring: readonly LonLat[]): boolean {
  let inside = false
  let [beforeLon, beforeLat] = ring.at(-1) ?? [0, 0]
  for (const [nextLon, nextLat] of ring) {
    if (nextLat > lat !== beforeLat > lat) {
      const crossing = nextLon + ((lat - nextLat) / (beforeLat - nextLat)) * (beforeLon - nextLon)
      if (lon < crossing) inside = !inside
    }
    ;[beforeLon, beforeLat] = [nextLon, nextLat]
  }
  return inside
}

/** Whether a point lies in an area, outside its holes; lines and points contain nothing. */
export function contains(geometry: Geometry, point: GeoPoint): boolean {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  return polygons.some(
    ([shell = [], ...holes]) =>
      insideRing(point, shell) && !holes.some((hole) => insideRing(point, hole)),
  )
}

type Segment = readonly [LonLat, LonLat]

function side([aLon, aLat]: LonLat, [bLon, bLat]: LonLat, [lon, lat]: LonLat): number {
  return Math.sign((bLon - aLon) * (lat - aLat) - (bLat - aLat) * (lon - aLon))
}

function cross([a, b]: Segment, [c, d]: Segment): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** Whether the boundary of an area crosses itself: then nobody can say what is inside. */
export function crossesItself(geometry: Geometry): boolean {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  return polygons.some((rings) => {
    const segments = rings.flatMap((ring) =>
      ring.slice(1).map((end, index): Segment => [ring[index] ?? end, end]),
    )
    return segments.some((one, index) =>
      segments.slice(index + 1).some((other) => cross(one, other)),
    )
  })
}
