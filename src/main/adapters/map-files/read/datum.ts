/** From the numbers of a file to WGS-84 degrees. */
import type { LonLat } from '../../../../core/kernel/geometry.ts'
import { toWgs84, type Datum } from '../../../../core/kernel/datum.ts'
import { fromProjected, isZone } from '../../../../core/kernel/projected.ts'
import type { MapDatum } from '../../../../core/map-files/model.ts'
import type { Projection } from './raw.ts'

/** `undefined` where the numbers cannot be of this datum. */
export type Place = (x: number, y: number) => LonLat | undefined

function degrees(lon: number, lat: number): LonLat | undefined {
  const fits = Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  return fits ? [lon, lat] : undefined
}

/** Of a datum in metres; `undefined` for degrees. */
export function zoneOf(datum: MapDatum): number | undefined {
  const zone = Number(/^cgcs2000-(\d+)$/.exec(datum)?.[1])
  return isZone(zone) ? zone : undefined
}

/** Easting first, as files have it; `x` is the northing in `fromProjected`. */
function zonePlace(zone: number): Place {
  return (easting, northing) => {
    const prefix = Math.floor(easting / 1e6)
    if (prefix !== 0 && prefix !== zone) return undefined
    const { lat, lon } = fromProjected({ x: northing, y: easting - prefix * 1e6, zone })
    return degrees(lon, lat)
  }
}

function shifted(from: Datum): Place {
  return (x, y) => {
    if (!degrees(x, y)) return undefined
    const { lat, lon } = toWgs84({ lat: y, lon: x }, from)
    return degrees(lon, lat)
  }
}

export function placeFor(datum: MapDatum, projection: Projection | undefined): Place {
  const zone = zoneOf(datum)
  if (zone !== undefined) return zonePlace(zone)
  if (datum === 'gcj02' || datum === 'bd09') return shifted(datum)
  if (datum === 'prj' && projection) {
    return (x, y) => {
      const [lon, lat] = projection.toDegrees(x, y)
      return Number.isFinite(lon) && Number.isFinite(lat) ? degrees(lon, lat) : undefined
    }
  }
  return degrees
}
