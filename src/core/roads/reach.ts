/** What can be driven to within a time, and the times from many places to one. */
import type { GeoPoint } from '../kernel/geo.ts'
import { boundsOf, contains, verticesOf, type Geometry, type LonLat } from '../kernel/geometry.ts'
import type { RoadGraph } from './graph.ts'
import { endNear, offRoadMostM, pointAt } from './route.ts'
import { isBlocked, none, searchRoads, secondsTo, type Blocks } from './search.ts'
import type { RoadIndex } from './snap.ts'

export interface ReachedRoad {
  readonly line: readonly LonLat[]
  /** At its far end. */
  readonly seconds: number
}

/** Roads that a vehicle from `from` is on within `limitS`; the last stretch is cut where the time ends. */
export function reachableRoads(
  graph: RoadGraph,
  index: RoadIndex,
  from: GeoPoint,
  limitS: number,
  blocks: Blocks,
): readonly ReachedRoad[] | 'from-off-road' {
  const start = index.nearest(from, offRoadMostM)
  if (!start) return 'from-off-road'
  const search = searchRoads(graph, start, { blocks, limitS })
  const reached: ReachedRoad[] = []
  const { out } = graph
  const add = (stretch: number, a: number, b: number, seconds: number) =>
    reached.push({ line: stretchLine(graph, stretch, a, b), seconds })
  for (let junction = 0; junction < graph.junctions; junction++) {
    const at = search.seconds[junction] ?? Infinity
    if (at > limitS) continue
    for (let way = out.first[junction] ?? 0; way < (out.first[junction + 1] ?? 0); way++) {
      const stretch = out.stretch[way] ?? 0
      const far = search.seconds[out.to[way] ?? 0] ?? Infinity
      const length = graph.metres[stretch] ?? 0
      const whole = graph.seconds[stretch] ?? 0
      if (blocks.has(stretch) || stretch === start.stretch || whole === 0) continue
      // Driven from both ends, the two meet on the way; a one-way road is driven from one.
      const twoWay = (graph.oneWay[stretch] ?? 0) === 0
      const meet = twoWay && far < Infinity ? (far - at + whole) / 2 : whole
      const driven = Math.min(limitS - at, meet, whole)
      if (driven <= 0) continue
      const metres = length * (driven / whole)
      const [a, b] = out.against[way] === 1 ? [length, length - metres] : [0, metres]
      add(stretch, a, b, at + driven)
    }
  }
  const length = graph.metres[start.stretch] ?? 0
  const perMetre = length === 0 ? 0 : (graph.seconds[start.stretch] ?? 0) / length
  const mostM = perMetre === 0 ? length : limitS / perMetre
  for (const [end, allowed] of [
    [Math.min(length, start.along + mostM), (graph.oneWay[start.stretch] ?? 0) >= 0],
    [Math.max(0, start.along - mostM), (graph.oneWay[start.stretch] ?? 0) <= 0],
  ] as const) {
    if (allowed && !isBlocked(blocks, start.stretch, start.along, end))
      add(start.stretch, start.along, end, Math.abs(end - start.along) * perMetre)
  }
  return reached
}

function stretchLine(graph: RoadGraph, stretch: number, a: number, b: number): LonLat[] {
  const [low, high] = a < b ? [a, b] : [b, a]
  const line: LonLat[] = [pointAt(graph, stretch, low)]
  const end = graph.vertexFirst[stretch + 1] ?? 0
  for (let v = graph.vertexFirst[stretch] ?? 0; v < end; v++) {
    const at = graph.vertexAt[v] ?? 0
    if (at > low && at < high) line.push([graph.vertexLon[v] ?? 0, graph.vertexLat[v] ?? 0])
  }
  line.push(pointAt(graph, stretch, high))
  return line
}

export interface RoadTime {
  readonly seconds: number
  readonly metres: number
}

/**
 * Time and way from each place to one; `null` where it is off the roads or no way leads there.
 * The metres are those of the quickest way.
 */
export function timesTowards(
  graph: RoadGraph,
  index: RoadIndex,
  to: GeoPoint,
  places: readonly GeoPoint[],
  blocks: Blocks,
): readonly (RoadTime | null)[] {
  const goal = index.nearest(to, offRoadMostM)
  if (!goal) return places.map(() => null)
  const search = searchRoads(graph, goal, { blocks, backwards: true })
  return places.map((place) => {
    const start = index.nearest(place, offRoadMostM)
    if (!start) return null
    const { seconds, via } = secondsTo(graph, search, goal, start, blocks, true)
    if (seconds === Infinity) return null
    if (via === undefined) return { seconds, metres: Math.abs(start.along - goal.along) }
    let metres = Math.abs(start.along - endNear(graph, start, via))
    let here = via
    while ((search.by[here] ?? none) !== none) {
      metres += graph.metres[search.by[here] ?? 0] ?? 0
      here = search.before[here] ?? 0
    }
    metres += Math.abs(goal.along - endNear(graph, goal, here))
    return { seconds, metres }
  })
}

/** Road blocks: points and vertices of lines (within `pointM` of a road) and areas, as places on stretches. */
export function blocksOf(
  graph: RoadGraph,
  index: RoadIndex,
  obstacles: readonly Geometry[],
  pointM = 60,
): Blocks {
  const blocks = new Map<number, number[]>()
  const add = (stretch: number, along: number) => {
    const held = blocks.get(stretch)
    if (held) held.push(along)
    else blocks.set(stretch, [along])
  }
  for (const obstacle of obstacles) {
    if (obstacle.type !== 'Polygon' && obstacle.type !== 'MultiPolygon') {
      for (const [lon, lat] of verticesOf(obstacle)) {
        const at = index.nearest({ lat, lon }, pointM)
        if (at) add(at.stretch, at.along)
      }
      continue
    }
    for (const { stretch, vertex } of index.pieces(boundsOf(obstacle))) {
      for (const along of crossings(graph, vertex, obstacle)) add(stretch, along)
    }
  }
  for (const held of blocks.values()) held.sort((a, b) => a - b)
  return blocks
}

/** Every 25 m of a piece of road that lies inside an area. */
function* crossings(graph: RoadGraph, vertex: number, area: Geometry): Iterable<number> {
  const [from, to] = [graph.vertexAt[vertex] ?? 0, graph.vertexAt[vertex + 1] ?? 0]
  const steps = Math.max(1, Math.ceil((to - from) / 25))
  for (let step = 0; step <= steps; step++) {
    const share = step / steps
    const between = (values: Float64Array) => {
      const a = values[vertex] ?? 0
      return a + share * ((values[vertex + 1] ?? 0) - a)
    }
    if (contains(area, { lat: between(graph.vertexLat), lon: between(graph.vertexLon) }))
      yield from + share * (to - from)
  }
}
