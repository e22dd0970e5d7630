/** The embedded typeface: widths of characters, and which it has. */
import { readFileSync } from 'node:fs'

export type FontName = 'regular' | 'bold'

const fileNames: Readonly<Record<FontName, string>> = {
  regular: 'NotoSansSC-Regular.ttf',
  bold: 'NotoSansSC-Bold.ttf',
}

export interface Fonts {
  /** Width of one character in thousandths of its size. */
  width(font: FontName, char: string): number
  /** The same words in characters the typeface has: what it has not is named by its number. */
  printable(text: string): string
  /** Outlines of a word as SVG paths, each moved to its place, in font units with y upwards. */
  outlines(font: FontName, text: string): Outlines
}

export interface Outlines {
  readonly unitsPerEm: number
  readonly width: number
  readonly glyphs: readonly { readonly x: number; readonly path: string }[]
}

/** The part of pdfkit's font (fontkit's) that its types do not show. */
interface EmbeddedFont {
  readonly font: {
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): {
      readonly advanceWidth: number
      readonly path: { toSVG(): string }
    }
  }
}

/** Joiners, direction marks, variation selectors and control characters: nothing to print. */
const unseen =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu // oxlint-disable-line no-control-regex, no-misleading-character-class -- these are what is taken out

export function loadFonts(pdf: PDFKit.PDFDocument, folder: URL): Fonts {
  const load = (name: FontName): EmbeddedFont['font'] => {
    pdf.registerFont(name, readFileSync(new URL(fileNames[name], folder)))
    pdf.font(name)
    return (pdf as unknown as { readonly _font: EmbeddedFont })._font.font
  }
  const faces = { regular: load('regular'), bold: load('bold') }
  const widths = { regular: new Map<string, number>(), bold: new Map<string, number>() }
  return {
    width(font, char) {
      let width = widths[font].get(char)
      if (width === undefined) {
        const face = faces[font]
        const codePoint = char.codePointAt(0) ?? 0
        width = (face.glyphForCodePoint(codePoint).advanceWidth * 1000) / face.unitsPerEm
        widths[font].set(char, width)
      }
      return width
    },
    printable(text) {
      const clean = text.replaceAll('\t', '  ').replaceAll(unseen, '')
      let printed = ''
      for (const char of clean) {
        const codePoint = char.codePointAt(0) ?? 0
        const known = char === '\n' || faces.regular.hasGlyphForCodePoint(codePoint)
        printed += known ? char : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
      }
      return printed
    },
    outlines(font, text) {
      const face = faces[font]
      let x = 0
      const glyphs = [...text].map((char) => {
        const glyph = face.glyphForCodePoint(char.codePointAt(0) ?? 0)
        const placed = { x, path: glyph.path.toSVG() }
        x += glyph.advanceWidth
        return placed
      })
      return { unitsPerEm: face.unitsPerEm, width: x, glyphs }
    },
  }
}
