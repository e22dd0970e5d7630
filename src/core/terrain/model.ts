/** What the console asks about the ground; the host answers from a thread of its own. */
import type { GeoPoint } from '../kernel/geo.ts'
import type { Bounds } from '../kernel/geometry.ts'
import type { Refusal, Result } from '../kernel/result.ts'
import type { Coverage, Mast } from './coverage.ts'

export interface PreparedTerrain {
  /** What `use` takes; opaque, to be kept. */
  readonly bytes: Uint8Array
  readonly bounds: Bounds
  readonly columns: number
  readonly rows: number
  readonly lowestM: number
  readonly highestM: number
  /** Share of cells without a height, 0 … 1. */
  readonly missing: number
  /** Metres between two cells, north to south. */
  readonly stepM: number
}

/** `detail`: what the reader met, in the operator's words. */
export type TerrainFileRefusal = Refusal<
  'not-elevation' | 'unknown-projection' | 'elsewhere',
  { readonly detail: string }
>

export interface TerrainEngine {
  /** Reads a GeoTIFF or an SRTM `.hgt`; only what lies within `bounds` is kept. */
  prepare(
    fileName: string,
    bytes: Uint8Array,
    bounds: Bounds,
  ): Promise<Result<PreparedTerrain, TerrainFileRefusal>>
  use(bytes: Uint8Array): Promise<void>
  drop(): Promise<void>
  coverage(mast: Mast): Promise<Coverage | 'off-grid' | 'no-terrain'>
  /** Metres above sea level; null where nothing is known. */
  heights(points: readonly GeoPoint[]): Promise<readonly (number | null)[]>
  close(): Promise<void>
}
