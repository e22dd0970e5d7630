/** Draws the shapes of an SVG drawing on a page. */
import { readSvg, type Attributes, type SvgShape } from '../svg-shapes.ts'
import type { Fonts } from './fonts.ts'
import { breakLines } from './lines.ts'
import { drawLine } from './sheet.ts'

function numberOf(attributes: Attributes, name: string, otherwise = 0): number {
  const value = Number.parseFloat(attributes[name] ?? '')
  return Number.isFinite(value) ? value : otherwise
}

/** `width` and `height`: of the place on the page; the drawing's `viewBox` is fitted into it. */
export function drawSvg(
  pdf: PDFKit.PDFDocument,
  fonts: Fonts,
  svg: string,
  width: number,
  height: number,
): void {
  const top = readSvg(svg)
  const box = (top.attributes['viewBox'] ?? '').split(/[\s,]+/).map(Number)
  const [left = 0, above = 0, wide = width, high = height] = box.length === 4 ? box : []
  const scale = Math.min(width / wide, height / high)
  pdf.scale(scale).translate(-left, -above)
  for (const child of top.children) drawShape(pdf, fonts, child, top.attributes)
}

/** What a shape takes from the group it is in. */
const inherited = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

function withInherited(own: Attributes, parent: Attributes): Attributes {
  const taken = inherited.flatMap((name) => {
    const value = parent[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(taken), ...own }
}

function drawShape(
  pdf: PDFKit.PDFDocument,
  fonts: Fonts,
  { name, attributes: own, text, children }: SvgShape,
  parent: Attributes,
): void {
  const attributes = withInherited(own, parent)
  const value = (key: string) => numberOf(attributes, key)
  pdf.save()
  move(pdf, attributes['transform'])
  const opacity = numberOf(attributes, 'opacity', 1)
  if (opacity < 1) pdf.opacity(opacity)
  switch (name) {
    case 'g':
    case 'svg':
      for (const child of children) drawShape(pdf, fonts, child, attributes)
      break
    case 'rect': {
      const radius = Math.min(value('rx'), value('width') / 2, value('height') / 2)
      if (radius > 0)
        pdf.roundedRect(value('x'), value('y'), value('width'), value('height'), radius)
      else pdf.rect(value('x'), value('y'), value('width'), value('height'))
      paint(pdf, attributes)
      break
    }
    case 'line':
      pdf.moveTo(value('x1'), value('y1')).lineTo(value('x2'), value('y2'))
      paint(pdf, { ...attributes, fill: 'none' })
      break
    case 'circle':
      pdf.circle(value('cx'), value('cy'), value('r'))
      paint(pdf, attributes)
      break
    case 'polyline':
    case 'polygon':
      pdf.path(`M${attributes['points'] ?? ''}${name === 'polygon' ? 'Z' : ''}`)
      paint(pdf, attributes)
      break
    case 'path':
      pdf.path(attributes['d'] ?? '')
      paint(pdf, attributes)
      break
    case 'text':
      drawText(pdf, fonts, attributes, text)
      break
    default:
      // `title` and `desc` are for those who do not see the drawing.
      break
  }
  pdf.restore()
}

function move(pdf: PDFKit.PDFDocument, transform: string | undefined): void {
  for (const [, kind, list] of (transform ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [one = 0, two, three] = (list ?? '').split(/[\s,]+/).map(Number)
    if (kind === 'translate') pdf.translate(one, two ?? 0)
    else if (kind === 'scale') pdf.scale(one, two ?? one)
    else if (kind === 'rotate') pdf.rotate(one, { origin: [two ?? 0, three ?? 0] })
    else throw new Error(`this drawing holds the transform ${kind}`)
  }
}

/** `none` and absent are not painted; colours are `#rgb`, `#rrggbb` or names. */
function colour(value: string | undefined): string | undefined {
  return value === undefined || value === 'none' || value === 'transparent' ? undefined : value
}

function paint(pdf: PDFKit.PDFDocument, attributes: Attributes): void {
  const fill = 'fill' in attributes ? colour(attributes['fill']) : '#000000'
  const stroke = colour(attributes['stroke'])
  const dash = (attributes['stroke-dasharray'] ?? '').split(/[\s,]+/).map(Number)
  pdf.lineWidth(numberOf(attributes, 'stroke-width', 1))
  if (dash[0]) pdf.dash(dash[0], { space: dash[1] ?? dash[0] })
  if (fill !== undefined && stroke !== undefined) pdf.fillAndStroke(fill, stroke)
  else if (fill !== undefined) pdf.fill(fill)
  else if (stroke !== undefined) pdf.stroke(stroke)
  else pdf.rect(0, 0, 0, 0).fill('#ffffff')
}

function drawText(
  pdf: PDFKit.PDFDocument,
  fonts: Fonts,
  attributes: Attributes,
  text: string,
): void {
  const weight = attributes['font-weight'] ?? 'normal'
  const look = {
    size: numberOf(attributes, 'font-size', 10),
    bold: weight === 'bold' || Number(weight) >= 600,
  }
  const [line] = breakLines(fonts, text.replaceAll(/\s+/g, ' ').trim(), look, Infinity)
  if (!line) return
  const anchor = attributes['text-anchor'] ?? 'start'
  const shift = anchor === 'middle' ? line.width / 2 : anchor === 'end' ? line.width : 0
  const ink = colour(attributes['fill']) ?? '#000000'
  const coloured = { ...line, pieces: line.pieces.map((piece) => ({ ...piece, colour: ink })) }
  drawLine(pdf, coloured, numberOf(attributes, 'x') - shift, numberOf(attributes, 'y'))
}
