import L from 'leaflet'
import { gridOptions, type BaseMap } from './base-map.ts'
import { layInDatum } from './datum-grid.ts'

/** Nothing, one pixel large: an answer without a picture (204) leaves no broken image. */
const nothing = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

/** Tiles that are pictures; those of 512 px stand for one zoom less, at their own size. */
export function rasterLayer(base: BaseMap): L.GridLayer {
  const zoomOffset = base.tileSize === 512 ? -1 : 0
  const layer = L.tileLayer(base.url, {
    ...gridOptions(base, base.tileSize, zoomOffset),
    zoomOffset,
    errorTileUrl: nothing,
    className: 'map-raster',
  })
  layInDatum(layer, base.datum)
  return layer
}
