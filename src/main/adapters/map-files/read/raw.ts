/** A file as its reader leaves it: numbers as they stand, shapes not yet checked. */
import type { MapDatum, MapFileKind, MapTextEncoding } from '../../../../core/map-files/model.ts'

export interface RawFeature {
  readonly name: string
  /** Shaped like a geometry of GeoJSON, or not: nothing of it has been looked at. */
  readonly geometry: unknown
  readonly properties: Readonly<Record<string, unknown>>
  readonly part: string
  /** One time text for each vertex, as the file writes them. */
  readonly times?: unknown
}

/** How metres become degrees by the file's own description. */
export interface Projection {
  readonly name: string
  readonly toDegrees: (x: number, y: number) => readonly [number, number]
}

export interface RawFile {
  readonly kind: MapFileKind
  readonly features: readonly RawFeature[]
  readonly datumSaid: MapDatum | undefined
  readonly projection?: Projection | undefined
  readonly encoding?: MapTextEncoding | undefined
  readonly warnings: readonly string[]
}
