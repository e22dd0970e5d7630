import L from 'leaflet'
import { projectionOf } from '../crs.ts'
import { projections, type Datum, type LatLon } from '../projection.ts'

/** What of Leaflet's tile grid has to know where tiles lie; kept to this file. */
interface GridInside {
  readonly _map: L.Map | null
  readonly _tileZoom: number
  _getTiledPixelBounds(centre: L.LatLng): L.Bounds
  _getTilePos(coords: L.Coords): L.Point
}

const zoomZeroPx = 256

/**
 * Lays a tile layer of one datum on a map that is drawn in another: each tile is moved by the
 * shift at its own centre, which inside one tile differs by less than a pixel.
 */
export function layInDatum(layer: L.GridLayer, datum: Datum): void {
  const grid = layer as unknown as GridInside
  const plainBounds = grid._getTiledPixelBounds.bind(layer)
  const plainPosition = grid._getTilePos.bind(layer)
  /** From the map's plane to the layer's, in pixels of the tile zoom. */
  const shift = (map: L.Map, { lat, lon }: LatLon, zoom: number): L.Point => {
    const ours = projections[datum].pixels(lat, lon)
    const theirs = projectionOf(map).pixels(lat, lon)
    return L.point(ours.x - theirs.x, ours.y - theirs.y).multiplyBy(2 ** zoom)
  }
  const laidPlainly = (map: L.Map | null): map is null =>
    map === null || projectionOf(map).datum === datum

  grid._getTiledPixelBounds = (centre) => {
    const bounds = plainBounds(centre)
    const map = grid._map
    if (laidPlainly(map) || !bounds.min || !bounds.max) return bounds
    const by = shift(map, { lat: centre.lat, lon: centre.lng }, grid._tileZoom)
    return L.bounds(bounds.min.add(by), bounds.max.add(by))
  }
  grid._getTilePos = (coords) => {
    const position = plainPosition(coords)
    const map = grid._map
    if (laidPlainly(map)) return position
    const size = layer.getTileSize()
    const perPixel = 2 ** -coords.z
    const x = (coords.x + 0.5) * size.x * perPixel
    const y = (coords.y + 0.5) * size.y * perPixel
    const middle = projections[datum].point(x % zoomZeroPx, y)
    return position.subtract(shift(map, middle, coords.z)).round()
  }
}
