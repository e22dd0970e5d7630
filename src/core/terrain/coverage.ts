/** What a mast sees of the ground around it: a line of sight over the terrain, nothing of field strength. */
import type { GeoPoint } from '../kernel/geo.ts'
import { heightAt, heightIn, noHeight, type ElevationGrid } from './grid.ts'

export interface Mast {
  readonly point: GeoPoint
  /** Metres of the antenna above the ground. */
  readonly mastM: number
  /** Metres of the other antenna above the ground, wherever it is. */
  readonly receiverM: number
  readonly rangeM: number
}

/** Cells of the grid around a mast: 1 where its antenna is seen. */
export interface Coverage {
  readonly columns: number
  readonly rows: number
  readonly west: number
  readonly north: number
  readonly stepLon: number
  readonly stepLat: number
  readonly seen: Uint8Array
  /** Share of the cells within range, with a height, that see it. */
  readonly share: number
}

/** Radio bends round the earth as if it had four thirds of its radius (ITU-R P.453, standard atmosphere). */
const earthM = (4 / 3) * 6_371_000

const degreeM = 111_320

/**
 * Rays from the mast to every cell of the window's border; along each the steepest slope so far
 * decides what lies behind it.
 */
export function coverageOf(grid: ElevationGrid, mast: Mast): Coverage | 'off-grid' {
  const ground = heightAt(grid, mast.point)
  if (ground === undefined) return 'off-grid'
  const cellX = grid.stepLon * degreeM * Math.cos((mast.point.lat * Math.PI) / 180)
  const cellY = grid.stepLat * 110_574
  const centreX = (mast.point.lon - grid.west) / grid.stepLon - 0.5
  const centreY = (grid.north - mast.point.lat) / grid.stepLat - 0.5
  const left = Math.max(0, Math.floor(centreX - mast.rangeM / cellX))
  const right = Math.min(grid.columns - 1, Math.ceil(centreX + mast.rangeM / cellX))
  const top = Math.max(0, Math.floor(centreY - mast.rangeM / cellY))
  const bottom = Math.min(grid.rows - 1, Math.ceil(centreY + mast.rangeM / cellY))
  const columns = right - left + 1
  const rows = bottom - top + 1
  const seen = new Uint8Array(columns * rows)
  const eyeM = ground + mast.mastM

  const mark = (x: number, y: number) => {
    const [column, row] = [Math.round(x) - left, Math.round(y) - top]
    if (column >= 0 && row >= 0 && column < columns && row < rows) seen[row * columns + column] = 1
  }
  const cast = (toX: number, toY: number) => {
    const [dx, dy] = [toX - centreX, toY - centreY]
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)))
    let steepest = -Infinity
    for (let step = 1; step <= steps; step++) {
      const [x, y] = [centreX + (dx * step) / steps, centreY + (dy * step) / steps]
      const metres = Math.hypot((x - centreX) * cellX, (y - centreY) * cellY)
      if (metres > mast.rangeM) break
      const height = heightIn(grid, x, y)
      if (height === undefined) continue
      const fallen = height - (metres * metres) / (2 * earthM) - eyeM
      if ((fallen + mast.receiverM) / metres >= steepest) mark(x, y)
      steepest = Math.max(steepest, fallen / metres)
    }
  }
  for (let x = left; x <= right; x++) {
    cast(x, top)
    cast(x, bottom)
  }
  for (let y = top; y <= bottom; y++) {
    cast(left, y)
    cast(right, y)
  }
  mark(centreX, centreY)
  return {
    columns,
    rows,
    west: grid.west + left * grid.stepLon,
    north: grid.north - top * grid.stepLat,
    stepLon: grid.stepLon,
    stepLat: grid.stepLat,
    seen,
    share: shareOf(),
  }

  function shareOf(): number {
    let [within, visible] = [0, 0]
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const metres = Math.hypot((column + left - centreX) * cellX, (row + top - centreY) * cellY)
        const known = grid.metres[(row + top) * grid.columns + column + left] !== noHeight
        if (metres > mast.rangeM || !known) continue
        within += 1
        visible += seen[row * columns + column] ?? 0
      }
    }
    return within === 0 ? 0 : visible / within
  }
}
