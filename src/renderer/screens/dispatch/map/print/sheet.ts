/** The map in its frame: title, coordinates at the edges, scale, north, legend, whose map it is. */
import type L from 'leaflet'
import { SpriteAtlas } from '../../../../map/sprite-atlas.ts'
import type { SymbolShape } from '../../../../map/symbol-shapes.ts'
import { metresText, scaleBar } from '../map-geometry.ts'
import { drawMap } from './map-canvas.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

export interface LegendEntry {
  readonly shape: SymbolShape
  readonly token: string
  readonly mark: string
  readonly word: string
}

export interface Sheet {
  readonly title: string
  /** Under the title: when it was so. */
  readonly time: string
  readonly legend: readonly LegendEntry[]
  readonly credit: string
  /** Across the picture and before the title, where it is no real event. */
  readonly drill: string | undefined
  /** Off where the title stands on the paper around the picture. */
  readonly withTitle: boolean
}

const margin = 46
const titleHeight = 64
const legendRow = 26
const legendColumn = 190
const footHeight = 58
/** Device pixels of one pixel of the screen: print is finer than a screen. */
const sharpness = 2
const steps = [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]

interface Paper {
  readonly context: CanvasRenderingContext2D
  readonly ink: string
  readonly quiet: string
  readonly font: string
}

function write(
  { context, font, ink }: Paper,
  text: string,
  at: { readonly x: number; readonly y: number },
  look: {
    readonly size?: number
    readonly bold?: boolean
    readonly align?: CanvasTextAlign
    readonly colour?: string
  } = {},
): void {
  const { size = 13, bold = false, align = 'left', colour = ink } = look
  context.font = `${bold ? 600 : 400} ${size}px ${font}`
  context.textAlign = align
  context.textBaseline = 'middle'
  context.fillStyle = colour
  context.fillText(text, at.x, at.y)
}

/** The coarsest step that still gives a mark each 150 px or so. */
function stepFor(degrees: number, px: number): number {
  return steps.find((step) => (degrees / step) * 150 >= px) ?? 0.001
}

function degreeText(value: number, step: number, letters: string): string {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
  return `${Math.abs(value).toFixed(digits)}°${value < 0 ? letters[1] : letters[0]}`
}

function* marks(from: number, to: number, step: number): Iterable<number> {
  for (let line = Math.ceil(from / step); line * step <= to; line++) yield line * step
}

/** Ticks and degrees along the four edges, WGS-84 whatever the base is drawn in. */
function drawFrame(
  paper: Paper,
  map: L.Map,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const { context } = paper
  const bounds = map.getBounds()
  const centre = map.getCenter()
  const lonStep = stepFor(bounds.getEast() - bounds.getWest(), box.width)
  const latStep = stepFor(bounds.getNorth() - bounds.getSouth(), box.height)
  context.strokeStyle = paper.ink
  context.lineWidth = 1.5
  context.strokeRect(box.x, box.y, box.width, box.height)
  context.lineWidth = 1
  context.beginPath()
  for (const lon of marks(bounds.getWest(), bounds.getEast(), lonStep)) {
    const x = box.x + map.latLngToContainerPoint([centre.lat, lon]).x
    if (x < box.x || x > box.x + box.width) continue
    context.moveTo(x, box.y)
    context.lineTo(x, box.y - 6)
    context.moveTo(x, box.y + box.height)
    context.lineTo(x, box.y + box.height + 6)
    const text = degreeText(lon, lonStep, 'EW')
    write(paper, text, { x, y: box.y - 15 }, { size: 11, align: 'center' })
    write(paper, text, { x, y: box.y + box.height + 15 }, { size: 11, align: 'center' })
  }
  for (const lat of marks(bounds.getSouth(), bounds.getNorth(), latStep)) {
    const y = box.y + map.latLngToContainerPoint([lat, centre.lng]).y
    if (y < box.y || y > box.y + box.height) continue
    context.moveTo(box.x, y)
    context.lineTo(box.x - 6, y)
    context.moveTo(box.x + box.width, y)
    context.lineTo(box.x + box.width + 6, y)
    const text = degreeText(lat, latStep, 'NS')
    write(paper, text, { x: box.x - 8, y: y - 9 }, { size: 11, align: 'right' })
    write(paper, text, { x: box.x + box.width + 8, y: y - 9 }, { size: 11 })
  }
  context.stroke()
}

