import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { FenceShown } from '../../../../../core/modules/fences/contract.ts'
import { placeOn, type Painter } from '../../../../map/canvas-layer.ts'
import { queries } from '../../../../client.ts'
import { useMapDesk } from '../desk.ts'
import { useCanvas } from '../time/use-canvas.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

/** Dashes along the edge, and the name at its northernmost point; paused ones are grey. */
function fencePainter(shown: () => readonly FenceShown[]): Painter {
  return (view) => {
    const { context } = view
    context.font = `500 12px ${tokenColour('font')}`
    context.textAlign = 'center'
    context.textBaseline = 'bottom'
    context.lineJoin = 'round'
    for (const { geometry, name, paused, inside } of shown()) {
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : []
      const more = geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
      const colour = tokenColour(paused ? 'st-out' : 'orange-text')
      let top: readonly [number, number] | undefined
      context.beginPath()
      for (const ring of [...rings, ...more]) {
        for (const [index, [lon, lat]] of ring.entries()) {
          const [x, y] = placeOn(view, lat, lon)
          if (index === 0) context.moveTo(x, y)
          else context.lineTo(x, y)
          if (!top || y < top[1]) top = [x, y]
        }
      }
      context.setLineDash([8, 6])
      context.lineWidth = 2
      context.strokeStyle = colour
      context.stroke()
      context.setLineDash([])
      if (!top) continue
      const text = `围栏 ${name}${paused ? '（暂停）' : inside.length > 0 ? ` · 内 ${inside.length}` : ''}`
      context.lineWidth = 3
      context.strokeStyle = tokenColour('map-halo')
      context.strokeText(text, top[0], top[1] - 3)
      context.fillStyle = colour
      context.fillText(text, top[0], top[1] - 3)
    }
  }
}

/** Every fence that stands. */
export function FencesOverlay() {
  const { map } = useMapDesk()
  const fences = useQuery(queries.fences.list.queryOptions()).data
  const latest = useRef<readonly FenceShown[]>([])
  const layer = useCanvas(map, { name: 'fences', zIndex: 445 }, () =>
    fencePainter(() => latest.current),
  )
  useEffect(() => {
    latest.current = fences ?? []
    layer.repaint()
  }, [layer, fences])
  return null
}
