/** Where the terms of a search stand in a line, for marking them. */

export interface TextPiece {
  /** Where it begins. */
  readonly at: number
  readonly text: string
  readonly marked: boolean
}

const counts = /[\p{L}\p{N}]/u

/** Characters that count for the search, lower case, with where each stands in `text`. */
function counted(text: string): { readonly plain: string; readonly at: readonly number[] } {
  let plain = ''
  const at: number[] = []
  let place = 0
  for (const char of text) {
    const folded = char.normalize('NFKC').toLowerCase()
    for (const one of folded) {
      if (!counts.test(one)) continue
      plain += one
      // One entry per UTF-16 unit: `indexOf` counts those.
      for (let unit = 0; unit < one.length; unit++) at.push(place)
    }
    place += char.length
  }
  return { plain, at }
}

/**
 * The line in pieces, hits marked. Punctuation inside a hit is marked with it, as the search
 * itself reads over it; a hit by pinyin initials has nothing to mark.
 */
export function markedPieces(text: string, query: string): TextPiece[] {
  const { plain, at } = counted(text)
  const marked = Array.from({ length: text.length }, () => false)
  for (const term of query.split(/\s+/u)) {
    const wanted = counted(term).plain
    if (wanted === '') continue
    for (let hit = plain.indexOf(wanted); hit >= 0; hit = plain.indexOf(wanted, hit + 1)) {
      const from = at[hit] ?? 0
      const last = at[hit + wanted.length - 1] ?? from
      marked.fill(true, from, last + String.fromCodePoint(text.codePointAt(last) ?? 0).length)
    }
  }
  const pieces: TextPiece[] = []
  let start = 0
  for (let end = 1; end <= text.length; end++) {
    if (end < text.length && marked[end] === marked[start]) continue
    pieces.push({ at: start, text: text.slice(start, end), marked: marked[start] ?? false })
    start = end
  }
  return pieces
}
