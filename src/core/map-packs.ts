/** Map packs as modules see them: the host reads files and serves `/tiles/…` behind this. */
import type { Refusal, Result } from './kernel/result.ts'
import type { MapDatum } from './map-files/model.ts'

export type PackContainer = 'mbtiles' | 'pmtiles' | 'folder'
/** How the file counts its rows: from the north (XYZ) or from the south (TMS). */
export type PackRows = 'xyz' | 'tms'

export interface PackBounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** What the tiles are, read from the tiles wherever a file says something else. */
export interface PackTiles {
  readonly kind: 'raster' | 'vector'
  readonly format: 'png' | 'jpg' | 'webp' | 'mvt'
  /** Null for raster. */
  readonly schema: 'openmaptiles' | 'shortbread' | 'protomaps' | 'other' | null
  readonly layers: string[]
  readonly minZoom: number
  readonly maxZoom: number
  /** Pixels of one tile: 256 or 512. */
  readonly tileSize: number
  /** Degrees, in whatever datum the pack was drawn. */
  readonly bounds: PackBounds
}

export interface PackLook {
  readonly container: PackContainer
  readonly tiles: PackTiles
  readonly rows: PackRows
  readonly rowsSure: boolean
  /** Null where counting would take long. */
  readonly count: number | null
  readonly sizeBytes: number | null
  /** Reading a tile does not search the whole file. */
  readonly indexed: boolean
  readonly name: string
  readonly attribution: string
  /** Sentences for whoever takes it over. */
  readonly warnings: string[]
  readonly touchesCounty: boolean
  readonly sample: { readonly z: number; readonly x: number; readonly y: number } | null
}

/** The data is the sentence for the operator. */
export type BadPack = Refusal<'bad-pack', string>

/** Where a pack lies and how it is read. */
export interface PackPlace {
  readonly container: PackContainer
  readonly path: string
  readonly rows: PackRows
}

export type FileSource = PackPlace & { readonly id: string; readonly kind: 'file' }

export interface OnlineSource {
  readonly id: string
  readonly kind: 'online'
  readonly template: string
  readonly key: string
  readonly subdomains: string
  readonly minZoom: number
  readonly maxZoom: number
  /** Fetched tiles may be kept on this machine. */
  readonly keepTiles: boolean
}

/** One thing that is served under `/tiles/<id>/{z}/{x}/{y}`. */
export type TileSource = FileSource | OnlineSource

export interface SourceState {
  /** Why it cannot be drawn, in words; null: it can, as far as is known. */
  readonly trouble: string | null
  /** Part of its tiles cannot be read, in words. */
  readonly damage: string | null
  /** Counts how often the file was opened: tiles of another opening may be others. */
  readonly version: number
}

/** Bytes or tiles. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** What is inside a file that a pack is built from. */
export const sourceRoles = [
  'road',
  'railway',
  'waterway',
  'water',
  'building',
  'green',
  'boundary',
  'place',
  'poi',
] as const
export type SourceRole = (typeof sourceRoles)[number]

/** A file that a pack may be built from. */
export interface SourceLook {
  readonly count: number
  readonly points: number
  readonly lines: number
  readonly areas: number
  /** Attribute names, with an example of each. */
  readonly fields: { readonly name: string; readonly example: string }[]
  /** WGS-84; null while nobody said what its numbers mean. */
  readonly bounds: PackBounds | null
  /** What the file says of its grid, in its own words; empty where it says nothing. */
  readonly datumSaid: string
  readonly suggested: {
    readonly role: SourceRole
    readonly nameField: string | null
    readonly classField: string | null
    /** Null: the file does not say it, and it has to be asked. */
    readonly datum: MapDatum | null
  }
  readonly warnings: string[]
}

export interface BuildInput {
  readonly path: string
  readonly fileName: string
  readonly role: SourceRole
  readonly nameField: string | null
  readonly classField: string | null
  readonly datum: MapDatum
}

export interface BuildPlan {
  readonly name: string
  readonly attribution: string
  readonly minZoom: number
  readonly maxZoom: number
  readonly inputs: readonly BuildInput[]
}

/** Files read, tiles looked at (their number is not known before), tiles written. */
export interface BuildStep extends Progress {
  readonly step: 'reading' | 'cutting' | 'writing'
}

export interface Build {
  /** The path of the pack; nothing is left of a build that failed. */
  readonly done: Promise<
    Result<{ readonly path: string; readonly features: number; readonly leftOut: number }, BadPack>
  >
  /** Ends it at once; `done` is then refused. */
  cancel(): void
}

export interface OnlineTrial {
  readonly good: boolean
  /** What came, in words. */
  readonly sentence: string
}

export interface TileHost {
  /** Looks at a file or folder of this machine in a thread of its own; changes nothing. */
  look(path: string, rows?: PackRows): Promise<Result<PackLook, BadPack>>
  /** Serves exactly these; what is not among them is closed and answers nothing any more. */
  serve(sources: readonly TileSource[]): void
  state(id: string): SourceState
  /** Called when the state of a source changed. */
  onState(listener: (id: string) => void): () => void
  /** Puts what a page sent into the folder of packs under a passing name; its path. */
  takeIn(bytes: Uint8Array): Result<string, Refusal<'disk-full'> | Refusal<'read-only'>>
  /**
   * Brings a pack into the folder of packs as `name`, in a thread of its own; what is slow to
   * read becomes a file that is not. A file of `takeIn` is moved. The data of a refusal is the
   * sentence; nothing of the copy is left.
   */
  adopt(
    name: string,
    from: PackPlace,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<PackPlace & { readonly sizeBytes: number }, BadPack>>
  /** Looks at a GeoJSON, KML or Shapefile in a thread of its own; changes nothing. */
  lookAtSource(path: string, fileName: string): Promise<Result<SourceLook, BadPack>>
  /** Builds a PMTiles file `name` in the folder of packs, in a thread of its own. */
  build(name: string, plan: BuildPlan, onStep: (step: BuildStep) => void): Build
  /** Fetches one tile of an online layer; changes nothing. */
  tryOnline(
    source: OnlineSource,
    at: { readonly z: number; readonly x: number; readonly y: number },
  ): Promise<OnlineTrial>
  /** Deletes a file in the folder of packs; anywhere else it touches nothing. */
  discard(path: string): void
  /** Deletes what is ours in the folder of packs and belongs to none of these. */
  tidy(ids: readonly string[], paths: readonly string[]): void
}
