/** Quickest ways over a road network (Dijkstra; A* towards one place), with stretches that are blocked. */
import type { GeoPoint } from '../kernel/geo.ts'
import { CostHeap } from './heap.ts'
import type { RoadGraph } from './graph.ts'
import type { OnRoad } from './snap.ts'

/** Where no vehicle passes: metres along a stretch, ascending. */
export type Blocks = ReadonlyMap<number, readonly number[]>

/** Whether a block lies between two places of a stretch. */
export function isBlocked(blocks: Blocks, stretch: number, a: number, b: number): boolean {
  const [low, high] = a < b ? [a, b] : [b, a]
  return blocks.get(stretch)?.some((at) => at >= low && at <= high) ?? false
}

/** No junction, no stretch. */
export const none = 0xffffffff

export interface Search {
  /** Seconds to each junction; infinite where it was not reached. */
  readonly seconds: Float64Array
  /** The stretch by which each junction was reached, `none` for those next to the start. */
  readonly by: Uint32Array
  /** The junction before it, `none` next to the start. */
  readonly before: Uint32Array
  readonly isReached: (junction: number) => boolean
}

interface Options {
  readonly blocks: Blocks
  /** Against the direction of travel: times towards the place. */
  readonly backwards?: boolean
  /** Stops when everything cheaper is settled. */
  readonly limitS?: number
  /** Stops when this place is settled; makes it A*. */
  readonly goal?: OnRoad
}

/** So near to its end a place on a stretch is the junction itself. */
const junctionM = 0.5

/** Seconds from a place on a stretch to both its ends, where they may be reached. */
export function endsOf(
  graph: RoadGraph,
  at: OnRoad,
  blocks: Blocks,
  backwards: boolean,
): { readonly junction: number; readonly seconds: number }[] {
  const { stretch, along } = at
  const length = graph.metres[stretch] ?? 0
  const perMetre = length === 0 ? 0 : (graph.seconds[stretch] ?? 0) / length
  const oneWay = graph.oneWay[stretch] ?? 0
  // Whoever stands on a junction may take any of its roads.
  const forwards = length - along < junctionM || (backwards ? oneWay <= 0 : oneWay >= 0)
  const rearwards = along < junctionM || (backwards ? oneWay >= 0 : oneWay <= 0)
  const ends: { junction: number; seconds: number }[] = []
  if (forwards && !isBlocked(blocks, stretch, along, length))
    ends.push({ junction: graph.to[stretch] ?? 0, seconds: (length - along) * perMetre })
  if (rearwards && !isBlocked(blocks, stretch, 0, along))
    ends.push({ junction: graph.from[stretch] ?? 0, seconds: along * perMetre })
  return ends
}

/** Sums stay in 64-bit floats: rounded to 32 they would no longer equal what the heap holds. */
export function searchRoads(graph: RoadGraph, start: OnRoad, options: Options): Search {
  const { blocks, backwards = false, limitS = Infinity, goal } = options
  const seconds = new Float64Array(graph.junctions).fill(Infinity)
  const by = new Uint32Array(graph.junctions).fill(none)
  const before = new Uint32Array(graph.junctions).fill(none)
  const settled = new Uint8Array(graph.junctions)
  const ways = backwards ? graph.into : graph.out
  const heap = new CostHeap()
  const least = (junction: number): number =>
    goal ? crow(graph, junction, goal.point) / graph.fastest : 0
  const goals = new Set(
    goal && endsOf(graph, goal, blocks, !backwards).map(({ junction }) => junction),
  )
  for (const { junction, seconds: cost } of endsOf(graph, start, blocks, backwards)) {
    if (cost >= (seconds[junction] ?? 0)) continue
    seconds[junction] = cost
    heap.push(junction, cost + least(junction))
  }
  let missing = goals.size
  while (heap.size > 0) {
    const { item: here, cost } = heap.pop()
    if (settled[here] === 1) continue
    if (cost > limitS) break
    settled[here] = 1
    if (goals.has(here) && --missing === 0) break
    const soFar = seconds[here] ?? Infinity
    for (let way = ways.first[here] ?? 0; way < (ways.first[here + 1] ?? 0); way++) {
      const stretch = ways.stretch[way] ?? 0
      const there = ways.to[way] ?? 0
      if (settled[there] === 1 || blocks.has(stretch)) continue
      const next = soFar + (graph.seconds[stretch] ?? 0)
      if (next >= (seconds[there] ?? Infinity)) continue
      seconds[there] = next
      by[there] = stretch
      before[there] = here
      heap.push(there, next + least(there))
    }
  }
  return { seconds, by, before, isReached: (junction) => settled[junction] === 1 }
}

function crow(graph: RoadGraph, junction: number, { lat, lon }: GeoPoint): number {
  // A little less than the true distance, so that the estimate never exceeds it.
  const eastM = 110_000 * Math.cos((lat * Math.PI) / 180)
  return (
    0.99 *
    Math.hypot(
      ((graph.lon[junction] ?? 0) - lon) * eastM,
      ((graph.lat[junction] ?? 0) - lat) * 110_000,
    )
  )
}

/** Seconds to a place on a road, by a search that settled what is around it. */
export function secondsTo(
  graph: RoadGraph,
  search: Search,
  start: OnRoad,
  place: OnRoad,
  blocks: Blocks,
  backwards = false,
): { readonly seconds: number; readonly via: number | undefined } {
  let best: { seconds: number; via: number | undefined } = { seconds: Infinity, via: undefined }
  if (place.stretch === start.stretch) {
    const direct = withinStretch(graph, start, place, blocks, backwards)
    if (direct < best.seconds) best = { seconds: direct, via: undefined }
  }
  for (const { junction, seconds } of endsOf(graph, place, blocks, !backwards)) {
    const whole = (search.seconds[junction] ?? Infinity) + seconds
    if (whole < best.seconds) best = { seconds: whole, via: junction }
  }
  return best
}

function withinStretch(
  graph: RoadGraph,
  start: OnRoad,
  place: OnRoad,
  blocks: Blocks,
  backwards: boolean,
): number {
  const { stretch } = start
  const [a, b] = backwards ? [place.along, start.along] : [start.along, place.along]
  const oneWay = graph.oneWay[stretch] ?? 0
  const allowed = a === b || (b > a ? oneWay >= 0 : oneWay <= 0)
  if (!allowed || isBlocked(blocks, stretch, a, b)) return Infinity
  const length = graph.metres[stretch] ?? 0
  return length === 0 ? 0 : (Math.abs(b - a) / length) * (graph.seconds[stretch] ?? 0)
}
