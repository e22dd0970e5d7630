import { useEffect, useState } from 'react'
import type L from 'leaflet'
import { CanvasLayer, type MapPane, type Painter } from '../../../../map/canvas-layer.ts'
import { useLayout } from '../../../../ui/layout-store.ts'

export function tokenColour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}

/** A canvas over the map with one painter; paint again by `repaint()`. */
export function useCanvas(
  map: L.Map,
  pane: MapPane,
  painter: () => Painter,
): CanvasLayer | undefined {
  const [layer, setLayer] = useState<CanvasLayer>()
  const { name, zIndex } = pane
  const [paint] = useState(painter)
  useEffect(() => {
    const made = new CanvasLayer(paint, { name, zIndex }, `map-${name}`)
    made.addTo(map)
    const element = map.getPane(name)
    if (element) element.style.pointerEvents = 'none'
    setLayer(made)
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => made.repaint()))
    return () => {
      stop()
      made.remove()
    }
  }, [map, name, zIndex, paint])
  return layer
}
