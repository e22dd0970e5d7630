import L from 'leaflet'
import { projectionOf } from './crs.ts'
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

/** Painted beyond the view on every side, so that a short drag shows no empty edge. */
const padding = 0.25
/** A rest shorter than a frame is none. */
const frameMs = 16
const leastRestMs = 90

/**
 * One canvas over the map. Between repaints Leaflet moves it by CSS transform; it is painted
 * again when the view settles and when `repaint()` asks, at most once a frame.
 */
export class CanvasLayer extends L.Layer {
  private readonly canvas: HTMLCanvasElement
  private readonly paint: Painter
  private readonly pane: MapPane
  private frame = 0
  private wait: ReturnType<typeof setTimeout> | undefined
  /** When the newest repaint ended, and how long it took. */
  private painted = { at: -Infinity, tookMs: 0 }
  private topLeft = L.point(0, 0)
  private paintedZoom = 0
  private paintedCentre = L.latLng(0, 0)

  /** @param pane its name and its height among Leaflet's panes (tiles 200, markers 600) */
  constructor(paint: Painter, pane: MapPane, className: string) {
    super()
    this.paint = paint
    this.pane = pane
    this.canvas = document.createElement('canvas')
    this.canvas.className = `leaflet-zoom-animated ${className}`
    this.canvas.setAttribute('aria-hidden', 'true')
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane(this.pane.name) ?? map.createPane(this.pane.name)
    pane.style.zIndex = String(this.pane.zIndex)
    pane.appendChild(this.canvas)
    map.on('moveend viewreset resize', this.repaintNow)
    map.on('zoomanim', this.onZoomAnim)
    this.repaintNow()
    return this
  }

  override onRemove(map: L.Map): this {
    map.off('moveend viewreset resize', this.repaintNow)
    map.off('zoomanim', this.onZoomAnim)
    cancelAnimationFrame(this.frame)
    clearTimeout(this.wait)
    this.frame = 0
    this.wait = undefined
    this.canvas.remove()
    return this
  }

  /**
   * Paints once before the next frame, however often it is called, and ten times a second at most
   * (without a GPU each picture costs as much again after the script). A picture that takes long
   * (ten thousand units) is painted seldomer: three quarters of the time stay for everything else.
   */
  repaint(): void {
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
      const from = performance.now()
      this.repaintNow()
      const at = performance.now()
      this.painted = { at, tookMs: at - from }
    })
  }

  private readonly repaintNow = (): void => {
    const map = this._map
    if (!map) return
    const size = map.getSize()
    const pad = size.multiplyBy(padding).round()
    const width = size.x + 2 * pad.x
    const height = size.y + 2 * pad.y
    const ratio = window.devicePixelRatio || 1
    if (this.canvas.width !== width * ratio || this.canvas.height !== height * ratio) {
      this.canvas.width = width * ratio
      this.canvas.height = height * ratio
      this.canvas.style.width = `${width}px`
      this.canvas.style.height = `${height}px`
    }
    this.topLeft = map.containerPointToLayerPoint(pad.multiplyBy(-1))
    L.DomUtil.setPosition(this.canvas, this.topLeft)
    this.paintedZoom = map.getZoom()
    this.paintedCentre = map.getCenter()
    const context = this.canvas.getContext('2d')
    if (!context) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const origin = map.getPixelOrigin().add(this.topLeft)
    const scale = map.options.crs?.scale(this.paintedZoom) ?? 1
    this.paint({
      context,
      width,
      height,
      scale: scale / 256,
      left: origin.x,
      top: origin.y,
      zoom: this.paintedZoom,
      projection: projectionOf(map),
    })
  }

  private readonly onZoomAnim = (event: L.LeafletEvent): void => {
    const map = this._map
    const { zoom, center } = event as L.ZoomAnimEvent
    const scale = map.getZoomScale(zoom, this.paintedZoom)
    const from = map.project(this.paintedCentre, zoom)
    const to = map.project(center, zoom)
    const half = map.getSize().divideBy(2)
    const pad = map.getSize().multiplyBy(padding).round()
    // The painted centre sits at half + pad on the canvas; it must land where the new view puts it.
    const offset = from.subtract(to).add(half).subtract(half.add(pad).multiplyBy(scale))
    const layerOffset = map.containerPointToLayerPoint(offset)
    L.DomUtil.setTransform(this.canvas, layerOffset, scale)
  }
}
