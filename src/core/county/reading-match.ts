/** Does what was typed, in Han characters, pinyin, initials or a mixture, begin this name? */
import { pinyin } from 'pinyin-pro'

interface Character {
  readonly self: string
  /** Lower case, without tones; `ü` is there as `v` and as `u`. */
  readonly readings: readonly string[]
}

/** A name ready for matching: each character with all its readings. */
export type ReadableName = readonly Character[]

/**
 * How people here say a word, where the dictionary does not know it: `宁都` → `ning`, `du`. One
 * reading for each character of the word; they are added to those of the dictionary.
 */
export interface LocalReading {
  readonly word: string
  readonly syllables: readonly string[]
}

/** `ü` is typed as `v` or as `u`: both are readings. */
function typeable(readings: readonly string[]): readonly string[] {
  return [...new Set(readings.flatMap((one) => [one, one.replace('v', 'u')]))]
}

/** Characters are looked up once for the whole life of the console: it costs 10 µs each. */
const known = new Map<string, Character>()

function characterOf(self: string): Character {
  const before = known.get(self)
  if (before) return before
  const found = pinyin(self, { multiple: true, type: 'array', toneType: 'none', v: true })
  const readings = found.map((one) => one.toLowerCase()).filter((one) => one !== self)
  const made = { self, readings: typeable(readings) }
  known.set(self, made)
  return made
}

/** Makes names ready, with the local readings of words that occur in them. */
export function readingDictionary(
  local: readonly LocalReading[] = [],
): (name: string) => ReadableName {
  const words = local.map(({ word, syllables }) => ({ word: typedForm(word), syllables }))
  return (name) => {
    const text = typedForm(name)
    const characters = Array.from(text, characterOf)
    for (const { word, syllables } of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const start = Array.from(text.slice(0, at)).length
        for (const [place, syllable] of syllables.entries()) {
          const character = characters[start + place]
          if (!character) continue
          const readings = [...character.readings, ...typeable([syllable])]
          characters[start + place] = { ...character, readings: [...new Set(readings)] }
        }
      }
    }
    return characters
  }
}

/** Width, case, blanks and the separator of `xi'an` make no difference. */
export function typedForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’·]/g, '')
}

/** Best first: how much of each reading had to be typed. */
export const styles = ['name', 'pinyin', 'initials', 'mixed'] as const
export type Style = (typeof styles)[number]

/** How `typed` begins at a character: not at all, ending before the name does, or with it. */
export type Reach = 'none' | 'begun' | 'whole'

/**
 * Whether `typed` (in typed form, from `from` on) begins at character `at` in this style.
 * @param wholes lengths at which the name may end: `罗溪村` ends as `罗溪` too
 */
export function reach(
  name: ReadableName,
  wholes: readonly number[],
  at: number,
  typed: string,
  from: number,
  style: Style,
): Reach {
  if (from >= typed.length) return wholes.includes(at) ? 'whole' : 'begun'
  const character = name[at]
  if (!character) return 'none'
  let best: Reach = 'none'
  const step = (length: number) => {
    const made = reach(name, wholes, at + 1, typed, from + length, style)
    if (made === 'whole' || best === 'none') best = made
    return best === 'whole'
  }
  const { self, readings } = character
  if (style !== 'initials' && typed.startsWith(self, from) && step(self.length)) return best
  if (style === 'name') return best
  for (const reading of readings) {
    if (style !== 'initials') {
      if (typed.startsWith(reading, from) && step(reading.length)) return best
      // Still being typed: the last syllable may be cut anywhere.
      const left = typed.length - from
      if (left < reading.length && reading.startsWith(typed.slice(from)) && step(left)) return best
    }
    if (style !== 'pinyin' && reading[0] === typed[from] && step(1)) return best
  }
  return best
}

/**
 * Where in `typed` a name that stands in front may end in this style: `小松罗溪` behind 小松.
 * `typed.length` among them: nothing was typed behind it, or it is still being typed.
 */
export function endsOf(name: ReadableName, typed: string, style: Style): ReadonlySet<number> {
  const ends = new Set<number>()
  const walk = (at: number, from: number): void => {
    const character = name[at]
    if (!character || from >= typed.length) {
      ends.add(Math.min(from, typed.length))
      return
    }
    const { self, readings } = character
    if (style !== 'initials' && typed.startsWith(self, from)) walk(at + 1, from + self.length)
    if (style === 'name') return
    for (const reading of readings) {
      if (style !== 'initials') {
        if (typed.startsWith(reading, from)) walk(at + 1, from + reading.length)
        else if (reading.startsWith(typed.slice(from))) ends.add(typed.length)
      }
      if (style !== 'pinyin' && reading[0] === typed[from]) walk(at + 1, from + 1)
    }
  }
  walk(0, 0)
  return ends
}

/** The first two letters or characters with which something typed may begin at a character. */
export function beginnings(name: ReadableName, at: number): ReadonlySet<string> {
  const character = name[at]
  const next = name[at + 1]
  const made = new Set<string>()
  if (!character) return made
  const heads = next ? [next.self, ...next.readings].map((one) => one.slice(0, 1)) : []
  const { self, readings } = character
  for (const one of [self, ...readings, ...readings.map((reading) => reading.slice(0, 1))]) {
    made.add(one.slice(0, 1))
    if (one.length > 1) made.add(one.slice(0, 2))
    else for (const head of heads) made.add(one + head)
  }
  return made
}
