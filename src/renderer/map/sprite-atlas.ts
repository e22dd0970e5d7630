import { tokenColour } from './token-colour.ts'
import { symbolPaths, type SymbolShape } from './symbol-shapes.ts'

/** What decides a sprite's pixels. `heading` is 0 … 31, or -1 where none is known. */
export interface SpriteLook {
  readonly shape: SymbolShape
  /** CSS custom property of the state colour, without `--`. */
  readonly token: string
  /** The digit of the state, or one character for an incident. */
  readonly mark: string
  readonly heading: number
}

export const headings = 32
/** CSS pixels of one square cell; the symbol's radius leaves room for the heading nub. */
export const cellPx = 40
const radiusPx = { unit: 11, incident: 14 }
const columns = 32

/** 0 … 31 for a compass heading in degrees, -1 for none. */
export function headingIndex(headingDeg: number | undefined): number {
  if (headingDeg === undefined || !Number.isFinite(headingDeg)) return -1
  return ((Math.round((headingDeg / 360) * headings) % headings) + headings) % headings
}

/**
 * Every look is drawn once, heading nub already turned; a frame only copies cells. Rotating
 * each unit on the fly costs three times as much with 10,000 of them.
 */
export class SpriteAtlas {
  readonly canvas: HTMLCanvasElement
  private readonly ratio: number
  private readonly size: number
  private readonly cells = new Map<string, number>()
  private readonly colours = new Map<string, string>()

  /** @param size 1 on a desk, more where the symbols are seen from afar */
  constructor(ratio: number, size: number) {
    this.ratio = ratio * size
    this.size = size
    this.canvas = document.createElement('canvas')
    this.canvas.width = columns * Math.round(cellPx * this.ratio)
    this.canvas.height = 4 * Math.round(cellPx * this.ratio)
  }

  /** Forgets every cell: the theme's colours changed. */
  clear(): void {
    this.cells.clear()
    this.colours.clear()
    this.context().clearRect(0, 0, this.canvas.width, this.canvas.height)
  }

  /** The cell's number; drawn now when this look is new. */
  cellOf(look: SpriteLook): number {
    const key = `${look.shape}|${look.token}|${look.mark}|${look.heading}`
    const known = this.cells.get(key)
    if (known !== undefined) return known
    const cell = this.cells.size
    this.cells.set(key, cell)
    this.growFor(cell)
    this.drawCell(cell, look)
    return cell
  }

  draw(target: CanvasRenderingContext2D, cell: number, x: number, y: number): void {
    const size = Math.round(cellPx * this.ratio)
    const shown = cellPx * this.size
    const sx = (cell % columns) * size
    const sy = Math.floor(cell / columns) * size
    const left = Math.round(x - shown / 2)
    const top = Math.round(y - shown / 2)
    target.drawImage(this.canvas, sx, sy, size, size, left, top, shown, shown)
  }

  colour(token: string): string {
    const known = this.colours.get(token)
    if (known) return known
    const value = tokenColour(token)
    this.colours.set(token, value)
    return value
  }

  private context(): CanvasRenderingContext2D {
    const context = this.canvas.getContext('2d')
    if (!context) throw new Error('no 2d context')
    return context
  }

  private growFor(cell: number): void {
    const size = Math.round(cellPx * this.ratio)
    const rows = Math.floor(cell / columns) + 1
    if (rows * size <= this.canvas.height) return
    const old = document.createElement('canvas')
    old.width = this.canvas.width
    old.height = this.canvas.height
    old.getContext('2d')?.drawImage(this.canvas, 0, 0)
    this.canvas.height = rows * 2 * size
    this.context().drawImage(old, 0, 0)
  }

  private drawCell(cell: number, look: SpriteLook): void {
    const context = this.context()
    const column = cell % columns
    const row = Math.floor(cell / columns)
    const radius = look.shape === 'diamond' ? radiusPx.incident : radiusPx.unit
    context.save()
    const size = Math.round(cellPx * this.ratio)
    context.setTransform(this.ratio, 0, 0, this.ratio, (column + 0.5) * size, (row + 0.5) * size)
    if (look.heading >= 0) this.drawNub(context, look, radius)
    context.beginPath()
    symbolPaths[look.shape](context, radius)
    context.fillStyle = this.colour(look.token)
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = this.colour('map-halo')
    context.stroke()
    context.fillStyle = this.colour('on-signal')
    context.font = `700 ${look.shape === 'diamond' ? 14 : 13}px ${this.colour('font')}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(look.mark, 0, look.shape === 'triangle' ? 3 : 0.5)
    context.restore()
  }

  private drawNub(context: CanvasRenderingContext2D, look: SpriteLook, radius: number): void {
    context.save()
    context.rotate((look.heading / headings) * 2 * Math.PI)
    context.beginPath()
    context.moveTo(0, -radius - 7)
    context.lineTo(5, -radius + 1)
    context.lineTo(-5, -radius + 1)
    context.closePath()
    context.fillStyle = this.colour(look.token)
    context.fill()
    context.lineWidth = 1
    context.strokeStyle = this.colour('map-halo')
    context.stroke()
    context.restore()
  }
}
