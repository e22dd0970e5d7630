import { tokenColour } from '../../../../map/token-colour.ts'
import type { CanvasView, Painter } from '../../../../map/canvas-layer.ts'
import { fields, type SpriteStore } from '../../../../map/sprite-store.ts'

export interface AssignmentLine {
  /** Keys of the unit and of the incident. */
  readonly from: string
  readonly to: string
  readonly orderedAt: number
  readonly arrivedAt: number | null
  /** When the present state has lasted too long. */
  readonly lateAt: number | null
}

const minuteMs = 60_000
/** Nearer than this the line would lie under the symbols. */
const shortestPx = 34

type Point = readonly [x: number, y: number]

function pointOf(store: SpriteStore, view: CanvasView, key: string): Point | undefined {
  const index = store.index(key)
  if (index === undefined) return undefined
  const [x, y] = [store.value(index, fields.x), store.value(index, fields.y)]
  return Number.isNaN(x) ? undefined : [x * view.scale - view.left, y * view.scale - view.top]
}

/** `12 分`; on scene `到场 8 分`. */
export function lineWords(line: AssignmentLine, now: number): string {
  const since = line.arrivedAt ?? line.orderedAt
  const minutes = Math.max(0, Math.floor((now - since) / minuteMs))
  return line.arrivedAt === null ? `${minutes} 分` : `到场 ${minutes} 分`
}

/** Dashed under way, solid on scene, red where it takes too long: never by colour alone. */
export function assignmentPainter(
  lines: readonly AssignmentLine[],
  store: SpriteStore,
  nowMs: () => number,
): Painter {
  return (view) => {
    const { context } = view
    const now = nowMs()
    const size = Number.parseFloat(tokenColour('fs-meta')) || 12
    context.font = `500 ${Math.max(12, size)}px ${tokenColour('font')}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    for (const line of lines) {
      const [from, to] = [pointOf(store, view, line.from), pointOf(store, view, line.to)]
      if (!from || !to) continue
      const length = Math.hypot(to[0] - from[0], to[1] - from[1])
      if (length < shortestPx) continue
      const late = line.lateAt !== null && now > line.lateAt
      const stroke = tokenColour(late ? 'red-text' : 'accent-text')
      context.beginPath()
      context.moveTo(...from)
      context.lineTo(...to)
      context.setLineDash(line.arrivedAt === null ? [7, 5] : [])
      for (const [width, token] of [
        [4, tokenColour('map-halo')],
        [late ? 2.5 : 1.5, stroke],
      ] as const) {
        context.lineWidth = width
        context.strokeStyle = token
        context.stroke()
      }
      context.setLineDash([])
      paintWords(view, lineWords(line, now) + (late ? ' 超时' : ''), from, to, stroke)
    }
  }
}

function paintWords(
  { context }: CanvasView,
  words: string,
  from: Point,
  to: Point,
  stroke: string,
): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  // Short lines: the words would cover both symbols.
  if (length < context.measureText(words).width + shortestPx) return
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  context.lineWidth = 4
  context.lineJoin = 'round'
  context.strokeStyle = tokenColour('map-halo')
  context.strokeText(words, x, y)
  context.fillStyle = stroke
  context.fillText(words, x, y)
}
