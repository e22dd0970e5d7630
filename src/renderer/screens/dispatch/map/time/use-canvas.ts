import { useEffect, useState } from 'react'
import type L from 'leaflet'
import { CanvasLayer, type MapPane, type Painter } from '../../../../map/canvas-layer.ts'
import { useLayout } from '../../../../ui/layout-store.ts'

/** A canvas over the map with one painter; paint again by `repaint()`. */
export function useCanvas(map: L.Map, pane: MapPane, painter: () => Painter): CanvasLayer {
  const [layer] = useState(() => new CanvasLayer(painter(), pane, `map-${pane.name}`))
  const { name } = pane
  useEffect(() => {
    layer.addTo(map)
    const element = map.getPane(name)
    if (element) element.style.pointerEvents = 'none'
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => layer.repaint()))
    return () => {
      stop()
      layer.remove()
    }
  }, [map, name, layer])
  return layer
}
