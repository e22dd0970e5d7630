/** A table whose head stands again on every page. */
import type { Block, TableRow } from '../../../../core/documents/model.ts'
import { cellOf, layRow, rowHeight, type CellLook, type CellRow } from './cells.ts'
import type { Flow } from './flow.ts'
import { naturalWidth } from './lines.ts'
import { pointsPerMm } from './sheet.ts'

type Table = Extract<Block, { kind: 'table' }>

/** More rows do not make a column wider: the first ones are as long as the others. */
const measuredRows = 400
/** No `auto` column takes more than this share of the width. */
const mostShare = 0.4

function isBand(row: TableRow): row is Extract<TableRow, { band: unknown }> {
  return 'band' in row
}

export function layTable(flow: Flow, table: Table): void {
  const size = table.small ? 8 : 9.5
  const widths = columnWidths(flow, table, size)
  const head: CellRow = {
    cells: table.columns.map(({ title }, column) =>
      cellOf(flow, title, widths[column] ?? 0, {
        size,
        bold: true,
        shaded: true,
        align: 'center',
      }),
    ),
    minHeight: 0,
  }
  const minHeight = (table.rowHeightMm ?? 0) * pointsPerMm
  const layHead = () => layRow(flow, head, () => undefined)
  const rowOf = (row: TableRow): CellRow =>
    isBand(row)
      ? {
          cells: [cellOf(flow, row.band, flow.width, { size, bold: true, shaded: true })],
          minHeight: 0,
        }
      : {
          cells: table.columns.map(({ align }, column) => {
            const look: CellLook = { size, align }
            return cellOf(flow, row[column] ?? '', widths[column] ?? 0, look)
          }),
          minHeight,
        }
  // The head is not alone at the foot of a page.
  flow.need(rowHeight(head) + Math.max(minHeight, 24))
  layHead()
  table.rows.forEach((row, place) => {
    const next = table.rows[place + 1]
    const together = isBand(row) && next ? Math.min(rowHeight(rowOf(next)), 60) : 0
    layRow(flow, rowOf(row), layHead, together)
  })
}

function columnWidths(flow: Flow, { columns, rows }: Table, size: number): number[] {
  const measured = rows.slice(0, measuredRows).filter((row) => !isBand(row))
  const natural = columns.map(({ title, width }, column) => {
    if (width !== 'auto') return 0
    const words = [title, ...measured.map((row) => (isBand(row) ? '' : (row[column] ?? '')))]
    const widest = words.map((each) => naturalWidth(flow.fonts, each, { size, bold: true }))
    return Math.min(Math.max(...widest) + 10, flow.width * mostShare)
  })
  const taken = natural.reduce((sum, width) => sum + width, 0)
  const shares = columns.map(({ width }) => (width === 'auto' ? 0 : width))
  const shared = shares.reduce((sum, share) => sum + share, 0)
  if (shared === 0 || taken > flow.width * 0.8) {
    // Only columns of their own width, or too wide ones: all are drawn to the width of the page.
    const wanted = columns.map((_, column) => (natural[column] ?? 0) || (shares[column] ?? 1) * 60)
    const all = wanted.reduce((sum, width) => sum + width, 0)
    return wanted.map((width) => (width * flow.width) / all)
  }
  return columns.map(
    (_, column) =>
      (natural[column] ?? 0) || ((shares[column] ?? 0) * (flow.width - taken)) / shared,
  )
}
