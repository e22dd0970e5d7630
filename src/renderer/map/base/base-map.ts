/** A base map as the map panel draws it; the rows come from the core's `basemaps` module. */
import L from 'leaflet'
import type { Basemap } from '../../../core/modules/basemaps/contract.ts'
import { projections } from '../projection.ts'

export type BaseMap = Pick<
  Basemap,
  | 'id'
  | 'name'
  | 'kind'
  | 'schema'
  | 'layers'
  | 'minZoom'
  | 'maxZoom'
  | 'tileSize'
  | 'bounds'
  | 'datum'
  | 'opacity'
  | 'url'
>

/** Beyond its last zoom a base is drawn larger, up to the map's own limit. */
const mostZoom = 22
/**
 * So many zooms before its first one a base is drawn smaller: pictures can be, and more zooms
 * would be thousands of tiles.
 */
const smallerBy = { raster: 2, vector: 0 } as const
/** Tiles at the edge are asked for even where rounding or the shift moved them; about 1 km. */
const edgeDeg = 0.01

/** WGS-84 bounds of a base, whatever datum its own are in. */
export function boundsOfBase({ bounds, datum }: Pick<BaseMap, 'bounds' | 'datum'>): L.LatLngBounds {
  const { west, south, east, north } = bounds
  const corner = (lat: number, lon: number) => {
    const at = projections[datum].unshifted(lat, lon)
    return L.latLng(at.lat, at.lon)
  }
  return L.latLngBounds(corner(south, west), corner(north, east))
}

/** What every tile layer of a base is told. */
export function gridOptions(
  base: BaseMap,
  tileSize: number,
  zoomOffset: number,
): L.GridLayerOptions {
  const first = base.minZoom - zoomOffset
  return {
    tileSize,
    minNativeZoom: first,
    maxNativeZoom: base.maxZoom - zoomOffset,
    minZoom: Math.max(0, first - smallerBy[base.kind]),
    maxZoom: mostZoom,
    bounds: withEdge(boundsOfBase(base)),
    opacity: base.opacity,
    noWrap: true,
    keepBuffer: 4,
    updateWhenZooming: false,
  }
}

function withEdge(bounds: L.LatLngBounds): L.LatLngBounds {
  const [southWest, northEast] = [bounds.getSouthWest(), bounds.getNorthEast()]
  return L.latLngBounds(
    [southWest.lat - edgeDeg, southWest.lng - edgeDeg],
    [northEast.lat + edgeDeg, northEast.lng + edgeDeg],
  )
}

/** Whether something of the base can be seen there. */
export function coversView(base: BaseMap, centre: L.LatLng, zoom: number): boolean {
  return (
    Math.round(zoom) >= base.minZoom - smallerBy[base.kind] && boundsOfBase(base).contains(centre)
  )
}
