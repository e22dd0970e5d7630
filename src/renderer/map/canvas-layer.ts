import L from 'leaflet'
import { projectionOf } from './crs.ts'
import { inFrames, pageFrames } from './in-frames.ts'
import type { LatLon, WorldProjection } from './projection.ts'

/** What a painter is told: where the canvas lies and how to project onto it. */
export interface CanvasView {
  readonly context: CanvasRenderingContext2D
  /** CSS pixels of the padded canvas. */
  readonly width: number
  readonly height: number
  /** World pixels (zoom 0, of `projection`) → canvas pixels: `x * scale - left`, `y * scale - top`. */
  readonly scale: number
  readonly left: number
  readonly top: number
  readonly zoom: number
  /** The base decides it; a WGS-84 point goes through it, never past it. */
  readonly projection: WorldProjection
}

/** Canvas pixels of a WGS-84 point. */
export function placeOn(
  { projection, scale, left, top }: CanvasView,
  lat: number,
  lon: number,
): readonly [x: number, y: number] {
  const { x, y } = projection.pixels(lat, lon)
  return [x * scale - left, y * scale - top]
}

/** The WGS-84 point under canvas pixels. */
export function pointAt(
  { projection, scale, left, top }: CanvasView,
  x: number,
  y: number,
): LatLon {
  return projection.point((x + left) / scale, (y + top) / scale)
}

export interface MapPane {
  readonly name: string
  readonly zIndex: number
}

export type Painter = (view: CanvasView) => void

/** A picture that takes longer than a frame, painted over several of them. */
export interface PartPainter {
  /** Whether the next picture is such a one. */
  readonly wanted: () => boolean
  /** Each step a few milliseconds at most. */
  readonly parts: (view: CanvasView) => Iterator<unknown>
}

/** Painted beyond the view on every side, so that a short drag shows no empty edge. */
const padding = 0.25
/** A rest shorter than a frame is none. */
const frameMs = 16
const leastRestMs = 90
/** Of a frame, for the script of a picture in parts: drawing what it says takes as long again. */
const partMs = 5

/** A canvas and the view that is painted on it. */
interface Sheet {
  readonly canvas: HTMLCanvasElement
  zoom: number
  centre: L.LatLng
}

/** A picture that is being painted, out of sight. */
interface Work {
  /** Asked for again meanwhile. */
  again: boolean
  stop: () => void
}

/**
 * One canvas over the map. Between repaints Leaflet moves it by CSS transform; it is painted
 * again when the view settles and when `repaint()` asks, at most once a frame. A picture in parts
 * is painted on a second canvas behind it, a part in each frame, and shown when it is whole.
 */
export class CanvasLayer extends L.Layer {
  private shown: Sheet
  /** The other canvas, once a picture was painted in parts. */
  private spare: Sheet | undefined
  private work: Work | undefined
  private readonly paint: Painter
  private readonly inParts: PartPainter | undefined
  private readonly pane: MapPane
  private readonly className: string
  private frame = 0
  private wait: ReturnType<typeof setTimeout> | undefined
  /** When the newest repaint ended, and how long it took of one frame. */
  private painted = { at: -Infinity, tookMs: 0 }

  /** @param pane its name and its height among Leaflet's panes (tiles 200, markers 600) */
  constructor(paint: Painter, pane: MapPane, className: string, inParts?: PartPainter) {
    super()
    this.paint = paint
    this.pane = pane
    this.className = className
    this.inParts = inParts
    this.shown = this.newSheet()
  }

  private newSheet(): Sheet {
    const canvas = document.createElement('canvas')
    canvas.className = `leaflet-zoom-animated ${this.className}`
    canvas.setAttribute('aria-hidden', 'true')
    return { canvas, zoom: 0, centre: L.latLng(0, 0) }
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane(this.pane.name) ?? map.createPane(this.pane.name)
    pane.style.zIndex = String(this.pane.zIndex)
    pane.appendChild(this.shown.canvas)
    map.on('moveend viewreset resize', this.repaintNow)
    map.on('zoomanim', this.onZoomAnim)
    this.repaintNow()
    return this
  }

