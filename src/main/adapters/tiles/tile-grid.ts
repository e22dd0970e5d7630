/** The Web Mercator tile grid, and the latitude/longitude grid that must not be taken for it. */
import type { PackBounds, PackRows } from '../../../core/map-packs.ts'

/** Deeper tiles than these exist nowhere. */
export const deepestZoom = 24

/** Tiles of one zoom, rows as the file counts them. */
export interface Extent {
  readonly z: number
  readonly minX: number
  readonly maxX: number
  readonly minRow: number
  readonly maxRow: number
}

/** The row counted from the other end. */
export function flipRow(z: number, row: number): number {
  return 2 ** z - 1 - row
}

/** Whether the numbers name a tile of the grid. */
export function isTile(z: number, x: number, y: number): boolean {
  if (!Number.isInteger(z) || z < 0 || z > deepestZoom) return false
  const side = 2 ** z
  return Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < side && y < side
}

const longitude = (x: number, z: number) => (x / 2 ** z) * 360 - 180
const latitude = (y: number, z: number) =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI

/** Degrees covered by the tiles, when the rows are counted so. */
export function boundsOfExtent(extent: Extent, rows: PackRows): PackBounds {
  const { z, minX, maxX } = extent
  const [first, last] =
    rows === 'xyz'
      ? [extent.minRow, extent.maxRow]
      : [flipRow(z, extent.maxRow), flipRow(z, extent.minRow)]
  return {
    west: longitude(minX, z),
    east: longitude(maxX + 1, z),
    north: latitude(first, z),
    south: latitude(last + 1, z),
  }
}

/** The same numbers in the grid of EPSG:4490/4326 tiles: 2^z columns, 2^(z-1) rows from 90° N. */
export function degreeGridBounds({ z, minX, maxX, minRow, maxRow }: Extent): PackBounds {
  const degrees = 360 / 2 ** z
  return {
    west: minX * degrees - 180,
    east: (maxX + 1) * degrees - 180,
    north: 90 - minRow * degrees,
    south: 90 - (maxRow + 1) * degrees,
  }
}

export function touches(a: PackBounds, b: PackBounds): boolean {
  return a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north
}

const area = ({ west, south, east, north }: PackBounds) =>
  Math.max(0, east - west) * Math.max(0, north - south)

/** Part of the two together that both cover, 0 … 1. */
export function likeness(a: PackBounds, b: PackBounds): number {
  const both = area({
    west: Math.max(a.west, b.west),
    south: Math.max(a.south, b.south),
    east: Math.min(a.east, b.east),
    north: Math.min(a.north, b.north),
  })
  return both / (area(a) + area(b) - both || 1)
}

/** Numbers as a file may write them; `undefined` where they are no bounds on the globe. */
export function checkedBounds(numbers: readonly number[]): PackBounds | undefined {
  const [west, south, east, north] = numbers
  if (west === undefined || south === undefined || east === undefined || north === undefined) {
    return undefined
  }
  const isOn = [west, east].every((lon) => Math.abs(lon) <= 180.01)
  const isIn = [south, north].every((lat) => Math.abs(lat) <= 90.01)
  return isOn && isIn && west < east && south < north ? { west, south, east, north } : undefined
}
