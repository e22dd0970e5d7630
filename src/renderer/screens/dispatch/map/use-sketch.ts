import { useEffect } from 'react'
import type L from 'leaflet'
import type { CountyShown } from '../../../../core/modules/places/contract.ts'
import { CanvasLayer } from '../../../map/canvas-layer.ts'
import { sketchPainter } from '../../../map/sketch.ts'
import { useLayout } from '../../../ui/layout-store.ts'

function tokenColour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}

/** The built-in base below everything else; painted anew when the theme changes. */
export function useSketch(map: L.Map | undefined, county: CountyShown | undefined): void {
  const theme = useLayout((layout) => layout.theme)
  useEffect(() => {
    if (!map || !county) return undefined
    const seats = county.townships.flatMap(({ name, seat }) => (seat ? [{ name, ...seat }] : []))
    const paint = sketchPainter({ outline: county.outline.ring, seats }, tokenColour)
    const layer = new CanvasLayer(paint, 'sketch', 'map-sketch')
    const pane = map.getPane('sketch') ?? map.createPane('sketch')
    pane.classList.add('map-sketch-pane')
    layer.addTo(map)
    // The theme's attribute is set in the same commit; colours are read in the next frame.
    layer.repaint()
    return () => void layer.remove()
  }, [map, county, theme])
}
