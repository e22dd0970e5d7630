import { useEffect } from 'react'
import type { LayerContent } from '../desk.ts'
import { drawingThing } from './drawing-thing.ts'
import { useDrawings } from './use-drawings.ts'

/** A plate with sign and words for every drawing; lines and areas are painted by the overlay. */
export function DrawingsFeed({ publish }: { readonly publish: (content: LayerContent) => void }) {
  const { shown } = useDrawings()
  useEffect(() => {
    publish({ things: shown.flatMap((drawing) => drawingThing(drawing) ?? []) })
  }, [shown, publish])
  return null
}
