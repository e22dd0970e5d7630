import L from 'leaflet'
import { Labelers, paint, TileCache, View, ZxySource, type PreparedTile } from 'protomaps-leaflet'
import { gridOptions, type BaseMap } from './base-map.ts'
import { layInDatum } from './datum-grid.ts'
import type { VectorStyle } from './style/vector-style.ts'

const tilePx = 256
/** One data tile covers two by two drawn ones. */
const levelDiff = 1
const dataTilePx = tilePx << levelDiff
/** Names reach this far over the edge of a tile. */
const overhangPx = 16
/** Data tiles whose names are kept: more than a wall of 4K shows. */
const mostNamedTiles = 64
/** Fonts arrive in pieces; all that come together are drawn together. */
const fontRestMs = 150

/**
 * Vector tiles drawn by protomaps-leaflet's painter. The package's own layer is not used: it asks
 * for a global `L`, and writes every tile that did not come into the console.
 */
export class VectorLayer extends L.GridLayer {
  private readonly view: View
  private readonly style: VectorStyle
  private labelers: Labelers
  private readonly ratio = window.devicePixelRatio || 1
  private fontRest: ReturnType<typeof setTimeout> | undefined

  constructor(base: BaseMap, style: VectorStyle) {
    // Data tiles are cut for 512 px: their zoom is one less than the drawn one.
    super({ ...gridOptions(base, tilePx, -levelDiff), minNativeZoom: 0, maxNativeZoom: 22 })
    this.style = style
    this.view = new View(
      new TileCache(new ZxySource(base.url, false), dataTilePx),
      base.maxZoom,
      levelDiff,
    )
    this.labelers = this.newLabelers()
  }

  override onAdd(map: L.Map): this {
    super.onAdd(map)
    document.fonts.addEventListener('loadingdone', this.onFonts)
    return this
  }

  override onRemove(map: L.Map): this {
    document.fonts.removeEventListener('loadingdone', this.onFonts)
    clearTimeout(this.fontRest)
    return super.onRemove(map)
  }

  override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement('canvas')
    canvas.width = tilePx * this.ratio
    canvas.height = tilePx * this.ratio
    void this.make(coords, canvas, done)
    return canvas
  }

  private async make(
    coords: L.Coords,
    canvas: HTMLCanvasElement,
    done: L.DoneCallback,
  ): Promise<void> {
    let failure: Error | undefined
    try {
      await this.draw(coords, canvas)
    } catch (reason) {
      // It stays empty; what is wrong with the pack the core says.
      failure = reason instanceof Error ? reason : new Error(String(reason))
    }
    done(failure, canvas)
  }

  private async draw(coords: L.Coords, canvas: HTMLCanvasElement): Promise<void> {
    const tile = await this.view.getDisplayTile(coords)
    const context = canvas.getContext('2d')
    if (!this._map || !context) return
    const tiles = new Map([['', [tile]]])
    this.labelers.add(coords.z, tiles)
    this.paint(context, coords, tile, tiles)
  }

  private paint(
    context: CanvasRenderingContext2D,
    coords: L.Coords,
    { origin: tileOrigin }: PreparedTile,
    tiles: Map<string, PreparedTile[]>,
  ): void {
    const origin = tileOrigin.clone()
    origin.x = tilePx * coords.x
    origin.y = tilePx * coords.y
    const box = {
      minX: origin.x - overhangPx,
      minY: origin.y - overhangPx,
      maxX: origin.x + tilePx + overhangPx,
      maxY: origin.y + tilePx + overhangPx,
    }
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
    context.clearRect(0, 0, tilePx, tilePx)
    if (this.style.background !== undefined) {
      context.fillStyle = this.style.background
      context.fillRect(0, 0, tilePx, tilePx)
    }
    const labels = this.labelers.getIndex(coords.z) ?? null
    paint(context, coords.z, tiles, labels, [...this.style.paintRules], box, origin, false)
  }

  private newLabelers(): Labelers {
    const scratch = document.createElement('canvas').getContext('2d')
    if (!scratch) throw new Error('no 2d context')
    return new Labelers(scratch, [...this.style.labelRules], mostNamedTiles, (keys) => {
      for (const key of keys) this.drawAgain(key)
    })
  }

  /** A neighbour's name reaches into this tile, or had to leave it. */
  private drawAgain(key: string): void {
    const tile = this._tiles[key]
    // A tile that does not come again was told so when it was made.
    if (tile?.el instanceof HTMLCanvasElement)
      this.draw(tile.coords, tile.el).catch(() => undefined)
  }

  private readonly onFonts = (): void => {
    clearTimeout(this.fontRest)
    this.fontRest = setTimeout(() => {
      this.labelers = this.newLabelers()
      for (const key of Object.keys(this._tiles)) this.drawAgain(key)
    }, fontRestMs)
  }
}

/** Vector tiles in the look of the page's theme. */
export function vectorLayer(base: BaseMap, style: VectorStyle): L.GridLayer {
  const layer = new VectorLayer(base, style)
  layInDatum(layer, base.datum)
  return layer
}
