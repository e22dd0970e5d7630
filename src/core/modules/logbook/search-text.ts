/**
 * Words to tokens and queries to matches. Chinese has no blanks to split at, so every letter,
 * digit and Han character counts; what makes it fast is that neighbours are tokens too:
 * - `chars`: each character of the line once, for queries of one character;
 * - `pairs`: every two neighbours in order, so that a phrase of pairs is an exact substring. Two
 *   common characters that never stand together are told apart by one token that does not exist,
 *   where a phrase of single characters had to walk through both (45 ms against 0.1 ms over a
 *   million lines; price: the index is twice as large);
 * - `initials`: the same of pinyin initials, written `p:xs`;
 * - `keys`: filters, written `k:comm`, so that any combination is one intersection.
 * Punctuation and blanks are dropped on both sides; a query with punctuation is compared again
 * with the text itself.
 */
import { pinyin } from 'pinyin-pro'

/** NFKC and lower case: full-width digits and Latin letters are found by their plain form. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

const counts = /[\p{L}\p{N}]/u

/** Asked for every character of every line: a look-up is several times faster than the pattern. */
const counted = new Map<string, boolean>()

function isCounted(char: string): boolean {
  let known = counted.get(char)
  if (known === undefined) {
    known = counts.test(char)
    counted.set(char, known)
  }
  return known
}

/** The characters that count, by code point, of normalised text. */
export function countedChars(normalised: string): string[] {
  const chars: string[] = []
  for (const char of normalised) if (isCounted(char)) chars.push(char)
  return chars
}

const initialOf = new Map<string, string>()

/**
 * First letter of the commonest reading (重 is z, not c); letters and digits stand for
 * themselves, '' where there is none.
 */
export function initial(char: string): string {
  const known = initialOf.get(char)
  if (known !== undefined) return known
  const made = char < '\u0080' ? char : pinyin(char, { pattern: 'first', toneType: 'none' })
  const letter = /^[a-z0-9]$/.test(made) ? made : ''
  initialOf.set(char, letter)
  return letter
}

export interface SearchDocument {
  readonly chars: string
  readonly pairs: string
  readonly initials: string
  readonly keys: string
}

/** What is searched of one line: each part for itself, no phrase runs over two of them. */
export interface SearchedLine {
  readonly parts: readonly string[]
  readonly keys: readonly string[]
}

/** Breaks phrases between two parts; no query makes it. */
const gap = ':'

export function searchDocument({ parts, keys }: SearchedLine): SearchDocument {
  const chars = new Set<string>()
  let pairs = ''
  let initials = ''
  for (const part of parts) {
    let before = ''
    let initialBefore = ''
    for (const char of countedChars(normalise(part))) {
      const letter = initial(char)
      if (before !== '') {
        pairs += `${before}${char} `
        initials +=
          initialBefore !== '' && letter !== '' ? `p:${initialBefore}${letter} ` : `${gap} `
      }
      chars.add(char)
      before = char
      initialBefore = letter
    }
    pairs += `${gap} `
    initials += `${gap} `
  }
  return { chars: [...chars].join(' '), pairs, initials, keys: keys.join(' ') }
}

/** A filter token; ids are letters and digits, anything else is written as its code point. */
export function keyToken(kind: string, value: string): string {
  const safe = value.replaceAll(
    /[^0-9A-Za-z_-]/gu,
    (char) => `:${char.codePointAt(0)?.toString(16)}`,
  )
  return `${kind}:${safe}`
}

export interface TextTerm {
  /** FTS5 expression: exact. */
  readonly match: string
  /** The characters that count, where the term is a phrase of several pairs and nothing else. */
  readonly phrase?: { readonly plain: string; readonly pairs: readonly string[] }
}

export interface TextQuery {
  /** All must hold. */
  readonly terms: readonly TextTerm[]
  /** Terms with punctuation, normalised: to be found in one part of the line as they stand. */
  readonly exact: readonly string[]
}

const numberTerm = /^(\p{L})-?(\d{4,})$/u

export function phrase(tokens: readonly string[]): string {
  return `"${tokens.join(' ')}"`
}

function neighbours(chars: readonly string[], prefix = ''): string[] {
  return chars.slice(1).map((char, place) => `${prefix}${chars[place] ?? ''}${char}`)
}

function termOf(chars: readonly string[]): TextTerm {
  const pairs = neighbours(chars)
  const match = matchTerm(chars)
  if (pairs.length < 2 || match.startsWith('(')) return { match }
  return { match, phrase: { plain: chars.join(''), pairs } }
}

function matchTerm(chars: readonly string[]): string {
  const [only] = chars
  if (chars.length === 1 && only !== undefined) return phrase([only])
  const literal = phrase(neighbours(chars))
  // `sf01`: digits stand for themselves among initials.
  if (!/^(?=.*[a-z])[a-z0-9]+$/.test(chars.join(''))) return literal
  return `(${literal} OR ${phrase(neighbours(chars, 'p:'))})`
}

/** Blanks separate terms; every term must be found. `中-0412` also finds the line of that number. */
export function parseQuery(text: string): TextQuery {
  const terms: TextTerm[] = []
  const exact: string[] = []
  for (const term of normalise(text).split(/\s+/u)) {
    if (term === '') continue
    const number = numberTerm.exec(term)
    const chars = countedChars(term)
    if (number) {
      const key = keyToken('n', `${number[1] ?? ''}-${number[2] ?? ''}`)
      terms.push({ match: `("${key}" OR ${matchTerm(chars)})` })
      continue
    }
    if (chars.length > 0) terms.push(termOf(chars))
    if (chars.join('') !== term) exact.push(term)
  }
  return { terms, exact }
}
