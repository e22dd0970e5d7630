/** What a measured line or area is, in geodesic figures and in words. */
import { coordinatesText } from '../../../../../core/kernel/coordinates.ts'
import { legsOf, ringMeasure, type Leg } from '../../../../../core/kernel/geodesy.ts'
import type { GeoPoint } from '../../../../../core/kernel/geo.ts'

export type MeasureKind = 'line' | 'area'

export interface Measured {
  readonly legs: readonly Leg[]
  /** Along the line; of an area around it, back to the first point. */
  readonly lengthM: number
  /** Absent of a line, and of fewer than three points. */
  readonly areaM2: number | undefined
  /** From the first point to the last, where there are more than two. */
  readonly straight: Leg | undefined
}

export function measure(kind: MeasureKind, points: readonly GeoPoint[]): Measured {
  const legs = legsOf(points)
  const along = legs.reduce((sum, { distanceM }) => sum + distanceM, 0)
  const [first, last] = [points[0], points.at(-1)]
  if (kind === 'area' && points.length >= 3 && first) {
    const { areaM2, perimeterM } = ringMeasure(points)
    return { legs: legsOf([...points, first]), lengthM: perimeterM, areaM2, straight: undefined }
  }
  const straight = points.length > 2 && first && last ? legsOf([first, last])[0] : undefined
  return { legs, lengthM: along, areaM2: undefined, straight }
}

/** Metres to 10 km with one decimal below 100 m, then kilometres. */
export function lengthText(metres: number): string {
  if (metres < 100) return `${metres.toFixed(1)} 米`
  if (metres < 10_000) return `${Math.round(metres)} 米`
  return `${(metres / 1000).toFixed(2)} 公里`
}

const perMu = 10_000 / 15

/** Square kilometres or hectares, and 亩: what a fire is told in. */
export function areaText(m2: number): string {
  const mu = `${(m2 / perMu).toFixed(m2 < 100 * perMu ? 1 : 0)} 亩`
  if (m2 < 10_000) return `${Math.round(m2)} 平方米（${mu}）`
  if (m2 < 1_000_000) return `${(m2 / 10_000).toFixed(2)} 公顷（${mu}）`
  return `${(m2 / 1_000_000).toFixed(2)} 平方公里（${mu}）`
}

const sides = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** `东北 043.5°`: from true north, as a compass card has it. */
export function bearingText(degrees: number): string {
  const tenths = Math.round(degrees * 10) % 3600
  const text = (tenths / 10).toFixed(1).padStart(5, '0')
  return `${sides[Math.round(degrees / 45) % 8] ?? ''} ${text}°`
}

/** One line for the log or a message: the figures first, then the points they stand on. */
export function measureSentence(kind: MeasureKind, points: readonly GeoPoint[]): string {
  const { legs, lengthM, areaM2, straight } = measure(kind, points)
  const [only] = legs
  const where = points.map(coordinatesText).join(' → ')
  if (areaM2 !== undefined) {
    return `图上量测：面积 ${areaText(areaM2)}，周长 ${lengthText(lengthM)}；${where}（WGS-84，椭球面）`
  }
  const bearing = straight ?? only
  const parts = [
    `距离 ${lengthText(lengthM)}`,
    ...(straight ? [`首尾直线 ${lengthText(straight.distanceM)}`] : []),
    ...(bearing ? [`方位 ${bearingText(bearing.bearingDeg)}（真北）`] : []),
  ]
  return `图上量测：${parts.join('，')}；${where}（WGS-84，椭球面）`
}
