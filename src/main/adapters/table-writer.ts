/** Writes a table as an XLSX file. */
import writeXlsxFile from 'write-excel-file/node'

/** Wide enough for most words; Chinese letters take about two. */
const widest = 40

function widthOf(column: readonly string[]): number {
  const needs = column.map((text) =>
    [...text].reduce((sum, letter) => sum + (letter > '\u00ff' ? 2 : 1), 0),
  )
  return Math.min(widest, Math.max(8, ...needs) + 2)
}

/** First row bold; every cell is text, so that a number keeps its leading zeros. */
export async function writeTable(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const [headings = []] = table
  const rows = table.map((row, at) =>
    row.map((value) => ({
      value,
      type: String,
      format: '@',
      ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  )
  const columns = headings.map((_, at) => ({ width: widthOf(table.map((row) => row[at] ?? '')) }))
  const bytes = await writeXlsxFile(rows, { columns, stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(bytes)
}
