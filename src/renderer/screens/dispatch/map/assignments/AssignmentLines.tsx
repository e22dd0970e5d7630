import { useEffect, useMemo } from 'react'
import { useDispatchBoard } from '../../../../dispatch/use-board.ts'
import { onPositions } from '../../../../client.ts'
import { CanvasLayer } from '../../../../map/canvas-layer.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import { coreNow } from '../../../../ui/now.ts'
import { useMapDesk, type LayerContent } from '../desk.ts'
import { assignmentPainter, type AssignmentLine } from './paint-lines.ts'

/** Minutes go on without anything being written. */
const tickMs = 15_000

function useLines(): readonly AssignmentLine[] | undefined {
  const assignments = useDispatchBoard().data?.assignments
  return useMemo(
    () =>
      assignments?.map(({ unit, incident, orderedAt, arrivedAt, lateAt }) => ({
        from: `unit:${unit}`,
        to: `incident:${incident}`,
        orderedAt,
        arrivedAt,
        lateAt,
      })),
    [assignments],
  )
}

/** Counts the orders that stand, for the layer list; the lines are the overlay's. */
export function AssignmentsFeed({
  publish,
}: {
  readonly publish: (content: LayerContent) => void
}) {
  const lines = useLines()
  useEffect(() => publish({ things: [], count: lines?.length ?? 0 }), [lines, publish])
  return null
}

/** From each team that was sent to its incident, with the minutes since the order. */
export function AssignmentLines() {
  const { map, sprites, shows } = useMapDesk()
  const on = shows('assignments')
  const lines = useLines()
  useEffect(() => {
    if (!on || !lines || lines.length === 0) return undefined
    const paint = assignmentPainter(lines, sprites.store, coreNow)
    const layer = new CanvasLayer(paint, { name: 'assignments', zIndex: 610 }, 'map-assignments')
    layer.addTo(map)
    const repaint = () => layer.repaint()
    const tick = setInterval(repaint, tickMs)
    const stopMoves = onPositions(repaint)
    const stopLook = useLayout.subscribe(() => requestAnimationFrame(repaint))
    return () => {
      clearInterval(tick)
      stopMoves()
      stopLook()
      layer.remove()
    }
  }, [map, sprites, on, lines])
  return null
}
