/** Which drawing lies under the pointer: a line or an edge within reach of it. */
import type L from 'leaflet'
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { linesOf, type LonLat } from '../../../../../core/kernel/geometry.ts'

const reachPx = 8

function squareToSegment(at: L.Point, from: L.Point, to: L.Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length
  const part = Math.max(0, Math.min(1, along))
  const [x, y] = [from.x + part * dx - at.x, from.y + part * dy - at.y]
  return x * x + y * y
}

/** The newest of those within reach; an area only by its edge, so that one can click inside it. */
export function drawingAt(
  map: L.Map,
  drawings: readonly DrawingShown[],
  at: L.Point,
): DrawingShown | undefined {
  const pixel = ([lon, lat]: LonLat) => map.latLngToContainerPoint([lat, lon])
  return drawings.findLast(({ geometry }) =>
    linesOf(geometry).some((stroke) => {
      let from: L.Point | undefined
      return stroke.some((point) => {
        const to = pixel(point)
        const near = from !== undefined && squareToSegment(at, from, to) <= reachPx * reachPx
        from = to
        return near
      })
    }),
  )
}
