/** Pinyin of names, prepared once: initials and full spelling, with every reading of a character. */
import { pinyin } from 'pinyin-pro'

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

function spellings(name: string, part: (reading: string) => string): string[] {
  let made = ['']
  for (const character of name) {
    const parts = [...new Set(characterReadings(character).map(part))]
    made = made.flatMap((before) => parts.map((one) => before + one)).slice(0, mostSpellings)
  }
  return [...new Set(made)]
}

export interface Spelled {
  readonly initials: readonly string[]
  readonly full: readonly string[]
}

export function spelled(name: string): Spelled {
  return {
    initials: spellings(name, (reading) => reading.slice(0, 1)),
    full: spellings(name, (reading) => reading),
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
