/**
 * A shape while it is being drawn: the points set so far, by mouse, crosshair or typed coordinates.
 * A circle has its centre and a point of its rim; a sector its centre and where it begins and ends.
 */
import type { Outline, Shape } from '../../../../../core/modules/drawings/contract.ts'
import { bearingDeg, distanceM, type GeoPoint } from '../../../../../core/kernel/geo.ts'
import { destination } from '../../../../../core/kernel/geodesy.ts'
import type { LonLat } from '../../../../../core/kernel/geometry.ts'

const lonLat = ({ lat, lon }: GeoPoint): [number, number] => [lon, lat]
const fromLonLat = ([lon, lat]: LonLat): GeoPoint => ({ lat, lon })
const hundredth = (value: number) => Math.round(value * 100) / 100

/** What a further point does: the last one of a point, a circle or a sector moves. */
export function withPoint(
  shape: Shape,
  points: readonly GeoPoint[],
  point: GeoPoint,
): readonly GeoPoint[] {
  const last = points.at(-1)
  if (last && last.lat === point.lat && last.lon === point.lon) return points
  const most = mostPoints[shape]
  const kept = most === undefined ? points : points.slice(0, most - 1)
  return levelled(shape, [...kept, point])
}

const mostPoints: Readonly<Partial<Record<Shape, number>>> = { point: 1, circle: 2, sector: 3 }

/** The end of a sector lies as far out as its beginning. */
export function levelled(shape: Shape, points: readonly GeoPoint[]): readonly GeoPoint[] {
  const [centre, from, to] = points
  if (shape !== 'sector' || !centre || !from || !to) return points
  return [centre, from, destination(centre, bearingDeg(centre, to), distanceM(centre, from))]
}

/** The shape, once it has enough points. */
export function outlineOf(shape: Shape, points: readonly GeoPoint[]): Outline | undefined {
  const [first, second, third] = points
  switch (shape) {
    case 'point':
      return first && { shape, geometry: { type: 'Point', coordinates: lonLat(first) } }
    case 'line':
      return second && { shape, geometry: { type: 'LineString', coordinates: points.map(lonLat) } }
    case 'area':
      if (!first || !third) return undefined
      return {
        shape,
        geometry: { type: 'Polygon', coordinates: [[...points.map(lonLat), lonLat(first)]] },
      }
    case 'circle': {
      if (!first || !second) return undefined
      return { shape, centre: first, radiusM: hundredth(distanceM(first, second)) }
    }
    case 'sector': {
      if (!first || !second || !third) return undefined
      return {
        shape,
        centre: first,
        radiusM: hundredth(distanceM(first, second)),
        fromDeg: hundredth(bearingDeg(first, second)),
        toDeg: hundredth(bearingDeg(first, third)),
      }
    }
  }
}

/** The points of a shape that is changed; `undefined` where it has several parts or holes. */
export function pointsOf(outline: Outline): readonly GeoPoint[] | undefined {
  switch (outline.shape) {
    case 'point':
      return [fromLonLat(outline.geometry.coordinates)]
    case 'line':
      return outline.geometry.type === 'LineString'
        ? outline.geometry.coordinates.map(fromLonLat)
        : undefined
    case 'area': {
      const { geometry } = outline
      const [shell = [], ...holes] = geometry.type === 'Polygon' ? geometry.coordinates : []
      return shell.length === 0 || holes.length > 0 ? undefined : shell.slice(0, -1).map(fromLonLat)
    }
    case 'circle':
      return [outline.centre, destination(outline.centre, 90, outline.radiusM)]
    case 'sector': {
      const { centre, radiusM, fromDeg, toDeg } = outline
      return [centre, destination(centre, fromDeg, radiusM), destination(centre, toDeg, radiusM)]
    }
  }
}

/** What of the points stays when the shape is changed: all between line and area, else the first. */
export function carriedOver(
  from: Shape,
  to: Shape,
  points: readonly GeoPoint[],
): readonly GeoPoint[] {
  const free = (shape: Shape) => shape === 'line' || shape === 'area'
  return free(from) && free(to) ? points : points.slice(0, 1)
}

/** Radius and bearings as they are typed; a circle only has the first. */
export interface Reach {
  readonly radiusM: number
  readonly fromDeg: number
  readonly toDeg: number
}

/** Points of a circle or a sector around the first one, for what was typed. */
export function reaching(
  shape: Shape,
  points: readonly GeoPoint[],
  { radiusM, fromDeg, toDeg }: Reach,
): readonly GeoPoint[] {
  const [centre] = points
  if (!centre || !(radiusM > 0)) return points
  if (shape === 'circle') return [centre, destination(centre, 90, radiusM)]
  if (shape !== 'sector') return points
  return [centre, destination(centre, fromDeg, radiusM), destination(centre, toDeg, radiusM)]
}

/** What the next Enter or click sets. */
export function nextHint(shape: Shape, count: number): string {
  switch (shape) {
    case 'point':
      return count === 0 ? '定下位置' : '再定一次会移动位置'
    case 'line':
      return count < 2 ? `定第 ${count + 1} 点（至少 2 点）` : `定第 ${count + 1} 点，或完成`
    case 'area':
      return count < 3 ? `定第 ${count + 1} 点（至少 3 点）` : `定第 ${count + 1} 点，或完成`
    case 'circle':
      return count === 0 ? '定圆心' : count === 1 ? '定边上一点，或填半径' : '再定一次会改半径'
    case 'sector':
      return (
        ['定圆心', '定起始边上一点，或填半径', '定终止边（从起始边顺时针）'][count] ??
        '再定一次会改终止边'
      )
  }
}

/** Points kept in a draft: `[[lat, lon], …]`. */
export function pointsText(points: readonly GeoPoint[]): string {
  return points.length === 0 ? '' : JSON.stringify(points.map(({ lat, lon }) => [lat, lon]))
}

export function readPoints(text: string): readonly GeoPoint[] {
  if (text === '') return []
  const kept: unknown = JSON.parse(text)
  if (!Array.isArray(kept)) return []
  return kept.flatMap((pair): GeoPoint[] => {
    const [lat, lon]: unknown[] = Array.isArray(pair) ? pair : []
    return typeof lat === 'number' && typeof lon === 'number' ? [{ lat, lon }] : []
  })
}
