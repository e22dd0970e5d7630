import { useEffect, useState } from 'react'
import L from 'leaflet'
import { useLayout } from '../../../../ui/layout-store.ts'
import { useMapDesk } from '../desk.ts'
import { reachMinutes, useRoute, type RouteEnd } from './route-store.ts'
import { useReach, useWay } from './route-queries.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

const paneName = 'route'

/** In a pane of its own under the symbols. */
function useRouteLayer(): L.LayerGroup {
  const { map } = useMapDesk()
  const [group] = useState(() => L.layerGroup())
  useEffect(() => {
    const pane = map.getPane(paneName) ?? map.createPane(paneName)
    pane.style.zIndex = '450'
    pane.style.pointerEvents = 'none'
    group.addTo(map)
    return () => void group.remove()
  }, [map, group])
  return group
}

/** Colour and dashes: a band is known without its colour. */
const bandLooks = [
  { token: 'st-free' },
  { token: 'st-route', dashArray: '12 4' },
  { token: 'st-support', dashArray: '4 5' },
] as const
const latLngs = (line: readonly (readonly [number, number])[]) =>
  line.map(([lon, lat]): [number, number] => [lat, lon])

/** The way or the reached roads, while somebody looks at them. */
export function RouteOverlay() {
  const { from, to, mode } = useRoute()
  const way = useWay().data
  const reach = useReach().data
  const group = useRouteLayer()
  useEffect(() => {
    const renderer = L.canvas({ pane: paneName, padding: 0.3 })
    const dot = ({ lat, lon }: RouteEnd, fillOpacity: number) =>
      group.addLayer(
        L.circleMarker([lat, lon], {
          interactive: false,
          pane: paneName,
          renderer,
          radius: 7,
          weight: 3,
          fillOpacity,
          color: tokenColour('accent'),
          fillColor: tokenColour(fillOpacity === 1 ? 'accent' : 'map-halo'),
        }),
      )
    const add = (line: [number, number][], options: L.PolylineOptions) =>
      group.addLayer(L.polyline(line, { interactive: false, pane: paneName, renderer, ...options }))
    const draw = () => {
      group.clearLayers()
      if (mode === 'reach' && from && reach) {
        for (const band of reach.bands.toReversed()) {
          const { token, ...dashes } = bandLooks[reachMinutes.indexOf(band.minutes)] ?? bandLooks[2]
          for (const line of band.lines) {
            add(latLngs(line), { color: tokenColour(token), weight: 14, opacity: 0.22 })
            add(latLngs(line), { color: tokenColour(token), weight: 3, ...dashes })
          }
        }
      }
      if (mode === 'way' && from && to) {
        const straight: [number, number][] = [
          [from.lat, from.lon],
          [to.lat, to.lon],
        ]
        add(straight, { color: tokenColour('text-2'), weight: 1.5, dashArray: '6 6' })
        if (way?.road) {
          add(latLngs(way.road.line), { color: tokenColour('map-halo'), weight: 8, opacity: 0.8 })
          add(latLngs(way.road.line), { color: tokenColour('accent'), weight: 4 })
        }
      }
      // Hollow where it begins, full where it ends.
      if (from) dot(from, 0.9)
      if (mode === 'way' && to) dot(to, 1)
    }
    draw()
    // The page's attribute follows the theme in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(draw))
    return () => {
      stop()
      group.clearLayers()
      renderer.remove()
    }
  }, [group, from, to, mode, way, reach])
  return null
}
