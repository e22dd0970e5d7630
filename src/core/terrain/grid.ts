/** Heights of the ground on a grid of degrees (WGS-84, rows from north to south). */
import type { GeoPoint } from '../kernel/geo.ts'

export interface ElevationGrid {
  readonly columns: number
  readonly rows: number
  /** Degrees of the outer edges of the first cell. */
  readonly west: number
  readonly north: number
  /** Degrees per cell, both positive. */
  readonly stepLon: number
  readonly stepLat: number
  /** Whole metres, row by row from the north-west; `noHeight` where nothing is known. */
  readonly metres: Int16Array
}

export const noHeight = -32_768

/** Metres above sea level, between the four nearest cells; `undefined` outside or where one is missing. */
export function heightAt(grid: ElevationGrid, { lat, lon }: GeoPoint): number | undefined {
  const x = (lon - grid.west) / grid.stepLon - 0.5
  const y = (grid.north - lat) / grid.stepLat - 0.5
  return heightIn(grid, x, y)
}

/** The same by column and row, counted at the middles of cells. */
export function heightIn(grid: ElevationGrid, x: number, y: number): number | undefined {
  const { columns, rows, metres } = grid
  if (!(x >= -0.5 && y >= -0.5 && x <= columns - 0.5 && y <= rows - 0.5)) return undefined
  const left = Math.min(Math.max(Math.floor(x), 0), Math.max(columns - 2, 0))
  const top = Math.min(Math.max(Math.floor(y), 0), Math.max(rows - 2, 0))
  const [right, bottom] = [Math.min(left + 1, columns - 1), Math.min(top + 1, rows - 1)]
  const a = metres[top * columns + left] ?? noHeight
  const b = metres[top * columns + right] ?? noHeight
  const c = metres[bottom * columns + left] ?? noHeight
  const d = metres[bottom * columns + right] ?? noHeight
  if (a === noHeight || b === noHeight || c === noHeight || d === noHeight) return undefined
  const [dx, dy] = [Math.min(Math.max(x - left, 0), 1), Math.min(Math.max(y - top, 0), 1)]
  return (a * (1 - dx) + b * dx) * (1 - dy) + (c * (1 - dx) + d * dx) * dy
}
