import { useMapDesk } from '../desk.ts'
import type { LatLon } from '../map-geometry.ts'
import type { Sought } from './found.ts'

const closeZoom = 13
const townshipZoom = 11
/** The panel of the search covers the left of the map; what was found goes beside it. */
const panelPx = 388

/** Selects what was found and brings it, or the township it lies in, into view. */
export function useGoToSought(): (sought: Sought) => void {
  const { map, county, select } = useMapDesk()
  const show = ({ lat, lon }: LatLon, leastZoom: number) => {
    const zoom = Math.max(map.getZoom(), leastZoom)
    const middle = map.project([lat, lon], zoom).subtract([panelPx / 2, 0])
    map.setView(map.unproject(middle, zoom), zoom)
  }
  return (sought) => {
    if (sought.kind === 'point') {
      show(sought.point, closeZoom)
      return
    }
    const { key, point, bounds, township } = sought.found
    select(key)
    const seat = county.townships.find(({ code }) => code === township)?.seat
    if (bounds) {
      map.fitBounds(
        [
          [bounds.south, bounds.west],
          [bounds.north, bounds.east],
        ],
        { paddingTopLeft: [panelPx + 20, 60], paddingBottomRight: [40, 60], maxZoom: 15 },
      )
    } else if (point) show(point, closeZoom)
    else if (seat) show(seat, townshipZoom)
  }
}
