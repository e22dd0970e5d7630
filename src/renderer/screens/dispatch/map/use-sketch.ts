import { useEffect } from 'react'
import type L from 'leaflet'
import { CanvasLayer } from '../../../map/canvas-layer.ts'
import { sketchPainter, type SketchCounty } from '../../../map/sketch.ts'
import { useLayout } from '../../../ui/layout-store.ts'

function tokenColour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}

/** The built-in base below everything else; painted anew when the theme changes. */
export function useSketch(map: L.Map | undefined, county: SketchCounty): void {
  useEffect(() => {
    if (!map) return undefined
    const paint = sketchPainter(county, tokenColour)
    const layer = new CanvasLayer(paint, { name: 'sketch', zIndex: 150 }, 'map-sketch')
    layer.addTo(map)
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => layer.repaint()))
    return () => {
      stop()
      layer.remove()
    }
  }, [map, county])
}
