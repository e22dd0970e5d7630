/** The projections as Leaflet wants them, and changing between them on a map in use. */
import L from 'leaflet'
import { projections, type Datum, type WorldProjection } from './projection.ts'

const { SphericalMercator } = L.Projection

/** EPSG:3857 whose plane is the GCJ-02 one: coordinates in and out of Leaflet stay WGS-84. */
const gcj02Crs: L.CRS = L.Util.extend({}, L.CRS.EPSG3857, {
  code: 'EPSG:3857 (GCJ-02)',
  projection: {
    bounds: SphericalMercator.bounds,
    project: ({ lat, lng }: L.LatLng) => {
      const there = projections.gcj02.shifted(lat, lng)
      return SphericalMercator.project(L.latLng(there.lat, there.lon))
    },
    unproject: (point: L.Point) => {
      const there = SphericalMercator.unproject(point)
      const { lat, lon } = projections.gcj02.unshifted(there.lat, there.lng)
      return L.latLng(lat, lon)
    },
  } satisfies L.Projection,
})

/** The projection the map is drawn in now. */
export function projectionOf(map: L.Map): WorldProjection {
  return map.options.crs === gcj02Crs ? projections.gcj02 : projections.wgs84
}

/** Draws the map in another base's projection; the view stays on the same WGS-84 centre. */
export function setMapDatum(map: L.Map, datum: Datum): void {
  const crs = datum === 'gcj02' ? gcj02Crs : L.CRS.EPSG3857
  if (map.options.crs === crs) return
  const [centre, zoom] = [map.getCenter(), map.getZoom()]
  map.options.crs = crs
  // `reset` is in Leaflet's own setView and not in its types: every layer projects anew.
  const options: L.ZoomPanOptions & { readonly reset: true } = { reset: true, animate: false }
  map.setView(centre, zoom, options)
}
