/** What an outline is on the ground: its geometry, whether a point lies in it, its size in words. */
import { assertNever } from '../../kernel/assert-never.ts'
import { bearingDeg, distanceM, type GeoPoint } from '../../kernel/geo.ts'
import { arcArea, areaM2, lengthM } from '../../kernel/geodesy.ts'
import { contains, type Geometry } from '../../kernel/geometry.ts'
import type { Outline } from './outline-schema.ts'

export function outlineGeometry(outline: Outline): Geometry {
  switch (outline.shape) {
    case 'point':
    case 'line':
    case 'area':
      return outline.geometry
    case 'circle':
      return arcArea(outline.centre, outline.radiusM)
    case 'sector':
      return arcArea(outline.centre, outline.radiusM, outline.fromDeg, outline.toDeg)
    default:
      return assertNever(outline)
  }
}

/** Exact for circles and sectors; points and lines hold nothing. */
export function outlineHolds(outline: Outline, point: GeoPoint): boolean {
  switch (outline.shape) {
    case 'point':
    case 'line':
      return false
    case 'area':
      return contains(outline.geometry, point)
    case 'circle':
      return distanceM(outline.centre, point) <= outline.radiusM
    case 'sector': {
      const { centre, radiusM, fromDeg, toDeg } = outline
      const far = distanceM(centre, point)
      if (far > radiusM) return false
      const turn = (((toDeg - fromDeg) % 360) + 360) % 360 || 360
      return far === 0 || (bearingDeg(centre, point) - fromDeg + 360) % 360 <= turn
    }
    default:
      return assertNever(outline)
  }
}

function metresWords(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(2)} 公里`
}

/** In 亩 as forests are measured, in square kilometres where that is too small a unit. */
function areaWords(squareMetres: number): string {
  const mu = squareMetres / (10_000 / 15)
  return squareMetres < 1e6 ? `${Math.round(mu)} 亩` : `${(squareMetres / 1e6).toFixed(2)} 平方公里`
}

const degrees = (value: number) => `${Math.round(value)}°`

/** `长 1.25 公里`, `半径 500 米，面积 1178 亩`; geodesic; empty for a point. */
export function sizeWords(outline: Outline): string {
  switch (outline.shape) {
    case 'point':
      return ''
    case 'line':
      return `长 ${metresWords(lengthM(outline.geometry))}`
    case 'area':
      return `面积 ${areaWords(areaM2(outline.geometry))}`
    case 'circle': {
      const area = areaWords(areaM2(outlineGeometry(outline)))
      return `半径 ${metresWords(outline.radiusM)}，面积 ${area}`
    }
    case 'sector': {
      const { fromDeg, toDeg, radiusM } = outline
      const area = areaWords(areaM2(outlineGeometry(outline)))
      return `半径 ${metresWords(radiusM)}，方位 ${degrees(fromDeg)} 至 ${degrees(toDeg)}，面积 ${area}`
    }
    default:
      return assertNever(outline)
  }
}
