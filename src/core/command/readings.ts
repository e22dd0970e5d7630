/** Pinyin of names, prepared once: initials and full spelling, with every reading of a character. */
import { pinyin } from 'pinyin-pro'
import type { LocalReading } from '../county/reading-match.ts'

const readingsOf = new Map<string, readonly string[]>()

function characterReadings(character: string): readonly string[] {
  const known = readingsOf.get(character)
  if (known) return known
  const found = /\p{Script=Han}/u.test(character)
    ? pinyin(character, { multiple: true, type: 'array', toneType: 'none', v: true })
    : [character.toLowerCase()]
  const made = [...new Set(found.flatMap((one) => [one, one.replace('v', 'u')]))]
  readingsOf.set(character, made)
  return made
}

/** A name with many characters of several readings must not explode. */
const mostSpellings = 8

function spellings(
  readings: readonly (readonly string[])[],
  part: (reading: string) => string,
): string[] {
  let made = ['']
  for (const character of readings) {
    const parts = [...new Set(character.map(part))]
    made = made.flatMap((before) => parts.map((one) => before + one)).slice(0, mostSpellings)
  }
  return [...new Set(made)]
}

/** Of each character: as people here say it first, where a word of theirs occurs. */
function readingsOfName(name: string, local: readonly LocalReading[]): (readonly string[])[] {
  const characters = [...name]
  const made = characters.map(characterReadings)
  for (const { word, syllables } of local) {
    const letters = [...word]
    for (let start = 0; start + letters.length <= characters.length; start++) {
      if (!letters.every((letter, at) => characters[start + at] === letter)) continue
      for (const [at, syllable] of syllables.entries()) {
        made[start + at] = [...new Set([syllable, ...(made[start + at] ?? [])])]
      }
    }
  }
  return made
}

export interface Spelled {
  readonly initials: readonly string[]
  readonly full: readonly string[]
}

/** @param local how people here say words that occur in the name; added to the dictionary's */
export function spelled(name: string, local: readonly LocalReading[] = []): Spelled {
  const readings = readingsOfName(name, local)
  return {
    initials: spellings(readings, (reading) => reading.slice(0, 1)),
    full: spellings(readings, (reading) => reading),
  }
}

/** 0 whole, 1 begun, 2 letters left out; `undefined` no match. */
export function spellingRank(name: Spelled, typed: string): 0 | 1 | 2 | undefined {
  const all = [...name.initials, ...name.full]
  if (all.includes(typed)) return 0
  if (typed.length >= 2 && all.some((one) => one.startsWith(typed))) return 1
  if (typed.length >= 3 && name.initials.some((one) => leftOut(one, typed))) return 2
  return undefined
}

/** `slfd` for `slxfdd`: same first letter, the others in order. */
function leftOut(name: string, typed: string): boolean {
  if (name[0] !== typed[0]) return false
  let reached = 0
  for (const letter of name) if (letter === typed[reached]) reached += 1
  return reached === typed.length
}
