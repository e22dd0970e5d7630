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
/** 0 … 31 for a compass heading in degrees, -1 for none. */
export function headingIndex(headingDeg: number | undefined): number {
  if (headingDeg === undefined || !Number.isFinite(headingDeg)) return -1
  return ((Math.round((headingDeg / 360) * headings) % headings) + headings) % headings
}

/** One look's picture, cut to what is drawn of it, and where it lies in its cell, in its own pixels. */
interface Sprite {
  readonly picture: CanvasImageSource
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * Every look is drawn once, heading nub already turned; a frame only copies pictures. Rotating
 * each unit on the fly costs three times as much with 10,000 of them. Each picture is by itself
 * and no larger than what is drawn: cut out of a common one, copying takes twice as long without
 * a GPU.
 */
export class SpriteAtlas {
  /** Pixels of a picture for one of the page, and the other way round. */
  private readonly ratio: number
  private readonly scale: number
  /** Half of a cell on the page. */
  private readonly half: number
  private readonly cell: HTMLCanvasElement
  private readonly cells = new Map<string, number>()
  private readonly sprites: Sprite[] = []
  private readonly colours = new Map<string, string>()

  /** @param size 1 on a desk, more where the symbols are seen from afar */
  constructor(ratio: number, size: number) {
    this.ratio = ratio * size
    this.cell = document.createElement('canvas')
    this.cell.width = Math.round(cellPx * this.ratio)
    this.cell.height = this.cell.width
    // A cell is a whole number of pixels: copied as it is, whatever the ratio.
    this.scale = (cellPx * size) / this.cell.width
    this.half = (cellPx * size) / 2
  }

  /** Forgets every picture: the theme's colours changed. */
  clear(): void {
    this.cells.clear()
    this.sprites.length = 0
    this.colours.clear()
  }

  /** The cell's number; drawn now when this look is new. */
  cellOf(look: SpriteLook): number {
    const key = `${look.shape}|${look.token}|${look.mark}|${look.heading}`
    const known = this.cells.get(key)
    if (known !== undefined) return known
    const cell = this.cells.size
    this.cells.set(key, cell)
    this.sprites.push(this.spriteOf(look))
    return cell
  }

  draw(target: CanvasRenderingContext2D, cell: number, x: number, y: number): void {
    const sprite = this.sprites[cell]
    if (!sprite) return
    const { scale } = this
    target.drawImage(
      sprite.picture,
      Math.round(x - this.half) + sprite.left * scale,
      Math.round(y - this.half) + sprite.top * scale,
      sprite.width * scale,
      sprite.height * scale,
    )
  }

  colour(token: string): string {
    const known = this.colours.get(token)
    if (known) return known
    const value = tokenColour(token)
    this.colours.set(token, value)
    return value
  }

  private spriteOf(look: SpriteLook): Sprite {
    // Read back each time: without being told so the browser would first draw it elsewhere.
    const context = this.cell.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no 2d context')
    this.drawLook(context, look)
    const { width: size } = this.cell
    const box = drawnBox(context.getImageData(0, 0, size, size))
    const cut = new OffscreenCanvas(box.width, box.height)
    cut.getContext('2d')?.drawImage(this.cell, -box.left, -box.top)
    return { ...box, picture: cut.transferToImageBitmap() }
  }

  private drawLook(context: CanvasRenderingContext2D, look: SpriteLook): void {
    const radius = look.shape === 'diamond' ? radiusPx.incident : radiusPx.unit
    const { width: size } = this.cell
    context.save()
    context.clearRect(0, 0, size, size)
    context.setTransform(this.ratio, 0, 0, this.ratio, size / 2, size / 2)
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

/** The smallest box with everything in it that is not clear; one pixel where all is. */
function drawnBox({ data, width: size }: ImageData): Omit<Sprite, 'picture'> {
  let [left, top, right, bottom] = [size, size, -1, -1]
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (data[(y * size + x) * 4 + 3] === 0) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  if (right < 0) return { left: 0, top: 0, width: 1, height: 1 }
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}
