/** Tracks on the map: a line with arrows along it and the times written where there is room. */
import type { Track } from '../../../../../core/modules/lookback/contract.ts'
import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { placeOn, type CanvasView, type Painter } from '../../../../map/canvas-layer.ts'
import { LabelRoom } from '../../../../map/label-room.ts'

export interface DrawnTracks {
  readonly tracks: readonly Track[]
  /** Only what this console knew by then; absent: all. */
  readonly knownAt?: number | undefined
}

/** Colour and dash together: twelve ways are told apart, and each carries its name. */
const looks = [
  { token: 'st-route', dash: [] },
  { token: 'st-muster', dash: [] },
  { token: 'st-scene', dash: [] },
  { token: 'st-free', dash: [] },
  { token: 'st-talk', dash: [] },
  { token: 'st-support', dash: [] },
  { token: 'st-route', dash: [10, 4] },
  { token: 'st-muster', dash: [10, 4] },
  { token: 'st-scene', dash: [10, 4] },
  { token: 'st-free', dash: [10, 4] },
  { token: 'st-talk', dash: [10, 4] },
  { token: 'st-support', dash: [10, 4] },
] as const

export function trackLook(index: number): {
  readonly token: string
  readonly dash: readonly number[]
} {
  return looks[index % looks.length] ?? looks[0]
}

/** Where a unit went unheard for longer than this nobody knows its way: drawn thin and dotted. */
const silentMs = 10 * 60_000
const arrowEveryPx = 64
const timeEveryPx = 110

interface Step {
  readonly x: number
  readonly y: number
  readonly at: number
}

function stepsOf(view: CanvasView, { fixes }: Track, knownAt: number | undefined): Step[] {
  return fixes
    .filter(([at, arrived]) => knownAt === undefined || (at <= knownAt && arrived <= knownAt))
    .map(([at, , lat, lon]) => {
      const [x, y] = placeOn(view, lat, lon)
      return { x, y, at }
    })
}

function line(context: CanvasRenderingContext2D, from: Step, to: Step): void {
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

function arrow(context: CanvasRenderingContext2D, { x, y }: Step, angle: number): void {
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.beginPath()
  context.moveTo(7, 0)
  context.lineTo(-5, -5)
  context.lineTo(-5, 5)
  context.closePath()
  context.fill()
  context.restore()
}

function strokeTrack(
  context: CanvasRenderingContext2D,
  steps: readonly Step[],
  dash: readonly number[],
  width: number,
): void {
  context.lineCap = 'round'
  for (const [index, to] of steps.entries()) {
    const from = steps[index - 1]
    if (!from) continue
    const silent = to.at - from.at > silentMs
    context.lineWidth = silent ? width / 2 : width
    context.setLineDash(silent ? [2, 6] : [...dash])
    line(context, from, to)
  }
  context.setLineDash([])
}

function arrows(context: CanvasRenderingContext2D, steps: readonly Step[]): void {
  let since = arrowEveryPx / 2
  for (const [index, to] of steps.entries()) {
    const from = steps[index - 1]
    if (!from) continue
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const length = Math.hypot(dx, dy)
    since += length
    if (since < arrowEveryPx || length < 4) continue
    since = 0
    const middle = { x: from.x + dx / 2, y: from.y + dy / 2, at: to.at }
    arrow(context, middle, Math.atan2(dy, dx))
  }
}

/** The first, the last and every so often in between. */
function timed(steps: readonly Step[]): Step[] {
  const found: Step[] = []
  let last: Step | undefined
  for (const step of steps) {
    if (last && Math.hypot(step.x - last.x, step.y - last.y) < timeEveryPx) continue
    found.push(step)
    last = step
  }
  const end = steps.at(-1)
  if (end && end !== last) found.push(end)
  return found
}

export function trackPainter(shown: () => DrawnTracks, colour: (token: string) => string): Painter {
  return (view) => {
    const { context } = view
    const { tracks, knownAt } = shown()
    const all = tracks.map((track, index) => ({
      track,
      look: trackLook(index),
      steps: stepsOf(view, track, knownAt),
    }))
    for (const { look, steps } of all) {
      context.strokeStyle = colour('map-halo')
      strokeTrack(context, steps, [], 6)
      context.strokeStyle = colour(look.token)
      context.fillStyle = colour(look.token)
      strokeTrack(context, steps, look.dash, 3)
      arrows(context, steps)
    }
    const room = new LabelRoom([])
    context.font = `500 12px ${colour('font')}`
    context.textBaseline = 'middle'
    context.textAlign = 'left'
    context.lineJoin = 'round'
    for (const { track, look, steps } of all) {
      const end = steps.at(-1)
      for (const step of timed(steps).toReversed()) {
        const clock = beijingTime(step.at).slice(0, 5)
        const text = step === end ? `${track.label} ${clock}` : clock
        const { width } = context.measureText(text)
        const place = room.find({ x: step.x, y: step.y, width, height: 15, gap: 8 }, step === end)
        context.fillStyle = colour(look.token)
        context.beginPath()
        context.arc(step.x, step.y, 3.5, 0, 2 * Math.PI)
        context.fill()
        if (!place) continue
        context.lineWidth = 3
        context.strokeStyle = colour('map-halo')
        context.strokeText(text, place.x, place.y + 8)
        context.fillStyle = colour('text-1')
        context.fillText(text, place.x, place.y + 8)
      }
    }
  }
}
