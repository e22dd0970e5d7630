/** Which rings of a Shapefile's polygon are holes of which. */
import { signedArea } from '../rings.ts'

type Position = readonly [number, number]
type Ring = readonly Position[]

function insideRing([x, y]: Position, ring: Ring): boolean {
  let inside = false
  let [beforeX, beforeY] = ring.at(-1) ?? [0, 0]
  for (const [nextX, nextY] of ring) {
    if (nextY > y !== beforeY > y) {
      if (x < nextX + ((y - nextY) / (beforeY - nextY)) * (beforeX - nextX)) inside = !inside
    }
    ;[beforeX, beforeY] = [nextX, nextY]
  }
  return inside
}

/** Holes touch their shell in single points at most: the first vertex that is not shared decides. */
function holds(shell: Ring, hole: Ring): boolean {
  const shared = new Set(shell.map(([x, y]) => `${x} ${y}`))
  const free = hole.find(([x, y]) => !shared.has(`${x} ${y}`)) ?? hole[0]
  return free !== undefined && insideRing(free, shell)
}

/**
 * Polygons as GeoJSON has them. Outer rings go with the clock; a file that turns all of them the
 * other way is read as what it plainly means.
 */
export function grouped(rings: readonly Ring[]): Ring[][] {
  const areas = rings.map((ring) => ({ ring, area: signedArea(ring) }))
  const outer = areas.filter(({ area }) => area <= 0)
  const inner = areas.filter(({ area }) => area > 0)
  if (outer.length === 0) return rings.map((ring) => [ring])
  const polygons = outer.map(({ ring, area }) => ({ rings: [ring], size: -area }))
  const smallestFirst = polygons.toSorted((one, other) => one.size - other.size)
  const alone: Ring[][] = []
  for (const { ring } of inner) {
    const shell =
      polygons.length === 1
        ? polygons[0]
        : smallestFirst.find(({ rings: [first = []] }) => holds(first, ring))
    if (shell) shell.rings.push(ring)
    else alone.push([ring])
  }
  return [...polygons.map(({ rings: found }) => found), ...alone]
}
