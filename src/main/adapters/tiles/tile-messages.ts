/** What the core process and the thread that reads packs say to each other. */
import type {
  BadPack,
  BuildPlan,
  BuildStep,
  OnlineSource,
  PackBounds,
  PackLook,
  PackPlace,
  PackRows,
  Progress,
  SourceLook,
  SourceState,
  TileSource,
} from '../../../core/map-packs.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { TileFormat } from './tile-format.ts'

export type ToTiles =
  /** Exactly these are open from now on. */
  | { readonly kind: 'serve'; readonly sources: readonly TileSource[]; readonly folder: string }
  | {
      readonly kind: 'read'
      readonly ask: number
      readonly id: string
      readonly z: number
      readonly x: number
      readonly y: number
    }

export interface TileAt {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** A tile as it goes to the page; null: there is none. */
export type TileAnswer = { readonly format: TileFormat; readonly bytes: Uint8Array } | null

export type FromTiles =
  | { readonly kind: 'tile'; readonly ask: number; readonly tile: TileAnswer }
  | { readonly kind: 'state'; readonly id: string; readonly state: SourceState }
  /** A mistake of ours that the thread lived through. */
  | { readonly kind: 'mistake'; readonly text: string }

/** Work of a thread that ends with its answer. */
export type TileOrder =
  | {
      readonly kind: 'look'
      readonly path: string
      readonly county: PackBounds
      readonly rows?: PackRows | undefined
    }
  | { readonly kind: 'serve' }
  /** Writes a copy to `to`. */
  | { readonly kind: 'copy'; readonly from: PackPlace; readonly to: string }
  | { readonly kind: 'try-online'; readonly source: OnlineSource; readonly at: TileAt }
  | { readonly kind: 'look-source'; readonly path: string; readonly fileName: string }
  /** Writes a pack to `to`. */
  | { readonly kind: 'build'; readonly plan: BuildPlan; readonly to: string }

export type LookAnswer = Result<PackLook, BadPack>

export type CopyAnswer =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'end'
      readonly result: Result<PackPlace & { readonly sizeBytes: number }, BadPack>
    }

export type SourceAnswer = Result<SourceLook, BadPack>

export type BuildAnswer =
  | { readonly kind: 'step'; readonly step: BuildStep }
  | {
      readonly kind: 'end'
      readonly result: Result<
        { readonly tiles: number; readonly features: number; readonly leftOut: number },
        BadPack
      >
    }
