import type L from 'leaflet'
import { CanvasLayer, type CanvasView, type MapPane } from './canvas-layer.ts'
import { LabelRoom, type Box } from './label-room.ts'
import { cellPx, headingIndex, headings, SpriteAtlas } from './sprite-atlas.ts'
import { fields, type MapThing, type SpriteStore } from './sprite-store.ts'

export interface SpriteOptions {
  readonly pane: MapPane
  /** Epoch ms of the core's clock: ages are told in its time. */
  readonly nowMs: () => number
  /** `12 分前`; the words belong to the screen. */
  readonly ageText: (ageMs: number) => string
  /** Below this zoom labels would only cover each other. */
  readonly labelsFromZoom: number
}

const hitRadiusPx = 18
const symbolGapPx = 15
/** With more symbols in view than this only urgent ones are named: the others' names would not fit. */
const mostNamed = 500

interface Drawn {
  readonly index: number
  readonly thing: MapThing
  readonly x: number
  readonly y: number
  readonly ageMs: number
  readonly stale: boolean
  /** 3 emergency, 2 selected, 1 incident, 0 everything else. */
  readonly rank: number
}

/** Draws a store's things: only those inside the padded view, emergencies last and on top. */
export class SpriteLayer {
  readonly layer: CanvasLayer
  /** Script time of the newest paint, for the benchmark. */
  lastPaintMs = 0
  private selected: string | undefined
  private obstacles: (view: CanvasView) => readonly Box[] = () => []
  private readonly atlas: SpriteAtlas
  private readonly store: SpriteStore
  private readonly options: SpriteOptions
  private blinkOff = false
  private readonly widths = new Map<string, number>()
  /** Atlas cell + 1 of each thing by heading, so that a repaint makes no keys. */
  private cells = new WeakMap<MapThing, Uint32Array>()

  constructor(store: SpriteStore, options: SpriteOptions) {
    this.store = store
    this.options = options
    this.atlas = new SpriteAtlas(window.devicePixelRatio || 1)
    this.layer = new CanvasLayer((view) => this.paint(view), options.pane, 'map-sprites')
  }

  /** Colours are read anew from the page's theme. */
  themeChanged(): void {
    this.atlas.clear()
    this.cells = new WeakMap()
    this.layer.repaint()
  }

  select(key: string | undefined): void {
    this.selected = key
    this.layer.repaint()
  }

  /** What labels must not cover: the base's own names. */
  keepClearOf(obstacles: (view: CanvasView) => readonly Box[]): void {
    this.obstacles = obstacles
    this.layer.repaint()
  }

  /** One of the two things allowed to blink: a unit that wants to talk. */
  blink(off: boolean): void {
    this.blinkOff = off
    this.layer.repaint()
  }

  /** The topmost thing within reach of a click, by a linear scan; `undefined` when none. */
  hit(map: L.Map, container: L.Point): MapThing | undefined {
    const scale = (map.options.crs?.scale(map.getZoom()) ?? 1) / 256
    const origin = map.getPixelOrigin()
    const at = map.containerPointToLayerPoint(container).add(origin)
    let best: MapThing | undefined
    let bestSquare = hitRadiusPx * hitRadiusPx
    for (let index = 0; index < this.store.count; index++) {
      const thing = this.store.things[index]
      if (!thing) continue
      const dx = this.store.value(index, fields.x) * scale - at.x
      const dy = this.store.value(index, fields.y) * scale - at.y
      const square = dx * dx + dy * dy
      // `<=` lets the one painted later, on top, win.
      if (square <= bestSquare) {
        best = thing
        bestSquare = square
      }
    }
    return best
  }

  private paint(view: CanvasView): void {
    const startedAt = performance.now()
    this.store.projectBy(view.projection)
    const now = this.options.nowMs()
    const drawn: Drawn[] = []
    for (let index = 0; index < this.store.count; index++) {
      const one = this.inView(view, index, now)
      if (one) drawn.push(one)
    }
    // Stable: among equals the later one lies on top.
    const urgent = drawn.filter(({ rank }) => rank > 1)
    for (const one of drawn) if (one.rank <= 1) this.paintSymbol(view, one)
    for (const one of urgent) this.paintSymbol(view, one)
    this.paintLabels(view, drawn)
    this.lastPaintMs = performance.now() - startedAt
  }

