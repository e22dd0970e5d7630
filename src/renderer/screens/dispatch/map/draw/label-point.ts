/** Where the plate of a drawing stands: on a line at half its length, in an area certainly inside. */
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import type { GeoPoint } from '../../../../../core/kernel/geo.ts'
import type { Geometry, LonLat } from '../../../../../core/kernel/geometry.ts'
import { destination } from '../../../../../core/kernel/geodesy.ts'

const pointOf = ([lon, lat]: LonLat): GeoPoint => ({ lat, lon })

function halfWay(line: readonly LonLat[]): GeoPoint | undefined {
  const steps = line.slice(1).map(([lon, lat], index) => {
    const [lastLon, lastLat] = line[index] ?? [lon, lat]
    return { lastLon, lastLat, lon, lat, length: Math.hypot(lon - lastLon, lat - lastLat) }
  })
  let left = steps.reduce((sum, { length }) => sum + length, 0) / 2
  for (const { lastLon, lastLat, lon, lat, length } of steps) {
    if (length > 0 && left <= length) {
      const part = left / length
      return { lat: lastLat + (lat - lastLat) * part, lon: lastLon + (lon - lastLon) * part }
    }
    left -= length
  }
  return line[0] && pointOf(line[0])
}

/** The middle of the widest stretch inside, at the height of the area's middle. */
function within(rings: readonly (readonly LonLat[])[]): GeoPoint | undefined {
  const lats = (rings[0] ?? []).map(([, lat]) => lat)
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2
  const crossings: number[] = []
  for (const ring of rings) {
    ring.slice(1).forEach(([lon, nextLat], index) => {
      const [lastLon, lastLat] = ring[index] ?? [lon, nextLat]
      if (nextLat > lat !== lastLat > lat) {
        crossings.push(lastLon + ((lat - lastLat) / (nextLat - lastLat)) * (lon - lastLon))
      }
    })
  }
  crossings.sort((one, other) => one - other)
  let widest: { readonly west: number; readonly east: number } | undefined
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [west = 0, east = 0] = [crossings[index], crossings[index + 1]]
    if (!widest || east - west > widest.east - widest.west) widest = { west, east }
  }
  return widest && { lat, lon: (widest.west + widest.east) / 2 }
}

function longest<Part>(parts: readonly Part[], sizeOf: (part: Part) => number): Part | undefined {
  return parts.toSorted((one, other) => sizeOf(other) - sizeOf(one))[0]
}

function inGeometry(geometry: Geometry): GeoPoint | undefined {
  switch (geometry.type) {
    case 'Point':
      return pointOf(geometry.coordinates)
    case 'MultiPoint':
      return geometry.coordinates[0] && pointOf(geometry.coordinates[0])
    case 'LineString':
      return halfWay(geometry.coordinates)
    case 'MultiLineString':
      return halfWay(longest(geometry.coordinates, ({ length }) => length) ?? [])
    case 'Polygon':
      return within(geometry.coordinates)
    case 'MultiPolygon':
      return within(longest(geometry.coordinates, ([shell = []]) => shell.length) ?? [])
  }
}

export function labelPoint({
  outline,
  geometry,
}: Pick<DrawingShown, 'outline' | 'geometry'>): GeoPoint | undefined {
  if (outline.shape === 'circle') return outline.centre
  if (outline.shape === 'sector') {
    const { centre, radiusM, fromDeg, toDeg } = outline
    const turn = (((toDeg - fromDeg) % 360) + 360) % 360 || 360
    return destination(centre, fromDeg + turn / 2, radiusM * 0.6)
  }
  return inGeometry(geometry)
}
