/** Paints lines and areas of drawings; their plates with words are symbols of the sprite layer. */
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { isArea, linesOf, type LonLat } from '../../../../../core/kernel/geometry.ts'
import { placeOn, type CanvasView, type Painter } from '../../../../map/canvas-layer.ts'
import { lookOf, type DrawingLook, type Hatch } from './drawing-look.ts'

type Place = (point: LonLat) => readonly [number, number]

function trace(
  context: CanvasRenderingContext2D,
  strokes: readonly (readonly LonLat[])[],
  place: Place,
  close: boolean,
): void {
  context.beginPath()
  for (const stroke of strokes) {
    stroke.forEach((point, index) => {
      const [x, y] = place(point)
      if (index === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    })
    if (close) context.closePath()
  }
}

const hatchStepPx = 14

/** Parallel lines over the whole canvas, clipped to the path that was traced. */
function hatch({ context, width, height }: CanvasView, kind: Hatch, colour: string): void {
  context.save()
  context.clip('evenodd')
  context.beginPath()
  const reach = width + height
  for (let at = 0; at < reach; at += hatchStepPx) {
    if (kind === 'level') {
      context.moveTo(0, at)
      context.lineTo(width, at)
    }
    if (kind === 'slash' || kind === 'cross') {
      context.moveTo(at, 0)
      context.lineTo(at - height, height)
    }
    if (kind === 'backslash' || kind === 'cross') {
      context.moveTo(at - height, 0)
      context.lineTo(at, height)
    }
  }
  context.lineWidth = 1.2
  context.globalAlpha = 0.45
  context.strokeStyle = colour
  context.stroke()
  context.restore()
}

function arrowHead(
  context: CanvasRenderingContext2D,
  [fromX, fromY]: readonly [number, number],
  [x, y]: readonly [number, number],
  colour: string,
): void {
  const angle = Math.atan2(y - fromY, x - fromX)
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.beginPath()
  context.moveTo(6, 0)
  context.lineTo(-14, -9)
  context.lineTo(-14, 9)
  context.closePath()
  context.fillStyle = colour
  context.fill()
  context.restore()
}

interface Colours {
  (token: string): string
}

function paintOne(
  view: CanvasView,
  drawing: DrawingShown,
  selected: boolean,
  colours: Colours,
): void {
  const { context } = view
  const { geometry, meaning } = drawing
  const look: DrawingLook = lookOf(meaning)
  const strokes = linesOf(geometry)
  if (strokes.length === 0) return
  const place: Place = ([lon, lat]) => placeOn(view, lat, lon)
  const colour = colours(look.token)
  const area = isArea(geometry)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  trace(context, strokes, place, area)
  if (area) {
    context.globalAlpha = 0.1
    context.fillStyle = colour
    context.fill('evenodd')
    context.globalAlpha = 1
    if (look.hatch) {
      hatch(view, look.hatch, colour)
      // The clipped lines took the path's place.
      trace(context, strokes, place, area)
    }
  }
  context.setLineDash([])
  context.lineWidth = look.widthPx + (selected ? 7 : 3)
  context.globalAlpha = selected ? 1 : 0.7
  context.strokeStyle = colours(selected ? 'focus' : 'map-halo')
  context.stroke()
  context.globalAlpha = 1
  context.lineCap = look.dash.length > 0 && (look.dash[0] ?? 0) > 4 ? 'butt' : 'round'
  context.setLineDash([...look.dash])
  context.lineWidth = look.widthPx
  context.strokeStyle = colour
  context.stroke()
  context.setLineDash([])
  if (!look.arrow) return
  for (const stroke of strokes) {
    const [before, end] = [stroke.at(-2), stroke.at(-1)]
    if (before && end) arrowHead(context, place(before), place(end), colour)
  }
}

/** @param shown asked at each picture; the selected one is painted last, on top */
export function drawingPainter(
  shown: () => {
    readonly drawings: readonly DrawingShown[]
    readonly selected: string | undefined
  },
  colours: Colours,
): Painter {
  return (view) => {
    const { drawings, selected } = shown()
    const chosen = drawings.filter(({ id }) => id === selected)
    for (const drawing of drawings) {
      if (drawing.id !== selected) paintOne(view, drawing, false, colours)
    }
    for (const drawing of chosen) paintOne(view, drawing, true, colours)
  }
}
