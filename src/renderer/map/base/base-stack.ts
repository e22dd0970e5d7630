import type L from 'leaflet'
import { setMapDatum } from '../crs.ts'
import type { BaseMap } from './base-map.ts'
import { rasterLayer } from './raster-layer.ts'
import { vectorLayer } from './vector-layer.ts'
import { vectorStyle } from './style/vector-style.ts'
import type { VectorLook } from './style/look.ts'

interface Shown {
  readonly key: string
  readonly layer: L.GridLayer
}

/** Below every overlay, above the sketch (150). */
const lowestZ = 1

/**
 * The base maps of one map, the lowest first. The lowest one decides the projection; the others
 * are laid into it. A layer that is still wanted stays, so that a change of order or opacity
 * fetches nothing.
 */
export class BaseStack {
  private readonly map: L.Map
  private shown: readonly Shown[] = []

  constructor(map: L.Map) {
    this.map = map
  }

  /** @param look names the theme's colours; another look draws vector bases anew */
  show(bases: readonly BaseMap[], look: VectorLook): void {
    const [lowest] = bases
    const known = new Map(this.shown.map((one) => [one.key, one]))
    const wanted = bases.map((base) => {
      const key = layerKey(base, base === lowest, look)
      return known.get(key) ?? { key, layer: layerOf(base, base === lowest, look) }
    })
    for (const { key, layer } of this.shown) {
      if (!wanted.some((one) => one.key === key)) layer.remove()
    }
    setMapDatum(this.map, lowest?.datum ?? 'wgs84')
    wanted.forEach(({ key, layer }, index) => {
      if (!known.has(key)) layer.addTo(this.map)
      layer.setZIndex(lowestZ + index)
      layer.setOpacity(bases[index]?.opacity ?? 1)
    })
    this.shown = wanted
  }

  remove(): void {
    for (const { layer } of this.shown) layer.remove()
    this.shown = []
  }
}

/** What another value of needs another layer. */
function layerKey(base: BaseMap, lowest: boolean, look: VectorLook): string {
  const { url, kind, schema, datum, minZoom, maxZoom, tileSize, bounds } = base
  const drawn = kind === 'vector' ? [schema, lowest, look.name, look.textScale] : []
  return JSON.stringify([url, kind, datum, minZoom, maxZoom, tileSize, bounds, drawn])
}

function layerOf(base: BaseMap, lowest: boolean, look: VectorLook): L.GridLayer {
  if (base.kind === 'raster') return rasterLayer(base)
  return vectorLayer(base, vectorStyle(base, look, lowest))
}