  override onRemove(map: L.Map): this {
    map.off('moveend viewreset resize', this.repaintNow)
    map.off('zoomanim', this.onZoomAnim)
    this.dropWork()
    cancelAnimationFrame(this.frame)
    clearTimeout(this.wait)
    this.frame = 0
    this.wait = undefined
    this.shown.canvas.remove()
    this.spare?.canvas.remove()
    return this
  }

  /**
   * Paints once before the next frame, however often it is called, and ten times a second at most
   * (without a GPU each picture costs as much again after the script). A picture that takes long
   * (ten thousand units) is painted seldomer: three quarters of the time stay for everything else.
   */
  repaint(): void {
    if (this.work) return void (this.work.again = true)
    if (this.frame !== 0 || this.wait !== undefined || !this._map) return
    const { at, tookMs } = this.painted
    const restMs = at + Math.max(leastRestMs, 3 * tookMs) - performance.now()
    if (restMs > frameMs) {
      this.wait = setTimeout(() => {
        this.wait = undefined
        this.repaint()
      }, restMs)
      return
    }
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      if (this.inParts?.wanted()) return this.beginParts(this.inParts)
      const from = performance.now()
      this.repaintNow()
      const at = performance.now()
      this.painted = { at, tookMs: at - from }
    })
  }

  private readonly repaintNow = (): void => {
    this.dropWork()
    const view = this.viewOn(this.shown)
    if (view) this.paint(view)
  }

  private beginParts({ parts }: PartPainter): void {
    const map = this._map
    this.spare ??= this.newSheet()
    const sheet = this.spare
    // In the page, though not seen: what is not in it is drawn all at once when it comes.
    sheet.canvas.style.visibility = 'hidden'
    if (!sheet.canvas.isConnected) map.getPane(this.pane.name)?.appendChild(sheet.canvas)
    const view = this.viewOn(sheet)
    if (!view) return
    const work: Work = { again: false, stop: () => undefined }
    this.work = work
    work.stop = inFrames(parts(view), pageFrames, partMs, () => this.show(sheet, work.again))
  }

  private show(sheet: Sheet, again: boolean): void {
    this.work = undefined
    this.spare = this.shown
    this.shown = sheet
    sheet.canvas.style.visibility = ''
    this.spare.canvas.style.visibility = 'hidden'
    this.painted = { at: performance.now(), tookMs: partMs }
    if (again) this.repaint()
  }

  /** The view is another: a picture of the one before is of no use. */
  private dropWork(): void {
    this.work?.stop()
    this.work = undefined
  }

  /** Lays a canvas over the view and empties it. */
  private viewOn(sheet: Sheet): CanvasView | undefined {
    const map = this._map
    if (!map) return undefined
    const { canvas } = sheet
    const size = map.getSize()
    const pad = size.multiplyBy(padding).round()
    const width = size.x + 2 * pad.x
    const height = size.y + 2 * pad.y
    const ratio = window.devicePixelRatio || 1
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio
      canvas.height = height * ratio
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    const topLeft = map.containerPointToLayerPoint(pad.multiplyBy(-1))
    L.DomUtil.setPosition(canvas, topLeft)
    sheet.zoom = map.getZoom()
    sheet.centre = map.getCenter()
    const context = canvas.getContext('2d')
    if (!context) return undefined
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const origin = map.getPixelOrigin().add(topLeft)
    const scale = map.options.crs?.scale(sheet.zoom) ?? 1
    return {
      context,
      width,
      height,
      scale: scale / 256,
      left: origin.x,
      top: origin.y,
      zoom: sheet.zoom,
      projection: projectionOf(map),
    }
  }

  private readonly onZoomAnim = (event: L.LeafletEvent): void => {
    const map = this._map
    this.dropWork()
    const { canvas, zoom: paintedZoom, centre } = this.shown
    const { zoom, center } = event as L.ZoomAnimEvent
    const scale = map.getZoomScale(zoom, paintedZoom)
    const from = map.project(centre, zoom)
    const to = map.project(center, zoom)
    const half = map.getSize().divideBy(2)
    const pad = map.getSize().multiplyBy(padding).round()
    // The painted centre sits at half + pad on the canvas; it must land where the new view puts it.
    const offset = from.subtract(to).add(half).subtract(half.add(pad).multiplyBy(scale))
    const layerOffset = map.containerPointToLayerPoint(offset)
    L.DomUtil.setTransform(canvas, layerOffset, scale)
  }
}
