import { LabelRoom, type Box } from './label-room.ts'
import { placeOn, pointAt, type CanvasView, type Painter } from './canvas-layer.ts'

/** What the built-in base draws; all of it comes from the county profile. */
export interface SketchCounty {
  readonly outline: readonly { readonly lat: number; readonly lon: number }[]
  /** Only townships whose seat is given; every one of them is approximate. */
  readonly seats: readonly { readonly name: string; readonly lat: number; readonly lon: number }[]
}

const steps = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
const minimumLinePx = 90

/** Degrees between graticule lines: the finest that keeps them `minimumLinePx` apart. */
export function graticuleStep(pixelsPerDegree: number): number {
  const fitting = steps.filter((step) => step * pixelsPerDegree >= minimumLinePx)
  return fitting.at(-1) ?? 1
}

/** Width that the words of the parallels take at the left edge. */
const parallelColumnPx = 60

function degreesText(value: number, step: number): string {
  return `${value.toFixed(step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3)}°`
}

function paintGraticule(view: CanvasView, colour: (token: string) => string): void {
  const { context } = view
  const step = graticuleStep((view.scale * 256) / 360)
  const northWest = pointAt(view, 0, 0)
  const southEast = pointAt(view, view.width, view.height)
  context.lineWidth = 1
  context.strokeStyle = colour('line')
  context.fillStyle = colour('text-3')
  context.font = `400 12px ${colour('font')}`
  context.textBaseline = 'top'
  context.beginPath()
  const first = (value: number) => Math.ceil(value / step)
  for (let line = first(northWest.lon); line * step <= southEast.lon; line++) {
    // From edge to edge: on a shifted base a meridian is not quite upright.
    const [x] = placeOn(view, northWest.lat, line * step)
    const [foot] = placeOn(view, southEast.lat, line * step)
    context.moveTo(Math.round(x) + 0.5, 0)
    context.lineTo(Math.round(foot) + 0.5, view.height)
    // The column at the left edge is that of the parallels.
    if (x >= view.width / 6 + parallelColumnPx) {
      context.fillText(degreesText(line * step, step), x + 4, view.height / 6 + 64)
    }
  }
  for (let line = first(southEast.lat); line * step <= northWest.lat; line++) {
    const [, y] = placeOn(view, line * step, northWest.lon)
    const [, end] = placeOn(view, line * step, southEast.lon)
    context.moveTo(0, Math.round(y) + 0.5)
    context.lineTo(view.width, Math.round(end) + 0.5)
    context.fillText(degreesText(line * step, step), view.width / 6 + 8, y + 3)
  }
  context.stroke()
}

function traceOutline(view: CanvasView, county: SketchCounty): void {
  const { context } = view
  context.beginPath()
  county.outline.forEach(({ lat, lon }, index) => {
    const [x, y] = placeOn(view, lat, lon)
    if (index === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
  context.closePath()
}

function paintOutline(
  view: CanvasView,
  county: SketchCounty,
  colour: (token: string) => string,
): void {
  const { context } = view
  traceOutline(view, county)
  context.fillStyle = colour('map-land')
  context.fill()
  context.setLineDash([10, 4, 2, 4])
  context.lineWidth = 1.5
  context.strokeStyle = colour('map-border')
  context.stroke()
  context.setLineDash([])
}

const labelHeight = 16
const labelGap = 9

function dotBox(x: number, y: number): Box {
  return { x: x - 5, y: y - 5, width: 10, height: 10 }
}

/** Each seat with the place of its name: right of it, or where the neighbours leave room. */
function seatLabels(view: CanvasView, county: SketchCounty) {
  const seats = county.seats.map(({ name, lat, lon }) => {
    const [x, y] = placeOn(view, lat, lon)
    return { text: `${name}（约）`, x, y }
  })
  const room = new LabelRoom(seats.map(({ x, y }) => dotBox(x, y)))
  return seats.map(({ text, x, y }) => {
    // 13 px per Chinese character.
    const size = { width: text.length * 13, height: labelHeight }
    const right = { x: x + labelGap, y: y - labelHeight / 2, ...size }
    return { text, x, y, box: room.find({ x, y, gap: labelGap, ...size }, true) ?? right }
  })
}

function paintSeats(
  view: CanvasView,
  county: SketchCounty,
  colour: (token: string) => string,
): void {
  const { context } = view
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  for (const { text, x, y, box } of seatLabels(view, county)) {
    context.beginPath()
    context.arc(x, y, 4, 0, 2 * Math.PI)
    context.lineWidth = 1.5
    context.strokeStyle = colour('map-label')
    context.stroke()
    context.font = `400 13px ${colour('font')}`
    context.lineWidth = 3
    context.strokeStyle = colour('map-halo')
    context.strokeText(text, box.x, box.y + labelHeight / 2)
    context.fillStyle = colour('map-label')
    context.fillText(text, box.x, box.y + labelHeight / 2)
  }
}

/**
 * The built-in base: nothing but the graticule, a schematic outline and approximate seats.
 * It is a sketch, not a map, and says so on the screen (the label is outside the canvas).
 */
export function sketchPainter(county: SketchCounty, colour: (token: string) => string): Painter {
  return (view) => {
    view.context.fillStyle = colour('map-out')
    view.context.fillRect(0, 0, view.width, view.height)
    paintOutline(view, county, colour)
    paintGraticule(view, colour)
    paintSeats(view, county, colour)
  }
}

/** Where the seats' names stand, so that labels of moving things do not cover them. */
export function seatBoxes(view: CanvasView, county: SketchCounty): Box[] {
  return seatLabels(view, county).flatMap(({ x, y, box }) => [dotBox(x, y), box])
}

/** The last base of all: the graticule alone. */
export function gridPainter(colour: (token: string) => string): Painter {
  return (view) => {
    view.context.fillStyle = colour('map-land')
    view.context.fillRect(0, 0, view.width, view.height)
    paintGraticule(view, colour)
  }
}

/** The outline alone, over whatever lies below: whether a base lies right is judged by it. */
export function outlinePainter(county: SketchCounty, colour: (token: string) => string): Painter {
  return (view) => {
    const { context } = view
    traceOutline(view, county)
    context.lineWidth = 4
    context.strokeStyle = colour('map-halo')
    context.stroke()
    context.lineWidth = 2
    context.strokeStyle = colour('accent-text')
    context.stroke()
  }
}
