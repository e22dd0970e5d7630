/** Shapes of a past picture: fences, areas of features, drawings, and who was sent where. */
import { isArea, linesOf, type Geometry } from '../../../../../core/kernel/geometry.ts'
import { placeOn, type CanvasView, type Painter } from '../../../../map/canvas-layer.ts'
import { drawingPainter } from '../draw/drawing-painter.ts'
import { shapeStyle } from '../features/shape-style.ts'
import type { Shown } from './past-store.ts'

interface Look {
  readonly token: string
  readonly width: number
  readonly dash: readonly number[]
  readonly fill: number
}

function shape(
  view: CanvasView,
  geometry: Geometry,
  look: Look,
  colour: (token: string) => string,
): void {
  const { context } = view
  context.beginPath()
  for (const points of linesOf(geometry)) {
    for (const [index, [lon, lat]] of points.entries()) {
      const [x, y] = placeOn(view, lat, lon)
      if (index === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    }
  }
  context.strokeStyle = colour(look.token)
  context.fillStyle = colour(look.token)
  if (isArea(geometry) && look.fill > 0) {
    context.globalAlpha = look.fill
    // Holes stay open.
    context.fill('evenodd')
    context.globalAlpha = 1
  }
  context.lineWidth = look.width
  context.setLineDash([...look.dash])
  context.stroke()
  context.setLineDash([])
}

/** Who was under way or at work, to where, and for how many minutes. */
function orders(view: CanvasView, shown: Shown, colour: (token: string) => string): void {
  const { context } = view
  const { picture, positions, at } = shown
  const units = new Map(positions.map((one) => [one.key, one]))
  const incidents = new Map(picture.incidents.map((one) => [one.id, one]))
  context.font = `400 12px ${colour('font')}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const { unit, incident, orderedAt } of picture.assignments) {
    const from = units.get(`unit:${unit}`)
    const place = incidents.get(incident)?.place
    if (from?.quality !== 'good' || place?.lat === undefined || place.lon === undefined) continue
    if (place.precision === 'township-only' || place.precision === 'unknown') continue
    const [x1, y1] = placeOn(view, from.lat, from.lon)
    const [x2, y2] = placeOn(view, place.lat, place.lon)
    context.beginPath()
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
    context.strokeStyle = colour('text-2')
    context.lineWidth = 1.5
    context.setLineDash([6, 5])
    context.stroke()
    context.setLineDash([])
    if (Math.hypot(x2 - x1, y2 - y1) < 60) continue
    const text = `${Math.max(0, Math.floor((at - orderedAt) / 60_000))} 分`
    context.lineWidth = 3
    context.strokeStyle = colour('map-halo')
    context.strokeText(text, (x1 + x2) / 2, (y1 + y2) / 2)
    context.fillStyle = colour('text-2')
    context.fillText(text, (x1 + x2) / 2, (y1 + y2) / 2)
  }
}

export function pastPainter(
  shown: () => Shown | undefined,
  colour: (token: string) => string,
): Painter {
  const drawings = drawingPainter(
    () => ({ drawings: shown()?.picture.drawings ?? [], selected: undefined }),
    colour,
  )
  return (view) => {
    const past = shown()
    if (!past) return
    for (const feature of past.features) {
      const { geometry } = feature
      if (!geometry) continue
      const { token, weight, fillOpacity, dash = '' } = shapeStyle(feature, 'st-out', false)
      const dashes = dash.split(' ').map(Number)
      const look = { token, width: weight, dash: dash === '' ? [] : dashes, fill: fillOpacity }
      shape(view, geometry, look, colour)
    }
    for (const { geometry, paused } of past.picture.fences) {
      const look = { token: paused ? 'st-out' : 'orange-text', width: 2, dash: [8, 6], fill: 0.06 }
      shape(view, geometry, look, colour)
    }
    drawings(view)
    orders(view, past, colour)
  }
}
