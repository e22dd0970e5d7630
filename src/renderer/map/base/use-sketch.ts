import { useEffect } from 'react'
import type L from 'leaflet'
import { CanvasLayer } from '../canvas-layer.ts'
import { gridPainter, sketchPainter, type SketchCounty } from '../sketch.ts'
import { useLayout } from '../../ui/layout-store.ts'
import { useBaseChoice } from './base-choice.ts'
import { tokenColour } from '../token-colour.ts'

/**
 * The built-in base below everything else: the sketch, or the plain grid where it is switched off
 * or the county has no outline. Painted anew when the theme changes.
 */
export function useSketch(map: L.Map | undefined, county: SketchCounty): void {
  const wanted = useBaseChoice(({ sketch }) => sketch)
  useEffect(() => {
    if (!map) return undefined
    const plain = !wanted || county.outline.length < 3
    const paint = plain ? gridPainter(tokenColour) : sketchPainter(county, tokenColour)
    const layer = new CanvasLayer(paint, { name: 'sketch', zIndex: 150 }, 'map-sketch')
    layer.addTo(map)
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => layer.repaint()))
    return () => {
      stop()
      layer.remove()
    }
  }, [map, county, wanted])
}
