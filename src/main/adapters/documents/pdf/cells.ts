/** Rows of cells with borders: kept whole where they can be, else divided between lines. */
import type { Words } from '../../../../core/documents/model.ts'
import { baselineIn, type Flow } from './flow.ts'
import { breakLines, type Line, type TextLook } from './lines.ts'

export interface CellLook extends TextLook {
  readonly align?: 'left' | 'right' | 'center' | undefined
  readonly shaded?: boolean | undefined
}

export interface Cell {
  readonly width: number
  readonly lines: readonly Line[]
  readonly look: CellLook
}

export interface CellRow {
  readonly cells: readonly Cell[]
  readonly minHeight: number
}

const padX = 4
const padY = 3.2
const spacing = 1.32

export function cellOf(flow: Flow, words: Words, width: number, look: CellLook): Cell {
  return { width, look, lines: breakLines(flow.fonts, words, look, width - 2 * padX) }
}

function textHeight(cell: Cell, count: number): number {
  return count * cell.look.size * spacing
}

export function rowHeight({ cells, minHeight }: CellRow): number {
  const tallest = Math.max(...cells.map((cell) => textHeight(cell, cell.lines.length)))
  return Math.max(minHeight, tallest + 2 * padY)
}

/** A row this much of a page high is divided rather than moved to the next page. */
const dividedAbove = 0.4

/**
 * Puts a row. `onNewPage` puts what stands at the top of every page of the table. `together`:
 * height that must also fit below, so that a date line is not alone at the foot.
 */
export function layRow(flow: Flow, row: CellRow, onNewPage: () => void, together = 0): void {
  const height = rowHeight(row)
  if (height + together <= flow.room) return drawRow(flow, row, height)
  const turn = () => {
    flow.newPage()
    onNewPage()
  }
  if (height <= flow.pageHeight * dividedAbove) {
    if (!flow.atTop) turn()
    return drawRow(flow, row, height)
  }
  layDivided(flow, row, turn)
}

function layDivided(flow: Flow, row: CellRow, turn: () => void): void {
  let rest = row
  for (;;) {
    const height = rowHeight(rest)
    if (height <= flow.room) return drawRow(flow, rest, height)
    const room = flow.room - 2 * padY
    const counts = rest.cells.map(({ look }) => Math.floor(room / (look.size * spacing)))
    if (flow.room < 60 || counts.every((count) => count < 2)) {
      turn()
      continue
    }
    const part = rest.cells.map((cell, place) => ({
      ...cell,
      lines: cell.lines.slice(0, counts[place]),
    }))
    drawRow(flow, { cells: part, minHeight: 0 }, flow.room)
    const left = rest.cells.map((cell, place) => ({
      ...cell,
      lines: cell.lines.slice(counts[place]),
    }))
    rest = { cells: left, minHeight: 0 }
    turn()
    if (left.every(({ lines }) => lines.length === 0)) return
  }
}

function drawRow(flow: Flow, { cells }: CellRow, height: number): void {
  const { sheet } = flow
  const top = flow.y
  let x = flow.left
  for (const cell of cells) {
    if (cell.look.shaded) sheet.shade(x, top, cell.width, height)
    x += cell.width
  }
  x = flow.left
  sheet.rule(x, top, x + flow.width, top)
  sheet.rule(x, top + height, x + flow.width, top + height)
  sheet.rule(x, top, x, top + height)
  for (const cell of cells) {
    drawCell(flow, cell, x, top, height)
    x += cell.width
    sheet.rule(x, top, x, top + height)
  }
  flow.y += height
}

function drawCell(flow: Flow, cell: Cell, x: number, top: number, height: number): void {
  const { size, align } = cell.look
  const lineHeight = size * spacing
  // A single line stands in the middle of a low row, as people write; long text begins at the top.
  const free = height - textHeight(cell, cell.lines.length)
  const start = top + (height < 40 ? free / 2 : padY)
  cell.lines.forEach((line, place) => {
    const slack = cell.width - 2 * padX - line.width
    const shift = align === 'right' ? slack : align === 'center' ? slack / 2 : 0
    const baseline = start + place * lineHeight + baselineIn(lineHeight, size)
    flow.sheet.line(line, x + padX + Math.max(0, shift), baseline)
  })
}
