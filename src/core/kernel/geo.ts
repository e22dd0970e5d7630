/**
 * Points, distances and bearings on the WGS-84 ellipsoid, and what may be said about a place
 * whose position is known only roughly.
 */
import { assertNever } from './assert-never.ts'

/** WGS-84 degrees; north and east are positive. */
export interface GeoPoint {
  readonly lat: number
  readonly lon: number
}

const majorM = 6_378_137
const flattening = 1 / 298.257223563
const minorM = majorM * (1 - flattening)
const meanRadiusM = (2 * majorM + minorM) / 3
const radians = Math.PI / 180
const maxRounds = 200

interface Geodesic {
  readonly distanceM: number
  readonly bearingDeg: number
}

/**
 * Inverse geodesic by Vincenty's iteration (Survey Review 176, 1975). Where it settles, the
 * distance is within 1 mm and the bearing within 0.0001°. It does not settle for points almost
 * opposite each other on the globe; `undefined` then.
 */
function vincenty(from: GeoPoint, to: GeoPoint): Geodesic | undefined {
  const u1 = Math.atan((1 - flattening) * Math.tan(from.lat * radians))
  const u2 = Math.atan((1 - flattening) * Math.tan(to.lat * radians))
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)]
  const lonDifference = shortestTurnDeg(to.lon - from.lon) * radians
  let lambda = lonDifference
  for (let round = 0; round < maxRounds; round++) {
    const sinLambda = Math.sin(lambda)
    const cosLambda = Math.cos(lambda)
    const east = cosU2 * sinLambda
    const north = cosU1 * sinU2 - sinU1 * cosU2 * cosLambda
    const sinSigma = Math.hypot(east, north)
    if (sinSigma === 0) return { distanceM: 0, bearingDeg: 0 }
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda
    const sigma = Math.atan2(sinSigma, cosSigma)
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma
    const cosSqAlpha = 1 - sinAlpha * sinAlpha
    // Both points on the equator: cosSqAlpha is 0 and the term it would divide vanishes.
    const cos2SigmaM = cosSqAlpha < 1e-15 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha
    const c = (flattening / 16) * cosSqAlpha * (4 + flattening * (4 - 3 * cosSqAlpha))
    const twist = 2 * cos2SigmaM * cos2SigmaM - 1
    const next =
      lonDifference +
      (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * (cos2SigmaM + c * cosSigma * twist))
    if (Math.abs(next) > Math.PI) return undefined
    const settled = Math.abs(next - lambda) < 1e-12
    lambda = next
    if (!settled) continue
    const distanceM = arcLengthM(sigma, cosSqAlpha, cos2SigmaM)
    return { distanceM, bearingDeg: compassDeg(Math.atan2(east, north) / radians) }
  }
  return undefined
}

/** Length of the arc `sigma` on the ellipsoid (the series A, B of the same paper). */
function arcLengthM(sigma: number, cosSqAlpha: number, cos2SigmaM: number): number {
  const uSq = (cosSqAlpha * (majorM * majorM - minorM * minorM)) / (minorM * minorM)
  const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)))
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)))
  const [sinSigma, cosSigma] = [Math.sin(sigma), Math.cos(sigma)]
  const square = cos2SigmaM * cos2SigmaM
  const last = (b / 6) * cos2SigmaM * (4 * sinSigma * sinSigma - 3) * (4 * square - 3)
  const correction = b * sinSigma * (cos2SigmaM + (b / 4) * (cosSigma * (2 * square - 1) - last))
  return minorM * a * (sigma - correction)
}

/** The sphere of mean radius: within 0.6 %. Only for pairs the ellipsoid's series gives up on. */
function sphere(from: GeoPoint, to: GeoPoint): Geodesic {
  const [lat1, lat2] = [from.lat * radians, to.lat * radians]
  const lon = (to.lon - from.lon) * radians
  const east = Math.cos(lat2) * Math.sin(lon)
  const north = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(lon)
  const along = Math.sin(lat1) * Math.sin(lat2) + Math.cos(lat1) * Math.cos(lat2) * Math.cos(lon)
  return {
    distanceM: meanRadiusM * Math.atan2(Math.hypot(east, north), along),
    bearingDeg: compassDeg(Math.atan2(east, north) / radians),
  }
}

function shortestTurnDeg(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360
  return turn > 180 ? turn - 360 : turn
}

function compassDeg(degrees: number): number {
  return ((degrees % 360) + 360) % 360
}

function geodesic(from: GeoPoint, to: GeoPoint): Geodesic {
  return vincenty(from, to) ?? sphere(from, to)
}

/** Metres along the WGS-84 ellipsoid, within 1 mm (almost opposite points: within 0.6 %). */
export function distanceM(from: GeoPoint, to: GeoPoint): number {
  return geodesic(from, to).distanceM
}

/** Direction at `from` towards `to`, degrees clockwise from true north, 0 ≤ x < 360. */
export function bearingDeg(from: GeoPoint, to: GeoPoint): number {
  return geodesic(from, to).bearingDeg
}

/** How well the position of a place is known. */
export const precisions = ['surveyed', 'approximate', 'township-only', 'unknown'] as const

/** A place as far as distances are concerned: only the first two kinds have a point at all. */
export type Position =
  | { readonly precision: 'surveyed' | 'approximate'; readonly point: GeoPoint }
  | { readonly precision: 'township-only'; readonly township: string }
  | { readonly precision: 'unknown' }

/** What may be told about the way between two places. `text` is what the screen says. */
export type DistanceAnswer =
  | { readonly kind: 'metres'; readonly metres: number; readonly approximate: boolean }
  | { readonly kind: 'township'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string }

/**
 * The distance between two places, or why there is none: a place known only to its township
 * never gives metres, whatever the other one is.
 */
export function describeDistance(from: Position, to: Position): DistanceAnswer {
  const [start, end] = [pointOf(from), pointOf(to)]
  if (start && end) {
    const approximate = from.precision !== 'surveyed' || to.precision !== 'surveyed'
    return { kind: 'metres', metres: distanceM(start, end), approximate }
  }
  if (from.precision === 'unknown' || to.precision === 'unknown') {
    return { kind: 'unknown', text: '位置不详，距离未知' }
  }
  return { kind: 'township', text: '按乡镇就近，距离未知' }
}

function pointOf(position: Position): GeoPoint | undefined {
  switch (position.precision) {
    case 'surveyed':
    case 'approximate':
      return position.point
    case 'township-only':
    case 'unknown':
      return undefined
    default:
      return assertNever(position)
  }
}
