/** Shapes of strangers as shapes of ours: closed, finite, without heights, within the limits. */
import { mostVertices, type Geometry, type LonLat } from '../../../../core/kernel/geometry.ts'
import { turnedPolygon } from '../rings.ts'
import type { Place } from './datum.ts'

/** What was mended or left out; each becomes one sentence with a count. */
export type ShapeNote =
  | 'no-shape'
  | 'bad-numbers'
  | 'too-short'
  | 'closed'
  | 'unknown-type'
  | 'split'
  | 'too-detailed'

type Notes = Map<ShapeNote, number>

interface Reading {
  readonly place: Place
  readonly notes: Notes
}

function note({ notes }: Reading, what: ShapeNote): void {
  notes.set(what, (notes.get(what) ?? 0) + 1)
}

/** Positions as they stand in a file, at any depth, without walking by recursion of the shape's type. */
export function* positionsOf(geometry: unknown): Iterable<readonly [number, number]> {
  if (typeof geometry !== 'object' || geometry === null) return
  const { coordinates, geometries } = geometry as { coordinates?: unknown; geometries?: unknown }
  if (Array.isArray(geometries)) for (const one of geometries) yield* positionsOf(one)
  else yield* nestedPositions(coordinates)
}

function* nestedPositions(value: unknown): Iterable<readonly [number, number]> {
  if (!Array.isArray(value)) return
  const [x, y]: readonly unknown[] = value
  if (typeof x === 'number' && typeof y === 'number') yield [x, y]
  else for (const one of value) yield* nestedPositions(one)
}

function pointOf(reading: Reading, value: unknown): LonLat | undefined {
  if (!Array.isArray(value)) return undefined
  const [x, y]: readonly unknown[] = value
  if (typeof x !== 'number' || typeof y !== 'number') return undefined
  return Number.isFinite(x) && Number.isFinite(y) ? reading.place(x, y) : undefined
}

/** `undefined` where a single vertex is bad: a line with a hole in it would be a different line. */
function lineOf(reading: Reading, value: unknown): LonLat[] | undefined {
  if (!Array.isArray(value)) return undefined
  const line: LonLat[] = []
  for (const position of value) {
    const point = pointOf(reading, position)
    if (!point) return undefined
    line.push(point)
  }
  return line
}

function equal([ax, ay]: LonLat, [bx, by]: LonLat): boolean {
  return ax === bx && ay === by
}

function ringOf(reading: Reading, value: unknown): LonLat[] | undefined {
  const ring = lineOf(reading, value)
  const [first, last] = [ring?.[0], ring?.at(-1)]
  if (!ring || !first || !last) {
    note(reading, ring ? 'too-short' : 'bad-numbers')
    return undefined
  }
  if (!equal(first, last)) {
    ring.push(first)
    note(reading, 'closed')
  }
  if (ring.length < 4) {
    note(reading, 'too-short')
    return undefined
  }
  if (ring.length > mostVertices) {
    note(reading, 'too-detailed')
    return undefined
  }
  return ring
}

/** An area whose edge is bad is left out; a bad hole alone is left out of it. */
function polygonOf(reading: Reading, value: unknown): LonLat[][] | undefined {
  if (!Array.isArray(value)) {
    note(reading, 'bad-numbers')
    return undefined
  }
  const [outer, ...holes]: readonly unknown[] = value
  const shell = ringOf(reading, outer)
  // Formats turn rings each in its own way; inside they go as in RFC 7946.
  return (
    shell &&
    turnedPolygon([shell, ...holes.map((hole) => ringOf(reading, hole)).filter(isThere)], true)
  )
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined
}

/** Long lines (a day's track) become parts that join. */
function partsOf(reading: Reading, value: unknown): LonLat[][] {
  const line = lineOf(reading, value)
  if (!line || line.length < 2) {
    note(reading, line ? 'too-short' : 'bad-numbers')
    return []
  }
  if (line.length <= mostVertices) return [line]
  note(reading, 'split')
  const step = mostVertices - 1
  const count = Math.ceil((line.length - 1) / step)
  return Array.from({ length: count }, (_, part) => line.slice(part * step, (part + 1) * step + 1))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function pointsOf(reading: Reading, value: unknown): LonLat[] {
  return listOf(value).flatMap((position) => {
    const point = pointOf(reading, position)
    if (!point) note(reading, 'bad-numbers')
    return point ? [point] : []
  })
}

/** Most of each kind in one shape, as `geometrySchema` has it; more become several shapes. */
const mostPoints = 5000
const mostParts = 1000

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}

function multiPoint(points: LonLat[]): Geometry[] {
  return chunks(points, mostPoints).map((part) =>
    part.length === 1 && part[0]
      ? { type: 'Point', coordinates: part[0] as [number, number] }
      : { type: 'MultiPoint', coordinates: part as [number, number][] },
  )
}

function multiLine(lines: LonLat[][]): Geometry[] {
  return chunks(lines as [number, number][][], mostParts).map((part) =>
    part.length === 1 && part[0]
      ? { type: 'LineString', coordinates: part[0] }
      : { type: 'MultiLineString', coordinates: part },
  )
}

function multiPolygon(polygons: LonLat[][][]): Geometry[] {
  return chunks(polygons as [number, number][][][], mostParts).map((part) =>
    part.length === 1 && part[0]
      ? { type: 'Polygon', coordinates: part[0] }
      : { type: 'MultiPolygon', coordinates: part },
  )
}

/** Deeper collections than this are an attack, not a map. */
const deepest = 8

/** The shapes of one feature: none where nothing of it can be used, several for a collection. */
export function shapesOf(geometry: unknown, place: Place, notes: Notes, depth = 0): Geometry[] {
  const reading = { place, notes }
  if (typeof geometry !== 'object' || geometry === null) {
    note(reading, 'no-shape')
    return []
  }
  const { type, coordinates, geometries } = geometry as Readonly<Record<string, unknown>>
  switch (type) {
    case 'Point':
    case 'MultiPoint':
      return multiPoint(pointsOf(reading, type === 'Point' ? [coordinates] : coordinates))
    case 'LineString':
    case 'MultiLineString': {
      const lines = type === 'LineString' ? [coordinates] : listOf(coordinates)
      return multiLine(lines.flatMap((line) => partsOf(reading, line)))
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = type === 'Polygon' ? [coordinates] : listOf(coordinates)
      return multiPolygon(polygons.map((one) => polygonOf(reading, one)).filter(isThere))
    }
    case 'GeometryCollection':
      if (depth >= deepest) return []
      return joined(listOf(geometries).flatMap((one) => shapesOf(one, place, notes, depth + 1)))
    default:
      note(reading, 'unknown-type')
      return []
  }
}

/** A collection of one kind is one shape (KML has no other way to say it). */
function joined(shapes: readonly Geometry[]): Geometry[] {
  const points: LonLat[] = []
  const lines: LonLat[][] = []
  const polygons: LonLat[][][] = []
  for (const shape of shapes) {
    switch (shape.type) {
      case 'Point':
        points.push(shape.coordinates)
        break
      case 'MultiPoint':
        points.push(...shape.coordinates)
        break
      case 'LineString':
        lines.push(shape.coordinates)
        break
      case 'MultiLineString':
        lines.push(...shape.coordinates)
        break
      case 'Polygon':
        polygons.push(shape.coordinates)
        break
      case 'MultiPolygon':
        polygons.push(...shape.coordinates)
    }
  }
  return [...multiPoint(points), ...multiLine(lines), ...multiPolygon(polygons)]
}
