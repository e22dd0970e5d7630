/** What the vector runner needs from a driver's folder: how to turn one published row into an answer. */

/** One row of `<protocol>.json`; `hex` or `text` holds the frame, the rest says what it is. */
export interface VectorRow {
  readonly hex?: string
  readonly text?: string
  readonly kind?: string
  /** Where the row's bytes begin: `hrnp`, `hstrp`, `hdap`, `lp_without_service_byte` … */
  readonly layer?: string
  readonly decoded?: unknown
  readonly checksum_ok?: boolean
  readonly [key: string]: unknown
}

export interface VectorProtocol {
  /** The vector file's name without `.json`. */
  readonly protocol: string
  /**
   * Decodes a row and passes the result through the protocol's written mapping table, so that it
   * carries the row's own names. `damaged` is true when any check inside the frame is wrong.
   * A row that cannot be decoded gives `decoded: undefined`; it never throws on bad bytes.
   */
  decode(row: VectorRow): { readonly decoded: unknown; readonly damaged: boolean }
  /** Why the published decode of this row is wrong, where it is: such a row must not pass. */
  disputed?(row: VectorRow): string | undefined
}
