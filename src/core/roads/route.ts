/** One way from place to place, as a line and in words. */
import type { GeoPoint } from '../kernel/geo.ts'
import type { LonLat } from '../kernel/geometry.ts'
import { roadClasses, roadClassWords, type RoadClass } from './classes.ts'
import type { RoadGraph } from './graph.ts'
import { none, searchRoads, secondsTo, type Blocks } from './search.ts'
import type { OnRoad, RoadIndex } from './snap.ts'

/** Farther from a road than this a place is not on the network. */
export const offRoadMostM = 3000

export interface RouteStep {
  readonly name: string
  readonly class: RoadClass
  readonly metres: number
}

export interface Route {
  readonly metres: number
  readonly seconds: number
  readonly line: readonly LonLat[]
  readonly steps: readonly RouteStep[]
  /** Metres in a straight line from the places to the road, at both ends. */
  readonly offFromM: number
  readonly offToM: number
}

export type RouteRefusal = 'from-off-road' | 'to-off-road' | 'no-way'

interface Piece {
  readonly stretch: number
  readonly a: number
  readonly b: number
}

/** Pieces of stretches from start to end; `a > b` is driven against the vertices. */
function piecesOf(
  graph: RoadGraph,
  start: OnRoad,
  place: OnRoad,
  via: number | undefined,
  search: ReturnType<typeof searchRoads>,
): Piece[] {
  if (via === undefined) return [{ stretch: start.stretch, a: start.along, b: place.along }]
  const alongOf = (stretch: number, junction: number) =>
    graph.to[stretch] === junction && graph.from[stretch] !== junction
      ? (graph.metres[stretch] ?? 0)
      : 0
  const whole: Piece[] = []
  let here = via
  while ((search.by[here] ?? none) !== none) {
    const stretch = search.by[here] ?? 0
    const b = alongOf(stretch, here)
    whole.push({ stretch, a: (graph.metres[stretch] ?? 0) - b, b })
    here = search.before[here] ?? 0
  }
  const leaves = { stretch: start.stretch, a: start.along, b: endNear(graph, start, here) }
  const comes = { stretch: place.stretch, a: endNear(graph, place, via), b: place.along }
  return [leaves, ...whole.toReversed(), comes]
}

/** Metres along a stretch of its end at a junction; the nearer one where both are there. */
export function endNear(graph: RoadGraph, { stretch, along }: OnRoad, junction: number): number {
  const length = graph.metres[stretch] ?? 0
  const atStart = graph.from[stretch] === junction
  const atEnd = graph.to[stretch] === junction
  if (atStart && atEnd) return along * 2 < length ? 0 : length
  return atStart ? 0 : length
}

function lineOf(graph: RoadGraph, { stretch, a, b }: Piece): LonLat[] {
  const first = graph.vertexFirst[stretch] ?? 0
  const end = graph.vertexFirst[stretch + 1] ?? 0
  const [low, high] = a < b ? [a, b] : [b, a]
  const line: LonLat[] = [pointAt(graph, stretch, low)]
  for (let v = first; v < end; v++) {
    const at = graph.vertexAt[v] ?? 0
    if (at > low && at < high) line.push([graph.vertexLon[v] ?? 0, graph.vertexLat[v] ?? 0])
  }
  line.push(pointAt(graph, stretch, high))
  return a <= b ? line : line.toReversed()
}

/** The place `along` metres from the beginning of a stretch. */
export function pointAt(graph: RoadGraph, stretch: number, along: number): LonLat {
  const first = graph.vertexFirst[stretch] ?? 0
  const last = (graph.vertexFirst[stretch + 1] ?? 1) - 1
  let v = first
  while (v < last - 1 && (graph.vertexAt[v + 1] ?? 0) < along) v += 1
  const [from, to] = [graph.vertexAt[v] ?? 0, graph.vertexAt[v + 1] ?? 0]
  const share = to === from ? 0 : Math.min(1, Math.max(0, (along - from) / (to - from)))
  const between = (values: Float64Array) => {
    const value = values[v] ?? 0
    return value + share * ((values[v + 1] ?? 0) - value)
  }
  return [between(graph.vertexLon), between(graph.vertexLat)]
}

function stepsOf(graph: RoadGraph, pieces: readonly Piece[]): RouteStep[] {
  const steps: { name: string; class: RoadClass; metres: number }[] = []
  for (const { stretch, a, b } of pieces) {
    const kind = roadClasses[graph.class[stretch] ?? 0] ?? 'village'
    const said = graph.names[graph.name[stretch] ?? 0] ?? ''
    const name = said === '' ? roadClassWords[kind] : said
    const metres = Math.abs(b - a)
    const last = steps.at(-1)
    if (last?.name === name) last.metres += metres
    else if (metres > 0) steps.push({ name, class: kind, metres })
  }
  return steps
}

/** The quickest way; `blocks` are avoided. */
export function findRoute(
  graph: RoadGraph,
  index: RoadIndex,
  from: GeoPoint,
  to: GeoPoint,
  blocks: Blocks,
): Route | RouteRefusal {
  const start = index.nearest(from, offRoadMostM)
  if (!start) return 'from-off-road'
  const goal = index.nearest(to, offRoadMostM)
  if (!goal) return 'to-off-road'
  const search = searchRoads(graph, start, { blocks, goal })
  const { seconds, via } = secondsTo(graph, search, start, goal, blocks)
  if (seconds === Infinity) return 'no-way'
  const pieces = piecesOf(graph, start, goal, via, search)
  const line = pieces
    .flatMap((piece) => lineOf(graph, piece))
    .filter(
      ([lon, lat], at, all) => at === 0 || lon !== all[at - 1]?.[0] || lat !== all[at - 1]?.[1],
    )
  return {
    metres: pieces.reduce((sum, { a, b }) => sum + Math.abs(b - a), 0),
    seconds,
    line,
    steps: stepsOf(graph, pieces),
    offFromM: start.offM,
    offToM: goal.offM,
  }
}
