import { useEffect, useRef } from 'react'
import { useMapDesk } from '../desk.ts'
import { usePast, type Shown } from './past-store.ts'
import { pastPainter } from './past-painter.ts'
import { useCanvas } from './use-canvas.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

/** Drawings, areas, fences and orders of then, under the symbols. */
export function PastShapes() {
  const { map } = useMapDesk()
  const shown = usePast((past) => past.shown)
  const latest = useRef<Shown | undefined>(undefined)
  const layer = useCanvas(map, { name: 'past-shapes', zIndex: 430 }, () =>
    pastPainter(() => latest.current, tokenColour),
  )
  useEffect(() => {
    latest.current = shown
    layer.repaint()
  }, [layer, shown])
  return null
}
