/** Pages of a spreadsheet as data; the host writes them as XLSX. */

export interface SheetCell {
  readonly text: string
  readonly bold?: boolean
  /** Columns and rows it covers; what it covers is not given. */
  readonly across?: number
  readonly down?: number
  readonly align?: 'left' | 'center' | 'right'
  /** Points; 11 where absent. */
  readonly size?: number
  /** Least height of its row in points. */
  readonly height?: number
  readonly framed?: boolean
  readonly shaded?: boolean
}

export interface SheetPage {
  /** On the tab: at most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  /** Widths in Latin letters; a Chinese one takes two. */
  readonly widths: readonly number[]
  /** A place that another cell covers, or that is empty, is null. */
  readonly rows: readonly (readonly (SheetCell | null)[])[]
  readonly landscape?: boolean
  /** Rows that stay in sight while one scrolls. */
  readonly sticky?: number
}
