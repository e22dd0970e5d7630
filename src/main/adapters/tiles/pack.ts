/** What every kind of pack gives to whoever serves or looks at it. */
import type { PackBounds, PackContainer, PackRows } from '../../../core/map-packs.ts'
import type { Extent } from './tile-grid.ts'

/** Why a file cannot be used, as a sentence for the operator. */
export class PackProblem extends Error {
  override readonly name = 'PackProblem'
  readonly sentence: string
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.sentence = sentence
  }
}

/** What was read of a pack without any tile being drawn. */
export interface PackFacts {
  readonly container: PackContainer
  readonly usualRows: PackRows
  readonly saidRows?: PackRows | undefined
  /** At each zoom that has tiles, the shallowest first; never empty. */
  readonly extents: readonly Extent[]
  readonly declaredBounds?: PackBounds | undefined
  readonly count: number | null
  readonly sizeBytes: number | null
  readonly indexed: boolean
  readonly name: string
  readonly attribution: string
  /** From the metadata; empty where it says nothing. */
  readonly layers: readonly string[]
  readonly warnings: readonly string[]
}

/** A tile as it lies in the file; `row` as the file counts. */
export interface StoredTile {
  readonly z: number
  readonly x: number
  readonly row: number
  readonly bytes: Uint8Array
}

export interface Pack {
  /** `undefined`: there is no such tile. @throws PackProblem where the file cannot be read. */
  read(z: number, x: number, row: number): Promise<Uint8Array | undefined>
  /** @throws PackProblem with the reason why this is no pack that can be used. */
  facts(): Promise<PackFacts>
  /** A few tiles that are there, the deepest zoom first. */
  samples(): Promise<readonly StoredTile[]>
  /** Every tile, for a copy of our own. */
  all(): AsyncIterable<StoredTile> | Iterable<StoredTile>
  /** May be called twice. */
  close(): void
}
