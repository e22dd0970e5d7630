/**
 * The shifted datums of Chinese maps. Inside, every point is WGS-84, which for dispatch is the
 * same as CGCS2000 (they differ by less than a metre); what comes from or goes to a shifted map
 * is converted here, point by point: one offset for a whole county would leave 50 m.
 */
import gcoordPackage from 'gcoord'
import type { GeoPoint } from './geo.ts'

/** GCJ-02: 高德, 腾讯 and most Chinese map files; BD-09: 百度. */
export const datums = ['wgs84', 'gcj02', 'bd09'] as const
export type Datum = (typeof datums)[number]

const names = { wgs84: 'WGS84', gcj02: 'GCJ02', bd09: 'BD09' } as const

/**
 * Its types name an ES module with a default export; Node hands out the CommonJS exports
 * themselves, a bundler the default: the same object with this one function either way.
 */
const gcoord = gcoordPackage as unknown as {
  transform(lonLat: [number, number], from: string, to: string): [number, number]
}

/**
 * A point of another datum in WGS-84 degrees. The published formulas agree with the official
 * service to a metre or two; the way back is found by iteration, within 1 cm. Outside China
 * nothing is shifted.
 */
export function toWgs84(point: GeoPoint, from: Datum): GeoPoint {
  if (from === 'wgs84') return { ...point }
  return unshifted(from === 'gcj02' ? point : shift(point, from, 'gcj02'))
}

/** A WGS-84 point in the degrees of another datum. */
export function fromWgs84(point: GeoPoint, to: Datum): GeoPoint {
  return shift(point, 'wgs84', to)
}

/** About a millimetre. */
const closeEnoughDeg = 1e-8
const mostSteps = 8

/**
 * Each step takes the remaining error away. The package's own inverse is not used: at the edge of
 * China's box, where the shift ends in a step, it never comes to an end, and a pointer on a map
 * gets there (`datum.test.ts`).
 */
function unshifted({ lat, lon }: GeoPoint): GeoPoint {
  let at = { lat, lon }
  for (let step = 0; step < mostSteps; step++) {
    const there = shift(at, 'wgs84', 'gcj02')
    const [north, east] = [there.lat - lat, there.lon - lon]
    if (Math.abs(north) < closeEnoughDeg && Math.abs(east) < closeEnoughDeg) break
    at = { lat: at.lat - north, lon: at.lon - east }
  }
  return at
}

function shift({ lat, lon }: GeoPoint, from: Datum, to: Datum): GeoPoint {
  if (from === to) return { lat, lon }
  const [shiftedLon, shiftedLat] = gcoord.transform([lon, lat], names[from], names[to])
  return { lat: shiftedLat, lon: shiftedLon }
}
