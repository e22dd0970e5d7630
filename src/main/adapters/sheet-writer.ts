/** Writes pages with titles, frames and merged cells as an XLSX file. */
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
  const sheets = pages.map(({ name, widths, rows, landscape }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    data: rows.map((row) => row.map(cellOf)),
    ...(landscape ? { orientation: 'landscape' as const } : {}),
  }))
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer())
}
