/** One network in memory and what may be asked of it; runs in the host's thread and in tests. */
import type { GeoPoint } from '../kernel/geo.ts'
import type { Geometry } from '../kernel/geometry.ts'
import { buildRoadGraph, type RoadGraph, type RoadLine } from './graph.ts'
import { blocksOf, reachableRoads, timesTowards, type ReachedRoad, type RoadTime } from './reach.ts'
import { findRoute, type Route, type RouteRefusal } from './route.ts'
import type { Blocks } from './search.ts'
import { indexRoads, type RoadIndex } from './snap.ts'

interface Network {
  readonly graph: RoadGraph
  readonly index: RoadIndex
  readonly blocks: Blocks
}

export class RoadDesk {
  private network: Network | undefined
  private obstacles: readonly Geometry[] = []

  use(lines: readonly RoadLine[]): { readonly junctions: number; readonly stretches: number } {
    const graph = buildRoadGraph(lines)
    const index = indexRoads(graph)
    this.network = { graph, index, blocks: blocksOf(graph, index, this.obstacles) }
    return { junctions: graph.junctions, stretches: graph.stretches }
  }

  drop(): void {
    this.network = undefined
  }

  avoid(obstacles: readonly Geometry[]): void {
    this.obstacles = obstacles
    if (!this.network) return
    const { graph, index } = this.network
    this.network = { graph, index, blocks: blocksOf(graph, index, obstacles) }
  }

  route(from: GeoPoint, to: GeoPoint): Route | RouteRefusal | 'no-roads' {
    if (!this.network) return 'no-roads'
    const { graph, index, blocks } = this.network
    return findRoute(graph, index, from, to, blocks)
  }

  reach(from: GeoPoint, limitS: number): readonly ReachedRoad[] | 'from-off-road' | 'no-roads' {
    if (!this.network) return 'no-roads'
    const { graph, index, blocks } = this.network
    return reachableRoads(graph, index, from, limitS, blocks)
  }

  times(to: GeoPoint, places: readonly GeoPoint[]): readonly (RoadTime | null)[] | 'no-roads' {
    if (!this.network) return 'no-roads'
    const { graph, index, blocks } = this.network
    return timesTowards(graph, index, to, places, blocks)
  }
}