function drawNorth({ context, ink, font }: Paper, x: number, y: number): void {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + 9, y + 28)
  context.lineTo(x, y + 22)
  context.lineTo(x - 9, y + 28)
  context.closePath()
  context.fillStyle = ink
  context.fill()
  context.font = `600 13px ${font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText('北', x, y + 40)
}

/** Its length is true in the middle of the map. */
function drawScale(paper: Paper, map: L.Map, x: number, y: number): void {
  const middle = map.getSize().divideBy(2)
  const metres = map.distance(
    map.containerPointToLatLng([middle.x - 50, middle.y]),
    map.containerPointToLatLng([middle.x + 50, middle.y]),
  )
  const bar = scaleBar(metres / 100, 180)
  const { context } = paper
  context.strokeStyle = paper.ink
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(x, y - 6)
  context.lineTo(x, y)
  context.lineTo(x + bar.px, y)
  context.lineTo(x + bar.px, y - 6)
  context.moveTo(x + bar.px / 2, y - 4)
  context.lineTo(x + bar.px / 2, y)
  context.stroke()
  write(paper, '0', { x, y: y - 15 }, { size: 11, align: 'center' })
  write(paper, metresText(bar.metres), { x: x + bar.px, y: y - 15 }, { size: 11, align: 'center' })
}

function drawLegend(
  paper: Paper,
  legend: readonly LegendEntry[],
  y: number,
  columns: number,
): void {
  const atlas = new SpriteAtlas(sharpness, 1)
  legend.forEach(({ word, ...look }, place) => {
    const x = margin + (place % columns) * legendColumn
    const row = y + Math.floor(place / columns) * legendRow + legendRow / 2
    atlas.draw(paper.context, atlas.cellOf({ ...look, heading: -1 }), x + 14, row)
    write(paper, word, { x: x + 34, y: row }, { size: 12 })
  })
}

/** Over the whole map, so that no copy of a part of it passes for real. */
function drawDrill(
  { context, font }: Paper,
  word: string,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  context.save()
  context.globalAlpha = 0.22
  context.fillStyle = tokenColour('warn-yellow')
  context.font = `700 ${Math.round(box.height / 5)}px ${font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const share of [0.28, 0.72]) {
    context.save()
    context.translate(box.x + box.width * share, box.y + box.height / 2)
    context.rotate(-Math.PI / 6)
    context.fillText(word, 0, 0)
    context.restore()
  }
  context.restore()
}

/** The sheet as a canvas of its own. */
export function composeSheet(map: L.Map, sheet: Sheet): HTMLCanvasElement {
  const size = map.getSize()
  const top = margin + (sheet.withTitle ? titleHeight - 12 : 0)
  const width = size.x + 2 * margin
  const columns = Math.max(1, Math.floor((width - 2 * margin) / legendColumn))
  const legendHeight = Math.ceil(sheet.legend.length / columns) * legendRow
  const height = top + size.y + 30 + legendHeight + footHeight
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * sharpness)
  canvas.height = Math.round(height * sharpness)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the browser gives no canvas')
  context.scale(sharpness, sharpness)
  const paper = {
    context,
    ink: tokenColour('text-1'),
    quiet: tokenColour('text-2'),
    font: tokenColour('font'),
  }
  context.fillStyle = tokenColour('bg-panel')
  context.fillRect(0, 0, width, height)
  const box = { x: margin, y: top, width: size.x, height: size.y }
  if (sheet.withTitle) {
    const drill = sheet.drill === undefined ? '' : `【${sheet.drill}】`
    write(
      paper,
      `${drill}${sheet.title}`,
      { x: width / 2, y: 28 },
      {
        size: 24,
        bold: true,
        align: 'center',
      },
    )
    write(paper, sheet.time, { x: width / 2, y: 56 }, { align: 'center', colour: paper.quiet })
  }
  drawMap(context, map, box)
  if (sheet.drill !== undefined) drawDrill(paper, sheet.drill, box)
  drawFrame(paper, map, box)
  drawNorth(paper, width - margin - 26, box.y + 14)
  const below = box.y + box.height + 30
  drawLegend(paper, sheet.legend, below, columns)
  const foot = below + legendHeight + 34
  drawScale(paper, map, margin + 6, foot)
  write(
    paper,
    `坐标 WGS-84（经纬度）　${sheet.credit}`,
    { x: width - margin, y: foot - 6 },
    {
      size: 12,
      align: 'right',
      colour: paper.quiet,
    },
  )
  return canvas
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('the map was too large for a picture'))
    }, 'image/png')
  })
}
