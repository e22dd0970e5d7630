/** What the console asks its road network; the host answers from a thread of its own. */
import type { GeoPoint } from '../kernel/geo.ts'
import type { Bounds, Geometry } from '../kernel/geometry.ts'
import type { Refusal, Result } from '../kernel/result.ts'
import type { RoadClass } from './classes.ts'
import type { ReachedRoad, RoadTime } from './reach.ts'
import type { Route, RouteRefusal } from './route.ts'

/** Roads as they come from a map file, or an OpenStreetMap extract (`.osm`, `.osm.pbf`) as bytes. */
export type RoadSource =
  | {
      readonly kind: 'features'
      readonly features: readonly {
        readonly geometry: Geometry | null
        readonly properties: Readonly<Record<string, string>>
      }[]
    }
  | { readonly kind: 'osm'; readonly bytes: Uint8Array }

export interface PreparedRoads {
  /** What `use` takes; opaque, to be kept. */
  readonly bytes: Uint8Array
  readonly lines: number
  /** Points, areas, footways: what is no road for vehicles. */
  readonly leftOut: number
  readonly km: Readonly<Partial<Record<RoadClass, number>>>
  readonly bounds: Bounds
}

export type RoadFileRefusal =
  /** `detail`: what the reader met. */
  Refusal<'not-osm', { readonly detail: string }> | Refusal<'no-roads'> | Refusal<'too-many'>

export interface RoadEngine {
  prepare(source: RoadSource): Promise<Result<PreparedRoads, RoadFileRefusal>>
  /** Replaces the network that is asked. */
  use(bytes: Uint8Array): Promise<{ readonly junctions: number; readonly stretches: number }>
  drop(): Promise<void>
  /** What no vehicle passes from now on: points (60 m around), lines and areas. */
  avoid(obstacles: readonly Geometry[]): void
  /** Without a network: `no-roads`. */
  route(from: GeoPoint, to: GeoPoint): Promise<Route | RouteRefusal | 'no-roads'>
  /** Roads within `limitS` seconds. */
  reach(
    from: GeoPoint,
    limitS: number,
  ): Promise<readonly ReachedRoad[] | 'from-off-road' | 'no-roads'>
  /** Time and way from each place to one; null where it is off the roads or there is no way. */
  times(
    to: GeoPoint,
    places: readonly GeoPoint[],
  ): Promise<readonly (RoadTime | null)[] | 'no-roads'>
  close(): Promise<void>
}
