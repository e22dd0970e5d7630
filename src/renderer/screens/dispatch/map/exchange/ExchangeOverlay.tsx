import { useEffect } from 'react'
import L from 'leaflet'
import type { MapFilePreview } from '../../../../../core/modules/map-files/contract.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import { useMapDesk } from '../desk.ts'
import { useExchange } from './exchange-store.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

const pane = 'exchange'
/** Beside the panel, which covers the left of the map. */
const besidePanelPx = 420
/** A single point is looked at with what lies around it. */
const closest = 15

function drawn(shapes: MapFilePreview['shapes'], renderer: L.Renderer): L.GeoJSON {
  const colour = tokenColour('accent')
  const style = { color: colour, weight: 2, dashArray: '6 4', fillColor: colour, fillOpacity: 0.15 }
  return L.geoJSON(
    shapes.map((geometry) => ({ type: 'Feature' as const, properties: {}, geometry })),
    {
      style: () => ({ ...style, renderer }),
      pointToLayer: (_, at) =>
        L.circleMarker(at, { ...style, renderer, radius: 5, dashArray: '', fillOpacity: 0.6 }),
      interactive: false,
    },
  )
}

/** A file that is looked at, dashed over the map; nothing of it is on record yet. */
export function ExchangeOverlay() {
  const { map, county, tool } = useMapDesk()
  // Without its panel nobody could tell what the dashes are, and a print must not have them.
  const isOpen = tool === 'exchange'
  const preview = useExchange(({ mode, preview: shown }) =>
    isOpen && mode === 'in' ? shown : undefined,
  )
  useEffect(() => {
    if (!preview) return undefined
    const held = map.getPane(pane) ?? map.createPane(pane)
    held.style.zIndex = '610'
    held.style.pointerEvents = 'none'
    const renderer = L.canvas({ pane, padding: 0.3 })
    let layer = drawn(preview.shapes, renderer).addTo(map)
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() =>
      requestAnimationFrame(() => {
        layer.remove()
        layer = drawn(preview.shapes, renderer).addTo(map)
      }),
    )
    return () => {
      stop()
      layer.remove()
      renderer.remove()
    }
  }, [map, preview])
  useEffect(() => {
    if (!preview) return
    const { north, south, east, west } = county.bbox
    const there = preview.bounds
    const own = L.latLngBounds([there.south, there.west], [there.north, there.east])
    const both = L.latLngBounds([south, west], [north, east])
    const { points, lines, areas } = preview.counts
    // A few that lie elsewhere must not make the county a dot: it is what the place is checked by.
    const allAway = preview.away === points + lines + areas
    if (preview.away === 0 || allAway) both.extend(own)
    // Too far apart to be seen together, the middle between them would show nothing.
    const tooFar = allAway && map.getBoundsZoom(both) <= map.getMinZoom()
    const bounds = tooFar ? own : both
    map.fitBounds(bounds, {
      paddingTopLeft: [Math.min(besidePanelPx, map.getSize().x / 2), 24],
      paddingBottomRight: [24, 40],
      maxZoom: closest,
      animate: false,
    })
  }, [map, preview, county])
  return null
}
