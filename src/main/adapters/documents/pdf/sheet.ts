/** The pages: margins, head and foot of each, and what is drawn on them. */
import {
  plainWords,
  statusPrefix,
  type Block,
  type PrintDocument,
} from '../../../../core/documents/model.ts'
import type { Fonts } from './fonts.ts'
import { breakLines, ink, type Line } from './lines.ts'

export const pointsPerMm = 72 / 25.4

export interface Paper {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const a4 = { width: 595.28, height: 841.89 }

export function paperOf({ paper }: PrintDocument): Paper {
  const [width, height] = paper === 'A4' ? [a4.width, a4.height] : [a4.height, a4.width]
  const side = (paper === 'A4' ? 20 : 15) * pointsPerMm
  return { width, height, left: side, right: width - side, top: 62, bottom: height - 58 }
}

export const hair = 0.6
const headSize = 8.5
const footSize = 8
const shade = '#efefef'

/** Where the layout puts its marks. Counting pages and drawing them are two of these. */
export interface Sheet {
  readonly paper: Paper
  newPage(): void
  line(line: Line, x: number, baseline: number): void
  rule(x1: number, y1: number, x2: number, y2: number): void
  shade(x: number, y: number, width: number, height: number): void
  picture(svg: string, x: number, y: number, width: number, height: number): void
  image(image: Extract<Block, { kind: 'image' }>, x: number, y: number): void
}

/** Counts pages and draws nothing. */
export function countingSheet(paper: Paper): Sheet & { pages(): number } {
  let pages = 0
  const nothing = () => undefined
  return {
    paper,
    newPage: () => void pages++,
    line: nothing,
    rule: nothing,
    shade: nothing,
    picture: nothing,
    image: nothing,
    pages: () => pages,
  }
}

export function drawLine(
  pdf: PDFKit.PDFDocument,
  line: Line,
  left: number,
  baseline: number,
): void {
  for (const { text, x, width, font, size, colour, struck } of line.pieces) {
    pdf.font(font).fontSize(size).fillColor(colour)
    pdf.text(text, left + x, baseline, { lineBreak: false, baseline: 'alphabetic' })
    if (!struck) continue
    const y = baseline - size * 0.34
    pdf.lineWidth(Math.max(0.7, size * 0.07)).strokeColor(ink)
    pdf
      .moveTo(left + x, y)
      .lineTo(left + x + width, y)
      .stroke()
  }
}

export function drawingSheet(
  pdf: PDFKit.PDFDocument,
  fonts: Fonts,
  document: PrintDocument,
  pages: number,
  drawPicture: (svg: string, width: number, height: number) => void,
): Sheet {
  const paper = paperOf(document)
  const head = `${statusPrefix(document.status)}${plainWords(document.title)}`
  const footWidth = paper.right - paper.left - 90
  const foot = breakLines(fonts, document.foot, { size: footSize }, footWidth).slice(0, 2)
  let page = 0
  const small = (text: string, size: number, x: number, baseline: number, toRight: boolean) => {
    const [line] = breakLines(fonts, [{ text }], { size }, Infinity)
    if (line) drawLine(pdf, line, toRight ? x - line.width : x, baseline)
  }
  const rule = (x1: number, y1: number, x2: number, y2: number) => {
    pdf.lineWidth(hair).strokeColor(ink).moveTo(x1, y1).lineTo(x2, y2).stroke()
  }
  return {
    paper,
    newPage() {
      page++
      pdf.addPage({ size: [paper.width, paper.height], margin: 0 })
      if (document.status !== 'actual') drawMark(pdf, fonts, document.status, paper)
      const [headLine] = breakLines(fonts, head, { size: headSize }, paper.right - paper.left)
      if (headLine) drawLine(pdf, headLine, paper.left, 44)
      rule(paper.left, 50, paper.right, 50)
      rule(paper.left, paper.height - 48, paper.right, paper.height - 48)
      foot.forEach((line, place) => drawLine(pdf, line, paper.left, paper.height - 36 + place * 11))
      small(`第 ${page} 页 共 ${pages} 页`, footSize, paper.right, paper.height - 36, true)
    },
    line: (line, x, baseline) => drawLine(pdf, line, x, baseline),
    rule,
    shade(x, y, width, height) {
      pdf.rect(x, y, width, height).fill(shade)
    },
    picture(svg, x, y, width, height) {
      pdf.save().translate(x, y)
      pdf.rect(0, 0, width, height).clip()
      drawPicture(svg, width, height)
      pdf.restore()
    },
    image({ png, widthPt, heightPt }, x, y) {
      pdf.image(Buffer.from(png), x, y, { width: widthPt, height: heightPt })
    },
  }
}

/**
 * 演练 across the page in outlines, behind the words: seen on every copy, and not in the way of
 * somebody who selects text.
 */
function drawMark(
  pdf: PDFKit.PDFDocument,
  fonts: Fonts,
  status: 'exercise' | 'test',
  paper: Paper,
): void {
  const word = status === 'exercise' ? '演练' : '练习'
  const { glyphs, unitsPerEm, width } = fonts.outlines('bold', word)
  const size = 96
  const scale = size / unitsPerEm
  for (const share of [0.22, 0.5, 0.78]) {
    pdf.save()
    pdf.translate(paper.width / 2, paper.height * share).rotate(-30)
    pdf.scale(scale, -scale).translate(-width / 2, -unitsPerEm * 0.35)
    pdf.fillColor('#000000').fillOpacity(0.07)
    for (const { x, path } of glyphs) {
      pdf.save()
      pdf.translate(x, 0).path(path).fill()
      pdf.restore()
    }
    pdf.restore()
  }
  pdf.fillOpacity(1)
}