  private inView(view: CanvasView, index: number, now: number): Drawn | undefined {
    const thing = this.store.things[index]
    if (!thing) return undefined
    const x = this.store.value(index, fields.x) * view.scale - view.left
    const y = this.store.value(index, fields.y) * view.scale - view.top
    // NaN (no position yet) fails every comparison and is left out here too.
    if (!(x > -cellPx && y > -cellPx && x < view.width + cellPx && y < view.height + cellPx)) {
      return undefined
    }
    const ageMs = now - this.store.value(index, fields.at)
    return {
      index,
      thing,
      x,
      y,
      ageMs,
      stale: ageMs > thing.staleAfterMs,
      rank: this.rankOf(thing),
    }
  }

  private rankOf(thing: MapThing): number {
    if (thing.emergency) return 3
    if (thing.key === this.selected) return 2
    return thing.shape === 'diamond' ? 1 : 0
  }

  private paintSymbol({ context }: CanvasView, { index, thing, x, y, stale }: Drawn): void {
    this.paintRings(context, thing, x, y)
    const heading = headingIndex(this.store.value(index, fields.heading))
    if (stale) context.globalAlpha = 0.45
    this.atlas.draw(context, this.cellOf(thing, heading), x, y)
    if (stale) context.globalAlpha = 1
  }

  private cellOf(thing: MapThing, heading: number): number {
    let known = this.cells.get(thing)
    if (!known) this.cells.set(thing, (known = new Uint32Array(headings + 1)))
    const cell = known[heading + 1] ?? 0
    if (cell > 0) return cell - 1
    const { shape, token, mark } = thing
    const made = this.atlas.cellOf({ shape, token, mark, heading })
    known[heading + 1] = made + 1
    return made
  }

  /** Most urgent first, each where it covers neither a symbol nor a label; else left out. */
  private paintLabels(view: CanvasView, drawn: readonly Drawn[]): void {
    const crowded = drawn.length > mostNamed || view.zoom < this.options.labelsFromZoom
    const named = crowded ? drawn.filter(({ rank }) => rank > 0) : drawn
    if (named.length === 0) return
    const room = new LabelRoom(this.obstacles(view))
    for (const { x, y } of drawn) room.take({ x: x - 11, y: y - 11, width: 22, height: 22 })
    for (const one of named.toSorted((a, b) => b.rank - a.rank)) {
      this.paintLabel(view.context, one, room)
    }
  }

  private paintRings(
    context: CanvasRenderingContext2D,
    thing: MapThing,
    x: number,
    y: number,
  ): void {
    if (thing.townshipOnly) this.paintHatch(context, thing, x, y)
    if (thing.emergency) this.ring(context, x, y, 21, 'warn-red', 4)
    if (thing.wantsToTalk && !this.blinkOff) this.ring(context, x, y, 19, 'st-talk', 3)
    if (thing.key === this.selected) this.ring(context, x, y, 18, 'focus', 2)
  }

  private ring(
    context: CanvasRenderingContext2D,
    x: number,
    y: number,
    radius: number,
    token: string,
    width: number,
  ): void {
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.lineWidth = width
    context.strokeStyle = this.atlas.colour(token)
    context.stroke()
  }

  private paintHatch(
    context: CanvasRenderingContext2D,
    thing: MapThing,
    x: number,
    y: number,
  ): void {
    context.save()
    context.beginPath()
    context.arc(x, y, 30, 0, 2 * Math.PI)
    context.clip()
    context.beginPath()
    for (let offset = -60; offset <= 60; offset += 8) {
      context.moveTo(x + offset - 30, y + 30)
      context.lineTo(x + offset + 30, y - 30)
    }
    context.lineWidth = 2
    context.globalAlpha = 0.55
    context.strokeStyle = this.atlas.colour(thing.token)
    context.stroke()
    context.restore()
    context.setLineDash([5, 4])
    this.ring(context, x, y, 30, thing.token, 1.5)
    context.setLineDash([])
  }

  private paintLabel(context: CanvasRenderingContext2D, one: Drawn, room: LabelRoom): void {
    const { thing, x, y, stale, ageMs } = one
    const age = stale ? `位置 ${this.options.ageText(ageMs)}` : ''
    const note = [thing.townshipOnly ? '位置仅到乡镇' : '', age]
      .filter((text) => text !== '')
      .join(' · ')
    const width = Math.max(this.widthOf(context, thing.label, 13), this.widthOf(context, note, 12))
    const height = note === '' ? 16 : 31
    const place = room.find({ x, y, width, height, gap: symbolGapPx }, one.rank > 1)
    if (!place) return
    context.textBaseline = 'middle'
    context.textAlign = 'left'
    context.font = `500 13px ${this.atlas.colour('font')}`
    this.haloText(context, thing.label, place.x, place.y + 8, 'text-1')
    if (note === '') return
    context.font = `400 12px ${this.atlas.colour('font')}`
    this.haloText(context, note, place.x, place.y + 23, 'red-text')
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
