/** Blocks from top to bottom, page after page. */
import { assertNever } from '../../../../core/kernel/assert-never.ts'
import {
  statusPrefix,
  type Block,
  type PrintDocument,
  type Words,
} from '../../../../core/documents/model.ts'
import { joinFacts } from '../join-facts.ts'
import { Flow } from './flow.ts'
import type { Fonts } from './fonts.ts'
import { breakLines, type TextLook } from './lines.ts'
import { layFacts } from './facts.ts'
import { pointsPerMm, type Sheet } from './sheet.ts'
import { layTable } from './table.ts'

const bodySize = 10.5
const titleLook = { size: 18, bold: true } satisfies TextLook

export function layDocument(document: PrintDocument, sheet: Sheet, fonts: Fonts): void {
  const flow = new Flow(sheet, fonts)
  const title = `${statusPrefix(document.status)}${document.title}`
  flow.lines(breakLines(fonts, title, titleLook, flow.width), titleLook.size, 1.35, 'center')
  flow.y += 2
  if (document.subtitle !== undefined) {
    const lines = breakLines(fonts, document.subtitle, { size: 10 }, flow.width)
    flow.lines(lines, 10, 1.5, 'center')
  }
  flow.y += 8
  const blocks = joinFacts(document.blocks)
  blocks.forEach((block, place) => layBlock(flow, block, blocks[place + 1]))
}

function layBlock(flow: Flow, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading':
      return layHeading(flow, block.text, block.level, next)
    case 'paragraph':
      return layParagraph(flow, block.words, block.indent ?? false)
    case 'facts':
      layFacts(flow, block)
      break
    case 'table':
      layTable(flow, block)
      break
    case 'signatures':
      return laySignatures(flow, block.labels)
    case 'picture':
      flow.need(block.heightPt)
      flow.sheet.picture(block.svg, flow.left, flow.y, block.widthPt, block.heightPt)
      flow.y += block.heightPt + 6
      return
    case 'image':
      flow.need(block.heightPt)
      flow.sheet.image(block, flow.left + (flow.width - block.widthPt) / 2, flow.y)
      flow.y += block.heightPt + 6
      return
    case 'space':
      flow.y += Math.min(block.mm * pointsPerMm, flow.room)
      return
    case 'page-break':
      if (!flow.atTop) flow.newPage()
      return
    default:
      return assertNever(block)
  }
  flow.y = Math.min(flow.y + 8, flow.sheet.paper.bottom)
}

function layHeading(flow: Flow, text: string, level: 1 | 2, next: Block | undefined): void {
  const size = level === 1 ? 13 : 11.5
  const lines = breakLines(flow.fonts, text, { size, bold: true }, flow.width)
  const before = flow.atTop ? 0 : 7
  // Not alone at the foot of a page.
  flow.need(before + lines.length * size * 1.5 + (next ? 48 : 0))
  if (!flow.atTop) flow.y += before
  flow.lines(lines, size, 1.5, 'left')
  flow.y += 3
}

function layParagraph(flow: Flow, words: Words, indent: boolean): void {
  const spacing = 1.6
  const first = indent ? bodySize * 2 : 0
  const lines = breakLines(flow.fonts, words, { size: bodySize }, flow.width, first)
  // Two lines together: none is left alone at the foot of a page.
  flow.need(Math.min(lines.length, 2) * bodySize * spacing)
  flow.lines(lines, bodySize, spacing, 'left')
  flow.y += 3
}

function laySignatures(flow: Flow, labels: readonly (readonly [string, string])[]): void {
  const perRow = Math.min(3, labels.length)
  if (perRow === 0) return
  const rows = Math.ceil(labels.length / perRow)
  const height = 30
  flow.need(8 + rows * height)
  flow.y += 8
  const cell = flow.width / perRow
  labels.forEach(([label, value], place) => {
    const x = flow.left + (place % perRow) * cell
    const baseline = flow.y + Math.floor(place / perRow) * height + 20
    const size = bodySize
    const [labelLine] = breakLines(flow.fonts, `${label}：`, { size }, Infinity)
    if (!labelLine) return
    flow.sheet.line(labelLine, x, baseline)
    const from = x + labelLine.width
    const [valueLine] = breakLines(flow.fonts, value, { size }, cell - labelLine.width - 14)
    if (valueLine) flow.sheet.line(valueLine, from + 3, baseline)
    flow.sheet.rule(from, baseline + 4, x + cell - 12, baseline + 4)
  })
  flow.y += rows * height + 6
}
