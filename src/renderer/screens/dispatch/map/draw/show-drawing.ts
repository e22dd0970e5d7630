import type L from 'leaflet'
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { boundsOf } from '../../../../../core/kernel/geometry.ts'

/** Room for the panel at the left and the tools above. */
const panelPx = 396
const toolsPx = 64
const edgePx = 48
const closest = 15

/** Brings a drawing into the part of the map that the panel leaves free. */
export function showDrawing(map: L.Map, { geometry }: DrawingShown): void {
  const { south, west, north, east } = boundsOf(geometry)
  const left = Math.min(panelPx, map.getSize().x / 2)
  map.fitBounds(
    [
      [south, west],
      [north, east],
    ],
    {
      paddingTopLeft: [left, toolsPx],
      paddingBottomRight: [edgePx, edgePx],
      // A point, or a short line: no closer than one already looks.
      maxZoom: Math.max(12, Math.min(map.getZoom(), closest)),
      animate: false,
    },
  )
}
