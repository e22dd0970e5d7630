/** Grids, tables and signature lines of a Word document. */
import {
  BorderStyle,
  HeightRule,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { plainWords, type Block, type Words } from '../../../../core/documents/model.ts'
import { paragraphOf, type WordsLook } from './words.ts'

type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

export const twipsPerMm = 1440 / 25.4
const shading = { fill: 'EFEFEF' }

interface CellOptions extends WordsLook {
  readonly width: number
  readonly shaded?: boolean
  readonly columnSpan?: number
  readonly middle?: boolean
}

function cell(words: Words, options: CellOptions): TableCell {
  return new TableCell({
    width: { size: Math.round(options.width), type: WidthType.DXA },
    verticalAlign: options.middle ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(options.columnSpan === undefined ? {} : { columnSpan: options.columnSpan }),
    ...(options.shaded ? { shading } : {}),
    children: [paragraphOf(words, options)],
  })
}

function grid(rows: readonly TableRow[], columnWidths: readonly number[]): Table {
  const widths = columnWidths.map(Math.round)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows,
  })
}

function heightOf(mm: number) {
  return mm > 0 ? { height: { value: Math.round(mm * twipsPerMm), rule: HeightRule.ATLEAST } } : {}
}

/** Least height of a row of facts: room to write in. */
const factHeightMm = 8.5

export function factsTable({ rows, heightsMm }: BlockOf<'facts'>, width: number): Table {
  const size = 10.5
  const most = Math.max(1, ...rows.map((row) => row.length))
  const labels = rows.flatMap((row) => row.map(([label]) => letterWidth(label, size)))
  const labelWidth = Math.min(Math.max(0, ...labels) + 260, width * 0.2)
  const share = width / most
  const columnWidths = Array.from({ length: most }, () => [labelWidth, share - labelWidth]).flat()
  const lines = rows.map((row, place) => {
    const cells = row.flatMap(([label, value], column) => {
      const last = column === row.length - 1
      const spanned = last ? (most - row.length) * 2 + 1 : 1
      const wide = share - labelWidth + (last ? (most - row.length) * share : 0)
      return [
        cell(label, { width: labelWidth, size, shaded: true, align: 'center', middle: true }),
        cell(value, { width: wide, size, columnSpan: spanned, middle: true }),
      ]
    })
    const mm = Math.max(factHeightMm, heightsMm?.[place] ?? 0)
    return new TableRow({ children: cells, ...heightOf(mm) })
  })
  return grid(lines, columnWidths)
}

/** Twips that a word takes: a Chinese character is as wide as it is high, a Latin one half. */
function letterWidth(words: Words, size: number): number {
  let width = 0
  for (const char of plainWords(words)) width += (char.codePointAt(0) ?? 0) < 0x2e80 ? 0.62 : 1
  return width * size * 20
}

const measuredRows = 400

function columnWidths({ columns, rows }: BlockOf<'table'>, width: number, size: number): number[] {
  const measured = rows.slice(0, measuredRows).flatMap((row) => ('band' in row ? [] : [row]))
  const natural = columns.map(({ title, width: wanted }, column) => {
    if (wanted !== 'auto') return 0
    const widest = [title, ...measured.map((row) => row[column] ?? '')].map((words) =>
      letterWidth(words, size),
    )
    return Math.min(Math.max(...widest) + 220, width * 0.4)
  })
  const taken = natural.reduce((sum, each) => sum + each, 0)
  const shares = columns.map(({ width: wanted }) => (wanted === 'auto' ? 0 : wanted))
  const shared = shares.reduce((sum, share) => sum + share, 0)
  if (shared === 0 || taken > width * 0.8) {
    const wanted = columns.map(
      (_, column) => (natural[column] ?? 0) || (shares[column] ?? 1) * 1200,
    )
    const all = wanted.reduce((sum, each) => sum + each, 0)
    return wanted.map((each) => (each * width) / all)
  }
  return columns.map(
    (_, column) => (natural[column] ?? 0) || ((shares[column] ?? 0) * (width - taken)) / shared,
  )
}

export function listTable(table: BlockOf<'table'>, width: number): Table {
  const size = table.small ? 8 : 9.5
  const widths = columnWidths(table, width, size)
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map(({ title }, column) =>
      cell(title, {
        width: widths[column] ?? 0,
        size,
        bold: true,
        shaded: true,
        align: 'center',
        middle: true,
      }),
    ),
  })
  const rows = table.rows.map((row) =>
    'band' in row
      ? new TableRow({
          cantSplit: true,
          children: [
            cell(row.band, {
              width,
              size,
              bold: true,
              shaded: true,
              columnSpan: table.columns.length,
            }),
          ],
        })
      : new TableRow({
          // A long row is divided between pages, a short one is not.
          cantSplit: row.every((words) => plainWords(words).length < 400),
          ...heightOf(table.rowHeightMm ?? 0),
          children: table.columns.map(({ align }, column) =>
            cell(row[column] ?? '', { width: widths[column] ?? 0, size, align }),
          ),
        }),
  )
  return grid([head, ...rows], widths)
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none }

export function signatureTable({ labels }: BlockOf<'signatures'>, width: number): Table {
  const perRow = Math.min(3, Math.max(1, labels.length))
  const share = width / perRow
  const rows: TableRow[] = []
  for (let place = 0; place < labels.length; place += perRow) {
    const children = Array.from({ length: perRow }, (_, column) => {
      const [label, value] = labels[place + column] ?? ['', '']
      const words = label === '' ? '' : `${label}：${value === '' ? '＿＿＿＿＿＿＿＿' : value}`
      return new TableCell({
        width: { size: Math.round(share), type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        borders: noBorders,
        children: [paragraphOf(words, { size: 10.5 })],
      })
    })
    rows.push(new TableRow({ cantSplit: true, children, ...heightOf(11) }))
  }
  const widths = Array.from({ length: perRow }, () => Math.round(share))
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: Math.round(width), type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows,
  })
}
