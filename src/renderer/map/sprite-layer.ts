import type L from 'leaflet'
import { Clusters, type Cluster } from './clusters.ts'
import { CanvasLayer, type CanvasView, type MapPane } from './canvas-layer.ts'
import { LabelRoom, type Box } from './label-room.ts'
import { ranks, SpriteLabels, type Drawn } from './sprite-labels.ts'
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
  /** Below this zoom large groups are drawn as discs with their number. */
  readonly clusterBelowZoom: number
  /** Groups smaller than this never are. */
  readonly clusterFrom: number
  /** 1 on a desk; more on a wall, for symbols and labels alike. */
  readonly size: number
}

/** What is under the pointer. */
export type SpriteHit =
  | { readonly kind: 'thing'; readonly key: string }
  | { readonly kind: 'cluster'; readonly x: number; readonly y: number; readonly apartAt: number }

const hitRadiusPx = 18
/** More than this take longer than a frame without a GPU: they are painted over several. */
const mostAtOnce = 1500
/** Symbols of one step. */
const stepSymbols = 100

/** Draws a store's things: only those inside the padded view, what is urgent last and on top. */
export class SpriteLayer {
  readonly layer: CanvasLayer
  /** Script time of the newest picture, for the benchmark. */
  lastPaintMs = 0
  private selected: string | undefined
  private obstacles: (view: CanvasView) => readonly Box[] = () => []
  private readonly atlas: SpriteAtlas
  private readonly store: SpriteStore
  private readonly options: SpriteOptions
  private blinkOff = false
  private labelsHidden = false
  private readonly clusters: Clusters
  private shownClusters: readonly Cluster[] = []
  private readonly labels: SpriteLabels
  /** Atlas cell + 1 of each thing by heading, so that a repaint makes no keys. */
  private cells = new WeakMap<MapThing, Uint32Array>()

