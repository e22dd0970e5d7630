import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type L from 'leaflet'
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { CanvasLayer } from '../../../../map/canvas-layer.ts'
import { isPicking } from '../../../../map/pick.ts'
import { isLookingBack } from '../time/past-store.ts'
import { classes } from '../../../../ui/classes.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import { useMapDesk } from '../desk.ts'
import { drawingAt } from './drawing-at.ts'
import { drawingPainter } from './drawing-painter.ts'
import { drawingWords } from './drawing-words.ts'
import { useDrawings } from './use-drawings.ts'
import panel from '../MapPanel.module.css'
import styles from './Draw.module.css'
import { tokenColour } from '../../../../map/token-colour.ts'

const prefix = 'drawing:'

interface Hovered {
  readonly words: string
  readonly x: number
  readonly y: number
}

/** Lines and areas under the symbols; hovering tells who drew and when, a click on an edge selects. */
export function DrawingsOverlay() {
  const { map, selected, select, shows, sprites } = useMapDesk()
  const { shown } = useDrawings()
  const [hovered, setHovered] = useState<Hovered>()
  const drawings = shows('drawings') ? shown : []
  const chosen = selected?.startsWith(prefix) ? selected.slice(prefix.length) : undefined
  useDrawingLayer(map, drawings, chosen)

  const under = (at: L.Point): DrawingShown | undefined => {
    const hit = sprites.layer.hit(map, at)
    if (hit?.kind === 'thing') return drawings.find(({ id }) => hit.key === `${prefix}${id}`)
    return drawingAt(map, drawings, at)
  }
  const onClick = useEffectEvent(({ containerPoint }: L.LeafletMouseEvent) => {
    if (isPicking() || isLookingBack() || sprites.layer.hit(map, containerPoint)) return
    const found = drawingAt(map, drawings, containerPoint)
    if (found) select(`${prefix}${found.id}`)
  })
  const onMove = useEffectEvent(({ containerPoint }: L.LeafletMouseEvent) => {
    const found = isPicking() || isLookingBack() ? undefined : under(containerPoint)
    const { x, y } = containerPoint
    setHovered((before) => (found ? { words: drawingWords(found), x, y } : before && undefined))
  })
  useEffect(() => {
    const leave = () => setHovered(undefined)
    const click = (event: L.LeafletMouseEvent) => onClick(event)
    let frame = 0
    const move = (event: L.LeafletMouseEvent) => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => onMove(event))
    }
    map.on('click', click)
    map.on('mousemove', move)
    map.on('mouseout movestart', leave)
    return () => {
      cancelAnimationFrame(frame)
      map.off('click', click)
      map.off('mousemove', move)
      map.off('mouseout movestart', leave)
    }
  }, [map])

  if (!hovered) return null
  const right = hovered.x > map.getSize().x / 2
  return (
    <div
      className={classes(panel.box, styles.hover)}
      role="tooltip"
      style={{
        top: hovered.y + 14,
        ...(right ? { right: map.getSize().x - hovered.x + 10 } : { left: hovered.x + 14 }),
      }}
    >
      {hovered.words}
    </div>
  )
}

function useDrawingLayer(
  map: L.Map,
  drawings: readonly DrawingShown[],
  selected: string | undefined,
): void {
  const shown = useRef({ drawings, selected })
  const [layer, setLayer] = useState<CanvasLayer>()
  useEffect(() => {
    const made = new CanvasLayer(
      drawingPainter(() => shown.current, tokenColour),
      { name: 'drawings', zIndex: 450 },
      'map-drawings',
    )
    made.addTo(map)
    setLayer(made)
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => made.repaint()))
    return () => {
      stop()
      made.remove()
    }
  }, [map])
  useEffect(() => {
    shown.current = { drawings, selected }
    layer?.repaint()
  }, [layer, drawings, selected])
}
