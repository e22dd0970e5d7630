/**
 * A printable document as data. Modules compose it from the record; the host renders the same
 * model as PDF and as DOCX (`adapters/documents`), so both say the same.
 */
import { assertNever } from '../kernel/assert-never.ts'
import type { OpStatus } from '../oplog/types.ts'

/** A piece of a line. A struck piece is printed with a line through it and stays readable. */
export interface Run {
  readonly text: string
  readonly bold?: boolean
  readonly struck?: boolean
  /** Paler and smaller: lines that the console wrote, notes, sources. */
  readonly quiet?: boolean
}

/** A plain string is one run. */
export type Words = string | readonly Run[]

/** A row across the whole table, shaded: a date line, a group. It stays with the row that follows. */
export interface Band {
  readonly band: Words
}

export type TableRow = readonly Words[] | Band

export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 1 | 2 }
  | { readonly kind: 'paragraph'; readonly words: Words; readonly indent?: boolean }
  /** Label and value in two or four columns with borders; an empty value leaves room to write. */
  | {
      readonly kind: 'facts'
      readonly rows: readonly (readonly (readonly [label: string, value: Words])[])[]
      /** Least height of each row in millimetres, where it is written in by hand; 0 or absent: one line. */
      readonly heightsMm?: readonly number[]
    }
  | {
      readonly kind: 'table'
      readonly columns: readonly {
        readonly title: string
        /** Share of the width; `auto` takes what the words need. */
        readonly width: number | 'auto'
        readonly align?: 'left' | 'right' | 'center'
      }[]
      readonly rows: readonly TableRow[]
      /** Least height of each row in millimetres, for forms that are filled in by hand. */
      readonly rowHeightMm?: number
      /** Smaller print, for long lists. */
      readonly small?: boolean
    }
  /** Names and lines to sign on, side by side. */
  | { readonly kind: 'signatures'; readonly labels: readonly (readonly [string, string])[] }
  /**
   * A drawing of its own (timeline chart): SVG with its size in points. Of SVG only what
   * `adapters/documents/svg-shapes.ts` lists.
   */
  | {
      readonly kind: 'picture'
      readonly svg: string
      readonly widthPt: number
      readonly heightPt: number
    }
  /** A photograph or a map: PNG with its size in points and its words for who cannot see it. */
  | {
      readonly kind: 'image'
      readonly png: Uint8Array
      readonly widthPt: number
      readonly heightPt: number
      readonly alt: string
    }
  | { readonly kind: 'space'; readonly mm: number }
  | { readonly kind: 'page-break' }

export interface PrintDocument {
  readonly title: string
  /** Under the title: number, date, from whom. */
  readonly subtitle?: Words
  /** Without extension. */
  readonly fileName: string
  readonly paper: 'A4' | 'A4-landscape'
  /** An exercise or test is marked on every page and before the title. */
  readonly status: OpStatus
  /** When it was made: the date inside the file, so that the same record gives the same bytes. */
  readonly madeAt: number
  /** At the foot of every page, beside the page number: what proves the print, such as the chain head. */
  readonly foot: string
  readonly blocks: readonly Block[]
}

/** Set before titles of an exercise or test, on paper as on screen. */
export function statusPrefix(status: OpStatus): string {
  switch (status) {
    case 'actual':
      return ''
    case 'exercise':
      return '【演练】'
    case 'test':
      return '【练习】'
    default:
      return assertNever(status)
  }
}

export type DocumentFormat = 'pdf' | 'docx'

export function runsOf(words: Words): readonly Run[] {
  return typeof words === 'string' ? [{ text: words }] : words
}

export function plainWords(words: Words): string {
  return runsOf(words)
    .map(({ text }) => text)
    .join('')
}
