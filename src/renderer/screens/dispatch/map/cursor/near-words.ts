/** Where a point is, in words: its township and the nearest place with distance and bearing. */
import { bearingDeg, distanceM, type GeoPoint } from '../../../../../core/kernel/geo.ts'
import { contains, type Bounds, type Geometry } from '../../../../../core/kernel/geometry.ts'

export interface TownshipArea {
  readonly name: string
  readonly geometry: Geometry
  readonly bounds: Bounds
}

export interface KnownPoint extends GeoPoint {
  readonly name: string
  /** A seat or a place somebody clicked: no metres are told. */
  readonly approximate: boolean
  /** A township's seat, not the township. */
  readonly seat?: boolean
}

/** What of the county helps to say where a point is. */
export interface Surroundings {
  /** Where the county has brought its township areas; else nearest seats stand in. */
  readonly areas: readonly TownshipArea[]
  readonly seats: readonly KnownPoint[]
  /** Villages and other places with a point of their own. */
  readonly places: readonly KnownPoint[]
}

const sides = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** `东北 43°`, as seen from the place. */
function sideWords(from: GeoPoint, to: GeoPoint): string {
  const degrees = bearingDeg(from, to)
  return `${sides[Math.round(degrees / 45) % 8] ?? ''} ${Math.round(degrees) % 360}°`
}

/** The nearest by plane geometry, good enough within a county; the distance told is geodesic. */
function nearest(points: readonly KnownPoint[], at: GeoPoint): KnownPoint | undefined {
  const perLon = Math.cos((at.lat * Math.PI) / 180)
  let best: KnownPoint | undefined
  let least = Number.POSITIVE_INFINITY
  for (const point of points) {
    const north = point.lat - at.lat
    const east = (point.lon - at.lon) * perLon
    const square = north * north + east * east
    if (square < least) [best, least] = [point, square]
  }
  return best
}

/** `小松镇` by its area, `近小松镇（按驻地）` where no areas were imported. */
export function townshipWords({ areas, seats }: Surroundings, at: GeoPoint): string {
  if (areas.length > 0) {
    const inside = areas.find(
      ({ bounds, geometry }) =>
        at.lat >= bounds.south &&
        at.lat <= bounds.north &&
        at.lon >= bounds.west &&
        at.lon <= bounds.east &&
        contains(geometry, at),
    )
    return inside?.name ?? '乡镇界外'
  }
  const seat = nearest(seats, at)
  return seat ? `近${seat.name}（按驻地）` : ''
}

/** `罗源村东北 43° 1.2 公里`; of a rough place `约` and no metres. */
export function placeWords({ places, seats }: Surroundings, at: GeoPoint): string {
  const place = nearest([...places, ...seats], at)
  if (!place) return ''
  const metres = distanceM(place, at)
  const name = place.seat === true ? `${place.name}驻地` : place.name
  if (place.approximate && metres < 500) return `${name}附近`
  if (!place.approximate && metres < 20) return `在${name}`
  return `${name}${sideWords(place, at)} ${farWords(metres, place.approximate)}`
}

function farWords(metres: number, approximate: boolean): string {
  if (approximate) return `约 ${(metres / 1000).toFixed(metres < 9_950 ? 1 : 0)} 公里`
  return metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`
}

/**
 * Township and place. Without areas the township is only the nearest seat: where that seat is
 * the nearest place as well, it is said once.
 */
export function whereWords(
  surroundings: Surroundings,
  at: GeoPoint,
): { readonly township: string; readonly place: string } {
  const place = placeWords(surroundings, at)
  const { areas, seats } = surroundings
  const seat = areas.length > 0 ? undefined : nearest(seats, at)
  const said = seat !== undefined && place.startsWith(`${seat.name}驻地`)
  return { township: said ? '' : townshipWords(surroundings, at), place }
}

/** Both, as one line. */
export function nearWords(surroundings: Surroundings, at: GeoPoint): string {
  const { township, place } = whereWords(surroundings, at)
  return [township, place].filter((words) => words !== '').join(' · ')
}
