/**
 * How a WGS-84 point lies on the map's plane. The base decides: a GCJ-02 base map is drawn with
 * the shift inside the projection, so that no stored point is ever converted.
 */
import { fromWgs84, toWgs84 } from '../../core/kernel/datum.ts'

/** What a base map's tiles are measured in. */
export type Datum = 'wgs84' | 'gcj02'

export interface LatLon {
  readonly lat: number
  readonly lon: number
}

export interface WorldProjection {
  readonly datum: Datum
  /** WGS-84 degrees as the datum's degrees. */
  readonly shifted: (lat: number, lon: number) => LatLon
  readonly unshifted: (lat: number, lon: number) => LatLon
  /** World pixels at zoom 0 (256 px world) of a WGS-84 point. */
  readonly pixels: (lat: number, lon: number) => { readonly x: number; readonly y: number }
  /** The WGS-84 point of world pixels at zoom 0. */
  readonly point: (x: number, y: number) => LatLon
}

const mostLat = 85.05112878

function mercatorPixels(lat: number, lon: number): { readonly x: number; readonly y: number } {
  const sine = Math.sin((Math.max(-mostLat, Math.min(mostLat, lat)) * Math.PI) / 180)
  return {
    x: ((lon + 180) / 360) * 256,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256,
  }
}

function mercatorPoint(x: number, y: number): LatLon {
  const mercator = Math.PI * (1 - (2 * y) / 256)
  return { lat: (Math.atan(Math.sinh(mercator)) * 180) / Math.PI, lon: (x / 256) * 360 - 180 }
}

const toGcj02 = (lat: number, lon: number): LatLon => fromWgs84({ lat, lon }, 'gcj02')
const fromGcj02 = (lat: number, lon: number): LatLon => toWgs84({ lat, lon }, 'gcj02')
const same = (lat: number, lon: number): LatLon => ({ lat, lon })

export const projections: Readonly<Record<Datum, WorldProjection>> = {
  wgs84: {
    datum: 'wgs84',
    shifted: same,
    unshifted: same,
    pixels: mercatorPixels,
    point: mercatorPoint,
  },
  gcj02: {
    datum: 'gcj02',
    shifted: toGcj02,
    unshifted: fromGcj02,
    pixels: (lat, lon) => {
      const there = toGcj02(lat, lon)
      return mercatorPixels(there.lat, there.lon)
    },
    point: (x, y) => {
      const there = mercatorPoint(x, y)
      return fromGcj02(there.lat, there.lon)
    },
  },
}
