/** From the numbers of a file to WGS-84 degrees. */
import gcoordPackage from 'gcoord'
import proj4 from 'proj4'
import type { MapDatum } from '../../../../core/map-files/model.ts'
import type { LonLat } from '../../../../core/kernel/geometry.ts'
import type { Projection } from './raw.ts'

/** Node hands out the CommonJS exports, which its types do not name. */
const gcoord = gcoordPackage as unknown as {
  transform(lonLat: [number, number], from: string, to: string): [number, number]
}

/** `undefined` where the numbers cannot be of this datum. */
export type Place = (x: number, y: number) => LonLat | undefined

function degrees(lon: number, lat: number): LonLat | undefined {
  const fits = Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  return fits ? [lon, lat] : undefined
}

/** Of a 3° zone datum; `undefined` for degrees. */
export function zoneOf(datum: MapDatum): number | undefined {
  const zone = Number(/^cgcs2000-(\d+)$/.exec(datum)?.[1])
  return Number.isNaN(zone) ? undefined : zone
}

function zonePlace(zone: number): Place {
  const projection = proj4(
    `+proj=tmerc +lat_0=0 +lon_0=${zone >= 25 ? 3 * zone : 6 * zone - 3} +k=1 +x_0=500000 +y_0=0 +a=6378137 +rf=298.257222101 +units=m +no_defs`,
  )
  return (easting, northing) => {
    const prefix = Math.floor(easting / 1e6)
    if (prefix !== 0 && prefix !== zone) return undefined
    const [lon, lat] = projection.inverse([easting - prefix * 1e6, northing])
    return lon === undefined || lat === undefined ? undefined : degrees(lon, lat)
  }
}

function shifted(from: 'GCJ02' | 'BD09'): Place {
  return (x, y) => {
    if (!degrees(x, y)) return undefined
    const [lon, lat] = gcoord.transform([x, y], from, 'WGS84')
    return degrees(lon, lat)
  }
}

export function placeFor(datum: MapDatum, projection: Projection | undefined): Place {
  const zone = zoneOf(datum)
  if (zone !== undefined) return zonePlace(zone)
  if (datum === 'gcj02') return shifted('GCJ02')
  if (datum === 'bd09') return shifted('BD09')
  if (datum === 'prj' && projection) {
    return (x, y) => {
      const [lon, lat] = projection.toDegrees(x, y)
      return Number.isFinite(lon) && Number.isFinite(lat) ? degrees(lon, lat) : undefined
    }
  }
  return degrees
}