  constructor(store: SpriteStore, options: SpriteOptions) {
    this.store = store
    this.options = options
    this.atlas = new SpriteAtlas(window.devicePixelRatio || 1, options.size)
    this.clusters = new Clusters(store, {
      belowZoom: options.clusterBelowZoom,
      from: options.clusterFrom,
    })
    this.labels = new SpriteLabels(this.atlas, options)
    this.layer = new CanvasLayer((view) => this.paint(view), options.pane, 'map-sprites', {
      wanted: () => this.store.count > mostAtOnce,
      parts: (view) => this.timedParts(view),
    })
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

  /** While a key is held: symbols only, so that what lies under the labels can be seen. */
  hideLabels(hidden: boolean): void {
    if (this.labelsHidden === hidden) return
    this.labelsHidden = hidden
    this.layer.repaint()
  }

  /**
   * What is within reach of a click. Where symbols lie over each other, clicking again goes from
   * the topmost to the one below it.
   */
  hit(map: L.Map, container: L.Point): SpriteHit | undefined {
    const scale = (map.options.crs?.scale(map.getZoom()) ?? 1) / 256
    const at = map.containerPointToLayerPoint(container).add(map.getPixelOrigin())
    const radius = hitRadiusPx * this.options.size
    const near: { key: string; rank: number; square: number }[] = []
    for (let index = 0; index < this.store.count; index++) {
      const thing = this.store.things[index]
      if (!thing || (this.clusters.isHidden(index) && thing.key !== this.selected)) continue
      const dx = this.store.value(index, fields.x) * scale - at.x
      const dy = this.store.value(index, fields.y) * scale - at.y
      const square = dx * dx + dy * dy
      if (square > radius * radius) continue
      // What was chosen before stays where it lay: else the one below could never be reached.
      const rank = thing.key === this.selected ? this.rankBesides(thing) : this.rankOf(thing)
      near.push({ key: thing.key, rank, square })
    }
    const stack = near.toSorted((a, b) => b.rank - a.rank || a.square - b.square)
    const chosen = stack.findIndex(({ key }) => key === this.selected)
    const next = stack[(chosen + 1) % Math.max(1, stack.length)]
    if (next) return { kind: 'thing', key: next.key }
    const cluster = this.shownClusters.find(
      ({ x, y, count }) =>
        Math.hypot(x * scale - at.x, y * scale - at.y) <= this.discRadius(count) + 4,
    )
    return cluster && { kind: 'cluster', x: cluster.x, y: cluster.y, apartAt: cluster.apartAt }
  }

  private paint(view: CanvasView): void {
    const parts = this.timedParts(view)
    while (parts.next().done !== true);
  }

  private *timedParts(view: CanvasView): Iterator<undefined> {
    const parts = this.parts(view)
    let tookMs = 0
    for (;;) {
      const from = performance.now()
      const { done } = parts.next()
      tookMs += performance.now() - from
      if (done === true) break
      yield
    }
    this.lastPaintMs = tookMs
  }

  private *parts(view: CanvasView): Iterator<undefined> {
    this.store.projectBy(view.projection)
    const now = this.options.nowMs()
    this.shownClusters = this.clusters.read(view)
    const drawn: Drawn[] = []
    const byRank: Drawn[][] = [[], [], [], [], [], []]
    for (let index = 0; index < this.store.count; index++) {
      const one = this.inView(view, index, now)
      if (!one) continue
      drawn.push(one)
      byRank[one.rank]?.push(one)
    }
    for (const cluster of this.shownClusters) this.paintDisc(view, cluster)
    let painted = 0
    for (const rank of byRank) {
      for (const one of rank) {
        this.paintSymbol(view, one)
        painted += 1
        if (painted % stepSymbols === 0) yield
      }
    }
    if (!this.labelsHidden) this.labels.paint(view, drawn, () => this.labelRoom(view, drawn))
  }

  /** Where labels may go: not over the base's names, symbols and discs. */
  private labelRoom(view: CanvasView, drawn: readonly Drawn[]): LabelRoom {
    const room = new LabelRoom(this.obstacles(view))
    const { size } = this.options
    for (const { x, y, thing } of drawn) {
      const half = (thing.minor === true ? 4 : 11) * size
      room.take({ x: x - half, y: y - half, width: 2 * half, height: 2 * half })
    }
    for (const { x, y, count } of this.shownClusters) {
      const half = this.discRadius(count)
      const at = { x: x * view.scale - view.left - half, y: y * view.scale - view.top - half }
      room.take({ ...at, width: 2 * half, height: 2 * half })
    }
    return room
  }

  private discRadius(count: number): number {
    return (12 + 2.2 * Math.log2(count)) * this.options.size
  }

  private paintDisc(view: CanvasView, { x: worldX, y: worldY, count, top }: Cluster): void {
    const { context, scale, left, top: upper } = view
    const [x, y] = [worldX * scale - left, worldY * scale - upper]
    const token = this.store.things[top]?.token ?? 'st-out'
    const radius = this.discRadius(count)
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fillStyle = this.atlas.colour('bg-raised')
    context.fill()
    this.ring(context, x, y, radius, token, 4 * this.options.size)
    context.font = `700 ${13 * this.options.size}px ${this.atlas.colour('font')}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = this.atlas.colour('text-1')
    context.fillText(String(count), x, y + 0.5)
  }

  private inView(view: CanvasView, index: number, now: number): Drawn | undefined {
    const thing = this.store.things[index]
    if (!thing) return undefined
    if (this.clusters.isHidden(index) && thing.key !== this.selected) return undefined
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
    return thing.key === this.selected && !thing.emergency
      ? ranks.selected
      : this.rankBesides(thing)
  }

  private rankBesides(thing: MapThing): number {
    if (thing.emergency) return ranks.emergency
    if (thing.shape === 'diamond') return ranks.incident
    if (thing.minor === true) return ranks.minor
    return Number.isFinite(thing.staleAfterMs) ? ranks.moving : ranks.still
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

  private paintRings(
    context: CanvasRenderingContext2D,
    thing: MapThing,
    x: number,
    y: number,
  ): void {
    if (thing.townshipOnly) this.paintHatch(context, thing, x, y)
    const { size } = this.options
    if (thing.emergency) this.ring(context, x, y, 21 * size, 'warn-red', 4)
    if (thing.wantsToTalk && !this.blinkOff) this.ring(context, x, y, 19 * size, 'st-talk', 3)
    if (thing.key === this.selected) {
      // Two rings: one of them stands out on any base.
      this.ring(context, x, y, 18 * size, 'map-halo', 5)
      this.ring(context, x, y, 18 * size, 'focus', 3)
    }
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
}
