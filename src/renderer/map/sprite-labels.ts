/** Names and notes beside symbols. */
import type { CanvasView } from './canvas-layer.ts'
import type { LabelRoom } from './label-room.ts'
import type { SpriteAtlas } from './sprite-atlas.ts'
import type { MapThing } from './sprite-store.ts'

/** What lies above what; labels are written in the same order. */
export const ranks = {
  minor: 0,
  still: 1,
  moving: 2,
  incident: 3,
  selected: 4,
  emergency: 5,
} as const

export interface Drawn {
  readonly index: number
  readonly thing: MapThing
  readonly x: number
  readonly y: number
  readonly ageMs: number
  readonly stale: boolean
  /** One of `ranks`. */
  readonly rank: number
}

export interface LabelOptions {
  /** `12 分前`; the words belong to the screen. */
  readonly ageText: (ageMs: number) => string
  /** Below this zoom labels would only cover each other. */
  readonly labelsFromZoom: number
  readonly size: number
}

const symbolGapPx = 15
/** With more symbols in view than this only urgent ones are named: the others' names would not fit. */
const mostNamed = 500

export class SpriteLabels {
  private readonly atlas: SpriteAtlas
  private readonly options: LabelOptions
  private readonly widths = new Map<string, number>()

  constructor(atlas: SpriteAtlas, options: LabelOptions) {
    this.atlas = atlas
    this.options = options
  }

  /** Most urgent first, each where it covers neither a symbol nor a label; else left out. */
  paint(view: CanvasView, drawn: readonly Drawn[], roomOf: () => LabelRoom): void {
    const crowded = drawn.length > mostNamed || view.zoom < this.options.labelsFromZoom
    const named = crowded ? drawn.filter(({ rank }) => rank >= ranks.incident) : drawn
    if (named.length === 0) return
    const room = roomOf()
    for (const one of named.toSorted((a, b) => b.rank - a.rank)) {
      this.write(view.context, one, room)
    }
  }

  private write(context: CanvasRenderingContext2D, one: Drawn, room: LabelRoom): void {
    const { thing, x, y, stale, ageMs, rank } = one
    const { size } = this.options
    const age = stale ? `位置 ${this.options.ageText(ageMs)}` : ''
    const note = [thing.townshipOnly ? '位置仅到乡镇' : '', age]
      .filter((text) => text !== '')
      .join(' · ')
    const [namePx, notePx] = [13 * size, 12 * size]
    const width = Math.max(
      this.widthOf(context, thing.label, namePx),
      this.widthOf(context, note, notePx),
    )
    const height = (note === '' ? 16 : 31) * size
    const gap = (thing.minor === true ? 7 : symbolGapPx) * size
    const place = room.find({ x, y, width, height, gap }, rank >= ranks.selected)
    if (!place) return
    context.textBaseline = 'middle'
    context.textAlign = 'left'
    context.font = `500 ${namePx}px ${this.atlas.colour('font')}`
    const token = thing.minor === true ? 'map-label' : 'text-1'
    this.haloText(context, thing.label, place.x, place.y + 8 * size, token)
    if (note === '') return
    context.font = `400 ${notePx}px ${this.atlas.colour('font')}`
    this.haloText(context, note, place.x, place.y + 23 * size, 'red-text')
  }

  /** Measuring text is dear; the same labels come back at every paint. */
  private widthOf(context: CanvasRenderingContext2D, text: string, px: number): number {
    if (text === '') return 0
    const key = `${px} ${text}`
    const known = this.widths.get(key)
    if (known !== undefined) return known
    if (this.widths.size > 20_000) this.widths.clear()
    context.font = `500 ${px}px ${this.atlas.colour('font')}`
    const { width } = context.measureText(text)
    this.widths.set(key, width)
    return width
  }

  private haloText(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
    token: string,
  ): void {
    context.lineWidth = 3
    context.lineJoin = 'round'
    context.strokeStyle = this.atlas.colour('map-halo')
    context.strokeText(text, x, y)
    context.fillStyle = this.atlas.colour(token)
    context.fillText(text, x, y)
  }
}
