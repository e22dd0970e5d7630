/** Words into lines of a width, by the Chinese rules for what may not begin or end a line. */
import { runsOf, type Run, type Words } from '../../../../core/documents/model.ts'
import type { FontName, Fonts } from './fonts.ts'

export interface PieceStyle {
  readonly font: FontName
  readonly size: number
  readonly colour: string
  readonly struck: boolean
}

/** Characters of one style that stand together on a line. */
export interface Piece extends PieceStyle {
  readonly text: string
  /** From the left end of the line. */
  readonly x: number
  readonly width: number
}

export interface Line {
  readonly pieces: readonly Piece[]
  readonly width: number
}

export interface TextLook {
  readonly size: number
  readonly bold?: boolean
}

export const ink = '#000000'
/** Still 7:1 on white, and readable on a black-and-white printer. */
export const paleInk = '#595959'

/** May not begin a line. */
const closers = new Set('、。，．：；？！）》」』】〕〉”’…—％·,.:;?!)]}>%℃°'.split(''))
/** May not end a line. */
const openers = new Set('（《「『【〔〈“‘([{<￥¥'.split(''))
/** Of a word that is not broken while it fits on a line: Latin letters, digits and their marks. */
const latin = /[\u0021-\u007e\u00a1-\u024f]/

interface Atom {
  readonly char: string
  readonly width: number
  readonly style: PieceStyle
}

export function styleOf(run: Run, look: TextLook): PieceStyle {
  return {
    font: run.bold || look.bold ? 'bold' : 'regular',
    size: run.quiet ? look.size * 0.9 : look.size,
    colour: run.quiet ? paleInk : ink,
    struck: run.struck ?? false,
  }
}

/** Lines at most `width` points wide; `firstIndent` moves the first line of each paragraph. */
export function breakLines(
  fonts: Fonts,
  words: Words,
  look: TextLook,
  width: number,
  firstIndent = 0,
): Line[] {
  const lines: Line[] = []
  let paragraph: Atom[] = []
  const end = () => {
    lines.push(...paragraphLines(paragraph, width, firstIndent))
    paragraph = []
  }
  for (const run of runsOf(words)) {
    const style = styleOf(run, look)
    for (const char of fonts.printable(run.text.replaceAll('\r\n', '\n'))) {
      if (char === '\n') end()
      else {
        const atom = { char, width: (fonts.width(style.font, char) * style.size) / 1000, style }
        paragraph.push(atom)
      }
    }
  }
  end()
  return lines
}

/** Widest line of these words when nothing is broken but at line feeds. */
export function naturalWidth(fonts: Fonts, words: Words, look: TextLook): number {
  return Math.max(...breakLines(fonts, words, look, Infinity).map(({ width }) => width))
}

function paragraphLines(atoms: readonly Atom[], width: number, firstIndent: number): Line[] {
  const lines: Line[] = []
  let start = 0
  let used = firstIndent
  let place = 0
  while (place < atoms.length) {
    const word = wordAt(atoms, place)
    if (used + word.width <= width || place === start) {
      if (word.width > width - (lines.length === 0 ? firstIndent : 0) && place === start) {
        // A word wider than the line: as much of it as fits.
        place = start + fitting(atoms, start, word.end, width - used)
        lines.push(lineOf(atoms.slice(start, place), lines.length === 0 ? firstIndent : 0))
        start = place
        used = 0
        continue
      }
      used += word.width + word.blank
      place = word.end
    } else {
      lines.push(lineOf(atoms.slice(start, place), lines.length === 0 ? firstIndent : 0))
      start = place
      used = 0
    }
  }
  if (start < atoms.length || lines.length === 0) {
    lines.push(lineOf(atoms.slice(start), lines.length === 0 ? firstIndent : 0))
  }
  return lines
}

function fitting(atoms: readonly Atom[], start: number, end: number, width: number): number {
  let used = 0
  for (let place = start; place < end; place++) {
    used += atoms[place]?.width ?? 0
    if (used > width) return Math.max(1, place - start)
  }
  return end - start
}

interface WordSpan {
  readonly end: number
  /** Without the blanks after it, which may hang over the end of a line. */
  readonly width: number
  readonly blank: number
}

/** The first place from `from` on whose character is not of the kind. */
function past(atoms: readonly Atom[], from: number, isOfKind: (char: string) => boolean): number {
  let place = from
  for (let atom = atoms[place]; atom && isOfKind(atom.char); atom = atoms[place]) place++
  return place
}

function widthOf(atoms: readonly Atom[], from: number, to: number): number {
  let width = 0
  for (let place = from; place < to; place++) width += atoms[place]?.width ?? 0
  return width
}

/** What stays together from `start`: openers with what follows, closers with what goes before. */
function wordAt(atoms: readonly Atom[], start: number): WordSpan {
  const opened = past(atoms, start, (char) => openers.has(char))
  const letters = past(atoms, opened, (char) => latin.test(char))
  const first = atoms[opened]
  const body = letters > opened || !first || first.char === ' ' ? letters : opened + 1
  const closed = body > start ? past(atoms, body, (char) => closers.has(char)) : body
  const end = past(atoms, closed, (char) => char === ' ')
  return { end, width: widthOf(atoms, start, closed), blank: widthOf(atoms, closed, end) }
}

function lineOf(atoms: readonly Atom[], indent: number): Line {
  const pieces: Piece[] = []
  let x = indent
  for (const { char, width, style } of atoms) {
    const last = pieces.at(-1)
    if (last && sameStyle(last, style)) {
      pieces[pieces.length - 1] = { ...last, text: last.text + char, width: last.width + width }
    } else pieces.push({ ...style, text: char, x, width })
    x += width
  }
  return { pieces, width: x }
}

function sameStyle(one: PieceStyle, other: PieceStyle): boolean {
  return (
    one.font === other.font &&
    one.size === other.size &&
    one.colour === other.colour &&
    one.struck === other.struck
  )
}
