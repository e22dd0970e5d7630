/** Where the next block goes, and turning to the next page. */
import type { Fonts } from './fonts.ts'
import type { Line } from './lines.ts'
import type { Sheet } from './sheet.ts'

export class Flow {
  readonly sheet: Sheet
  readonly fonts: Fonts
  y: number
  readonly left: number
  readonly width: number

  constructor(sheet: Sheet, fonts: Fonts) {
    const { paper } = sheet
    this.sheet = sheet
    this.fonts = fonts
    this.left = paper.left
    this.width = paper.right - paper.left
    this.y = paper.top
    sheet.newPage()
  }

  get room(): number {
    return this.sheet.paper.bottom - this.y
  }

  get pageHeight(): number {
    return this.sheet.paper.bottom - this.sheet.paper.top
  }

  get atTop(): boolean {
    return this.y === this.sheet.paper.top
  }

  newPage(): void {
    this.sheet.newPage()
    this.y = this.sheet.paper.top
  }

  /** A new page unless so much still fits here. */
  need(height: number): void {
    if (height > this.room && !this.atTop) this.newPage()
  }

  /** Lines one below the other, over as many pages as they take. */
  lines(lines: readonly Line[], size: number, spacing: number, align: 'left' | 'center'): void {
    const height = size * spacing
    for (const line of lines) {
      this.need(height)
      const x = align === 'center' ? this.left + (this.width - line.width) / 2 : this.left
      this.sheet.line(line, x, this.y + baselineIn(height, size))
      this.y += height
    }
  }
}

/** Characters stand in the middle of their line: the typeface's box is 0.88 above, 0.12 below. */
export function baselineIn(lineHeight: number, size: number): number {
  return (lineHeight - size) / 2 + size * 0.88
}
