export interface WriterOrder {
  readonly dir: string
  readonly secondDisk?: string | undefined
  /** Entities are `<prefix>-<n>`. */
  readonly prefix: string
  readonly reserveBytes?: number | undefined
  readonly attachmentEvery?: number | undefined
  readonly pauseMs?: number | undefined
  readonly synchronous?: 'FULL' | 'NORMAL' | undefined
  /** A planted bug that the test must see. */
  readonly mutant?: 'acknowledge-first' | undefined
}
