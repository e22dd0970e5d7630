/** Which letters a name can be typed with at all, as bits: most names fall out at this check. */
import type { ReadableName } from './reading-match.ts'

export interface LetterSet {
  readonly latin: number
  /** Everything else, thirty-two kinds of it. */
  readonly other: number
}

function add(set: { latin: number; other: number }, text: string): void {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 97 && code <= 122) set.latin |= 1 << (code - 97)
    else set.other |= 1 << (code & 31)
  }
}

export function lettersOf(text: string): LetterSet {
  const set = { latin: 0, other: 0 }
  add(set, text)
  return set
}

export function lettersOfName(name: ReadableName): LetterSet {
  const set = { latin: 0, other: 0 }
  for (const { self, readings } of name) {
    add(set, self)
    for (const reading of readings) add(set, reading)
  }
  return set
}

export function isWithin(some: LetterSet, all: LetterSet): boolean {
  return (some.latin & ~all.latin) === 0 && (some.other & ~all.other) === 0
}
