/** One network in memory and what may be asked of it; runs in the host's thread and in tests. */
import type { GeoPoint } from '../kernel/geo.ts'
import type { Geometry } from '../kernel/geometry.ts'
import { buildRoadGraph, type RoadGraph, type RoadLine } from './graph.ts'
import { blocksOf, reachableRoads, timesTowards, type ReachedRoad, type RoadTime } from './reach.ts'
import { findRoute, type Route, type RouteRefusal } from './route.ts'
import { indexRoads, type RoadIndex } from './snap.ts'

export class RoadDesk {
  private network: { readonly graph: RoadGraph; readonly index: RoadIndex } | undefined

  use(lines: readonly RoadLine[]): { readonly junctions: number; readonly stretches: number } {
    const graph = buildRoadGraph(lines)
    this.network = { graph, index: indexRoads(graph) }
    return { junctions: graph.junctions, stretches: graph.stretches }
  }

  drop(): void {
    this.network = undefined
  }

  route(
    from: GeoPoint,
    to: GeoPoint,
    obstacles: readonly Geometry[],
  ): Route | RouteRefusal | 'no-roads' {
    if (!this.network) return 'no-roads'
    const { graph, index } = this.network
    return findRoute(graph, index, from, to, blocksOf(graph, index, obstacles))
  }

  reach(
    from: GeoPoint,
    limitS: number,
    obstacles: readonly Geometry[],
  ): readonly ReachedRoad[] | 'from-off-road' | 'no-roads' {
    if (!this.network) return 'no-roads'
    const { graph, index } = this.network
    return reachableRoads(graph, index, from, limitS, blocksOf(graph, index, obstacles))
  }

  times(
    to: GeoPoint,
    places: readonly GeoPoint[],
    obstacles: readonly Geometry[],
  ): readonly (RoadTime | null)[] | 'no-roads' {
    if (!this.network) return 'no-roads'
    const { graph, index } = this.network
    return timesTowards(graph, index, to, places, blocksOf(graph, index, obstacles))
  }
}
