/**
 * Finds names by what an operator types, among twenty thousand in a few milliseconds: everything
 * is looked up when the index is made, and a search looks only where its first two letters are.
 */
import { isWithin, lettersOf, lettersOfName, type LetterSet } from './letter-set.ts'
import {
  beginnings,
  endsOf,
  reach,
  readingDictionary,
  styles,
  typedForm,
  type LocalReading,
  type ReadableName,
  type Style,
} from './reading-match.ts'

export interface NamedThing<Value> {
  readonly value: Value
  /** Every name it goes by, the bare one too: `罗溪村`, `罗溪`. */
  readonly names: readonly string[]
  /** What may be typed in front of a name: its township, in full and in short. */
  readonly prefixes?: readonly string[]
  /** Among equally good finds the lower goes first; below that the shorter name, then `order`. */
  readonly rank: number
  readonly order: string
}

export interface Found<Value> {
  readonly value: Value
  /** 0 is the very name; comparable between indexes. */
  readonly penalty: number
}

export interface NameIndex<Value> {
  /** At most `limit`, best first; nothing typed finds nothing. */
  readonly find: (typed: string, limit: number) => readonly Found<Value>[]
}

interface IndexedName {
  readonly thing: number
  readonly characters: ReadableName
  /** Lengths at which it may end: a bare name is the beginning of the full one. */
  readonly wholes: readonly number[]
  readonly letters: LetterSet
}

/** By the first one and two letters of what may be typed: name, start, name, start … */
type Bucket = Map<string, number[]>

/** The names behind one prefix. */
interface Behind {
  readonly prefix: ReadableName
  readonly starts: Bucket
  readonly all: number[]
}

interface Prepared {
  readonly names: readonly IndexedName[]
  readonly starts: Bucket
  readonly insides: Bucket
  readonly behind: readonly Behind[]
}

/** Longer than any address in pinyin: not a name. */
const longestTyped = 100

const stylePenalty: Readonly<Record<Style, number>> = {
  name: 0,
  pinyin: 10,
  initials: 20,
  mixed: 30,
}
const begunPenalty = 2
const addressPenalty = 4
const insidePenalty = 6

export function createNameIndex<Value>(
  unsorted: readonly NamedThing<Value>[],
  local: readonly LocalReading[] = [],
): NameIndex<Value> {
  const length = ({ names }: NamedThing<Value>) => names[0]?.length ?? 0
  const things = unsorted.toSorted(
    (one, other) =>
      one.rank - other.rank || length(one) - length(other) || (one.order < other.order ? -1 : 1),
  )
  const prepared = prepare(things, readingDictionary(local))
  return {
    find: (query, limit) =>
      find(prepared, typedForm(query), limit).flatMap(([thing, penalty]) => {
        const found = things[thing]
        return found ? [{ value: found.value, penalty }] : []
      }),
  }
}

function prepare(
  things: readonly NamedThing<unknown>[],
  readable: (name: string) => ReadableName,
): Prepared {
  const names: IndexedName[] = []
  const starts: Bucket = new Map()
  const insides: Bucket = new Map()
  const behind = new Map<string, Behind>()
  for (const [thing, { names: own, prefixes = [] }] of things.entries()) {
    for (const { text, wholes } of folded(own)) {
      const characters = readable(text)
      const index =
        names.push({ thing, characters, wholes, letters: lettersOfName(characters) }) - 1
      const first = beginnings(characters, 0)
      put(starts, first, index, 0)
      for (let at = 1; at < characters.length; at++) {
        put(insides, beginnings(characters, at), index, at)
      }
      for (const prefix of prefixes) {
        const made = behind.get(prefix) ?? {
          prefix: readable(prefix),
          starts: new Map<string, number[]>(),
          all: [],
        }
        behind.set(prefix, made)
        put(made.starts, first, index, 0)
        made.all.push(index, 0)
      }
    }
  }
  return { names, starts, insides, behind: [...behind.values()] }
}

/** Names that begin another one are ends of that other one. */
function folded(
  names: readonly string[],
): readonly { readonly text: string; readonly wholes: readonly number[] }[] {
  const texts = [...new Set(names.map(typedForm))].filter((text) => text !== '')
  return texts
    .filter((text) => !texts.some((other) => other !== text && other.startsWith(text)))
    .map((text) => ({
      text,
      wholes: texts
        .filter((other) => text.startsWith(other))
        .map((other) => Array.from(other).length),
    }))
}

function put(bucket: Bucket, keys: ReadonlySet<string>, name: number, at: number): void {
  for (const key of keys) {
    const list = bucket.get(key)
    if (list) list.push(name, at)
    else bucket.set(key, [name, at])
  }
}

/**
 * Style by style, best first; within a style a whole name before a begun one, then an address,
 * then the middle of a name. Things are numbered in their order.
 */
function find(
  { names, starts, insides, behind }: Prepared,
  typed: string,
  limit: number,
): readonly (readonly [thing: number, penalty: number])[] {
  if (typed === '' || typed.length > longestTyped) return []
  const best = new Map<number, number>()
  const keep = (thing: number, penalty: number) => {
    if (penalty < (best.get(thing) ?? Number.POSITIVE_INFINITY)) best.set(thing, penalty)
  }
  const look = (list: readonly number[] = [], from: number, style: Style, more: number) => {
    const letters = lettersOf(typed.slice(from))
    const least = stylePenalty[style] + more
    for (let index = 0; index < list.length; index += 2) {
      const name = names[list[index] ?? 0]
      if (!name || !isWithin(letters, name.letters)) continue
      if ((best.get(name.thing) ?? Number.POSITIVE_INFINITY) <= least) continue
      const at = list[index + 1] ?? 0
      const made = reach(name.characters, name.wholes, at, typed, from, style)
      if (made !== 'none') keep(name.thing, least + (made === 'begun' ? begunPenalty : 0))
    }
  }
  const lookBehind = ({ prefix, starts: begun, all }: Behind, style: Style) => {
    for (const end of endsOf(prefix, typed, style)) {
      if (end < typed.length) look(begun.get(typed.slice(end, end + 2)), end, style, addressPenalty)
      // Only the township was typed: its first places are enough, they are in order.
      else look(all.slice(0, 2 * (limit + best.size)), end, style, addressPenalty)
    }
  }
  for (const style of styles) {
    look(starts.get(typed.slice(0, 2)), 0, style, 0)
    for (const one of behind) lookBehind(one, style)
    // A single letter or character inside a name would find nearly everything.
    if (best.size < limit && typed.length > 1) {
      look(insides.get(typed.slice(0, 2)), 0, style, insidePenalty)
    }
    // Any later style is worse than the worst of this one.
    if (best.size >= limit) break
  }
  return [...best]
    .toSorted(([one, first], [other, second]) => first - second || one - other)
    .slice(0, limit)
}
