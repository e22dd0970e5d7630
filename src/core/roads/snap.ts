/** The place on a road nearest to a point, by a grid over the pieces of all stretches. */
import { distanceM, type GeoPoint } from '../kernel/geo.ts'
import type { RoadGraph } from './graph.ts'

/** A place on a stretch of road. */
export interface OnRoad {
  readonly stretch: number
  /** Metres from the beginning of the stretch. */
  readonly along: number
  readonly point: GeoPoint
  /** Metres from the point that was asked about, in a straight line. */
  readonly offM: number
}

/** Degrees; about 500 m. */
const cell = 0.005
const columns = 100_000

const cellOf = (lon: number, lat: number): number =>
  Math.floor(lat / cell) * columns + Math.floor(lon / cell)

export interface RoadIndex {
  /** The nearest place within `withinM`; `undefined` where no road is so near. */
  nearest(point: GeoPoint, withinM: number): OnRoad | undefined
  /** Every piece of road (its first vertex and its stretch) whose cells touch the box. */
  pieces(box: { west: number; south: number; east: number; north: number }): Iterable<{
    readonly stretch: number
    readonly vertex: number
  }>
}

/** Cells → vertices that begin a piece; a piece lies in every cell of its box. */
function piecesByCell(graph: RoadGraph): Map<number, number[]> {
  const cells = new Map<number, number[]>()
  for (let s = 0; s < graph.stretches; s++) {
    const end = (graph.vertexFirst[s + 1] ?? 0) - 1
    for (let v = graph.vertexFirst[s] ?? 0; v < end; v++) {
      const [lonA, lonB] = [graph.vertexLon[v] ?? 0, graph.vertexLon[v + 1] ?? 0]
      const [latA, latB] = [graph.vertexLat[v] ?? 0, graph.vertexLat[v + 1] ?? 0]
      const east = Math.floor(Math.max(lonA, lonB) / cell)
      const north = Math.floor(Math.max(latA, latB) / cell)
      for (let y = Math.floor(Math.min(latA, latB) / cell); y <= north; y++) {
        for (let x = Math.floor(Math.min(lonA, lonB) / cell); x <= east; x++) {
          const held = cells.get(y * columns + x)
          if (held) held.push(v)
          else cells.set(y * columns + x, [v])
        }
      }
    }
  }
  return cells
}

export function indexRoads(graph: RoadGraph): RoadIndex {
  const cells = piecesByCell(graph)
  const stretchOf = new Uint32Array(graph.vertexLon.length)
  for (let s = 0; s < graph.stretches; s++) {
    stretchOf.fill(s, graph.vertexFirst[s] ?? 0, graph.vertexFirst[s + 1] ?? 0)
  }

  /** Flat enough within a piece of road: degrees scaled to metres at this latitude. */
  function onPiece(
    point: GeoPoint,
    v: number,
  ): { readonly share: number; readonly metres: number } {
    const eastM = 111_320 * Math.cos((point.lat * Math.PI) / 180)
    const northM = 110_574
    const ax = ((graph.vertexLon[v] ?? 0) - point.lon) * eastM
    const ay = ((graph.vertexLat[v] ?? 0) - point.lat) * northM
    const bx = ((graph.vertexLon[v + 1] ?? 0) - point.lon) * eastM
    const by = ((graph.vertexLat[v + 1] ?? 0) - point.lat) * northM
    const [dx, dy] = [bx - ax, by - ay]
    const square = dx * dx + dy * dy
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square))
    return { share, metres: Math.hypot(ax + share * dx, ay + share * dy) }
  }

  function placeOn(point: GeoPoint, v: number, share: number): OnRoad {
    const between = (values: Float64Array) => {
      const a = values[v] ?? 0
      return a + share * ((values[v + 1] ?? 0) - a)
    }
    const there = { lat: between(graph.vertexLat), lon: between(graph.vertexLon) }
    return {
      stretch: stretchOf[v] ?? 0,
      along: between(graph.vertexAt),
      point: there,
      offM: distanceM(point, there),
    }
  }

  return {
    nearest(point, withinM) {
      let best: { readonly v: number; readonly share: number; readonly metres: number } | undefined
      const most = Math.ceil(withinM / 450)
      for (let ring = 0; ring <= most; ring++) {
        // Everything in a farther ring is at least this far away.
        if (best && best.metres < (ring - 1) * 450) break
        for (const key of ringCells(point, ring)) {
          for (const v of cells.get(key) ?? []) {
            const { share, metres } = onPiece(point, v)
            if (metres <= withinM && metres < (best?.metres ?? Infinity))
              best = { v, share, metres }
          }
        }
      }
      return best && placeOn(point, best.v, best.share)
    },
    *pieces({ west, south, east, north }) {
      const seen = new Set<number>()
      for (let y = Math.floor(south / cell); y <= Math.floor(north / cell); y++) {
        for (let x = Math.floor(west / cell); x <= Math.floor(east / cell); x++) {
          for (const vertex of cells.get(y * columns + x) ?? []) {
            if (seen.has(vertex)) continue
            seen.add(vertex)
            yield { stretch: stretchOf[vertex] ?? 0, vertex }
          }
        }
      }
    },
  }
}

function* ringCells({ lat, lon }: GeoPoint, ring: number): Iterable<number> {
  const middle = cellOf(lon, lat)
  if (ring === 0) yield middle
  for (let step = -ring; step < ring; step++) {
    yield middle - ring * columns + step
    yield middle + ring * columns + step + 1
    yield middle + (step + 1) * columns - ring
    yield middle + step * columns + ring
  }
}
