/** Writes XLSX files: pages with titles, frames and merged cells, or one plain table. */
import writeXlsxFile from 'write-excel-file/node'
import type { SheetCell, SheetPage } from '../../core/documents/sheet.ts'

const frame = { borderStyle: 'thin', borderColor: '#000000' } as const

/** Every cell is text, so that a number keeps its leading zeros and a date its words. */
function cellOf(cell: SheetCell | null) {
  if (!cell) return null
  const { text, bold, across, down, align, size, height, framed, shaded } = cell
  return {
    value: text,
    type: String,
    format: '@',
    wrap: true,
    alignVertical: 'center' as const,
    ...(align ? { align } : {}),
    ...(bold ? { fontWeight: 'bold' as const } : {}),
    ...(across === undefined ? {} : { columnSpan: across }),
    ...(down === undefined ? {} : { rowSpan: down }),
    ...(size === undefined ? {} : { fontSize: size }),
    ...(height === undefined ? {} : { height }),
    ...(framed ? frame : {}),
    ...(shaded ? { backgroundColor: '#eeeeee' } : {}),
  }
}

export async function writeSheets(pages: readonly SheetPage[]): Promise<Uint8Array> {
  const sheets = pages.map(({ name, widths, rows, landscape, sticky }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    data: rows.map((row) => row.map(cellOf)),
    ...(sticky === undefined ? {} : { stickyRowsCount: sticky }),
    ...(landscape ? { orientation: 'landscape' as const } : {}),
  }))
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer())
}

/** Wide enough for most words; Chinese letters take about two. */
const widest = 40

function widthOf(column: readonly string[]): number {
  const needs = column.map((text) =>
    [...text].reduce((sum, letter) => sum + (letter > '\u00ff' ? 2 : 1), 0),
  )
  return Math.min(widest, Math.max(8, ...needs) + 2)
}

/** One sheet: its first row is the heading. */
export function writeTable(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const [headings = []] = table
  const widths = headings.map((_, at) => widthOf(table.map((row) => row[at] ?? '')))
  const rows = table.map((row, at) => row.map((text) => ({ text, bold: at === 0 })))
  return writeSheets([{ name: '表', widths, rows, sticky: 1 }])
}
