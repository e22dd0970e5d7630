/**
 * CGCS2000 Gauss-Krüger coordinates, as survey drawings and land records write them. In Chinese
 * surveying X points north and Y points east, with 500 km added to Y and, mostly, the zone's
 * number put in front of it: Y 39434107 is 434,107 m in the 3° zone 39.
 */
import proj4, { type Converter } from 'proj4'
import type { GeoPoint } from './geo.ts'

/** Metres; `x` is the northing, `y` the easting without the zone's number. */
export interface ProjectedPoint {
  readonly x: number
  readonly y: number
  /** 25 … 45: zones of 3°; 13 … 23: zones of 6°. */
  readonly zone: number
}

/** In front of Y: the zone's number as millions. */
const perZone = 1_000_000

export function isZone(zone: number): boolean {
  return Number.isInteger(zone) && ((zone >= 25 && zone <= 45) || (zone >= 13 && zone <= 23))
}

/** Degrees east of the middle of a zone: 117 of zone 39, and of the 6° zone 20. */
export function centralMeridian(zone: number): number {
  return zone >= 25 ? zone * 3 : zone * 6 - 3
}

/** The 3° zone a longitude lies in; beyond China's edges its outermost zone. */
export function zoneAt(lon: number): number {
  return Math.min(45, Math.max(25, Math.round(lon / 3)))
}

/**
 * The definition for PROJ (EPSG 4513–4533 with the zone's number in Y, 4534–4554 without; 6°
 * zones 4491–4501 and 4502–4512), easting first as PROJ has it.
 */
export function zoneDefinition(zone: number, numberInY: boolean): string {
  const eastM = 500_000 + (numberInY ? zone * perZone : 0)
  return `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian(zone)} +k=1 +x_0=${eastM} +y_0=0 +ellps=GRS80 +units=m +no_defs`
}

const converters = new Map<number, Converter>()

function converter(zone: number): Converter {
  const known = converters.get(zone)
  if (known) return known
  // The same degrees on both sides: CGCS2000's ellipsoid is GRS 80 to a tenth of a millimetre.
  const made = proj4('+proj=longlat +ellps=GRS80 +no_defs', zoneDefinition(zone, false))
  converters.set(zone, made)
  return made
}

/** @param zone by default the 3° zone the point lies in */
export function toProjected({ lat, lon }: GeoPoint, zone = zoneAt(lon)): ProjectedPoint {
  const [y, x] = converter(zone).forward([lon, lat])
  return { x, y, zone }
}

export function fromProjected({ x, y, zone }: ProjectedPoint): GeoPoint {
  const [lon, lat] = converter(zone).inverse([y, x])
  return { lat, lon }
}

/** Y as it is written, with the number of its zone. */
export function zonedY({ y, zone }: ProjectedPoint): number {
  return zone * perZone + y
}
