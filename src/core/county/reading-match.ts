/** Does what was typed, in Han characters, pinyin, initials or a mixture, begin this name? */
import { pinyin } from 'pinyin-pro'

interface Character {
  readonly self: string
  readonly readings: readonly string[]
  /** What typed text can begin with to match here: most names fall out at this check. */
  readonly heads: string
}

/** A name ready for matching: each character with all its readings, lower case, without tones. */
export interface ReadableName {
  readonly characters: readonly Character[]
}

/** `ü` is typed as `v` or as `u`: both are readings. */
function characterOf(self: string): Character {
  const found = pinyin(self, { multiple: true, type: 'array', toneType: 'none', v: true })
  const readings = found.map((one) => one.toLowerCase()).filter((one) => one !== self)
  const typeable = [...new Set([...readings, ...readings.map((one) => one.replace('v', 'u'))])]
  return { self, readings: typeable, heads: self + typeable.map((one) => one.slice(0, 1)).join('') }
}

/** Makes names ready, looking each character up once. */
export function readingDictionary(): (name: string) => ReadableName {
  const known = new Map<string, Character>()
  const lookUp = (self: string) => {
    const character = known.get(self) ?? characterOf(self)
    known.set(self, character)
    return character
  }
  return (name) => ({ characters: Array.from(typedForm(name), lookUp) })
}

/** Width, case, blanks and the separator of `xi'an` make no difference. */
export function typedForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’·]/g, '')
}

/** Best first: how much of each reading had to be typed. */
export type Style = 'name' | 'pinyin' | 'initials' | 'mixed'
const styles: readonly Style[] = ['name', 'pinyin', 'initials', 'mixed']

/** `whole`: the name ends where the typed text ends. */
export interface ReadingMatch {
  readonly style: Style
  readonly whole: boolean
}

/** The best way in which `typed` (already in typed form) begins at character `start`. */
export function matchAt(
  name: ReadableName,
  typed: string,
  start: number,
): ReadingMatch | undefined {
  if (!name.characters[start]?.heads.includes(typed.slice(0, 1))) return undefined
  for (const style of styles) {
    const ends = reached(name, typed, start, style)
    if (ends.length > 0) return { style, whole: ends.includes(name.characters.length) }
  }
  return undefined
}

/** The character positions at which `typed` can be used up. */
function reached(name: ReadableName, typed: string, at: number, style: Style): number[] {
  if (typed === '') return [at]
  const character = name.characters[at]
  if (!character) return []
  return steps(character, typed, style).flatMap((length) =>
    reached(name, typed.slice(length), at + 1, style),
  )
}

/** How many characters of `typed` this one character of the name may use up. */
function steps({ self, readings }: Character, typed: string, style: Style): number[] {
  const lengths = new Set<number>()
  if (typed.startsWith(self) && style !== 'initials') lengths.add(self.length)
  for (const reading of style === 'name' ? [] : readings) {
    if (style !== 'initials' && typed.startsWith(reading)) lengths.add(reading.length)
    if (style !== 'pinyin' && typed.startsWith(reading.slice(0, 1))) lengths.add(1)
    // Still being typed: the last syllable may be cut anywhere.
    if (style !== 'initials' && reading.startsWith(typed)) lengths.add(typed.length)
  }
  return [...lengths]
}
