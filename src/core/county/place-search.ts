/**
 * Finds places by what an operator types: name, pinyin with every reading of a character, or
 * initials, with or without the township in front. Deterministic and offline.
 */
import type { Position } from '../kernel/geo.ts'
import type { CountyProfile, Township } from './profile-schema.ts'
import {
  matchAt,
  readingDictionary,
  typedForm,
  type ReadableName,
  type Style,
} from './reading-match.ts'

/** A place the county entered itself; `township` is a code of the profile where it is known. */
export interface OwnPlace {
  readonly id: string
  readonly name: string
  readonly township?: string | undefined
  readonly position: Position
}

export interface PlaceCandidate {
  /** Division code of a township, village or committee; the id of an own place. */
  readonly id: string
  readonly kind: 'own' | 'township' | 'village' | 'residents'
  readonly name: string
  readonly township: { readonly code: string; readonly name: string } | undefined
  /** How well it is located: a village is `township-only` until somebody sets a point. */
  readonly position: Position
  /** What a list shows: `罗溪村（小松镇）`, so that equal names can be told apart. */
  readonly label: string
}

export interface PlaceSearch {
  /** At most `limit` candidates, best first; nothing typed finds nothing. */
  readonly findPlaces: (query: string, limit: number) => PlaceCandidate[]
  /** Villages and own places that have a point of their own, for the map. */
  readonly located: () => PlaceCandidate[]
}

interface Entry {
  readonly candidate: PlaceCandidate
  /** The bare name (`罗溪`) and the name as it is written. */
  readonly names: readonly ReadableName[]
  /** The same behind its township, as in an address. */
  readonly addresses: readonly ReadableName[]
}

/**
 * Prepares a search over the townships and villages of a profile and the county's own places.
 * `located` holds positions that were set later, by division code. Prepare once and again when
 * places change: every character is looked up here, none while typing.
 */
export function createPlaceSearch(
  profile: CountyProfile,
  own: readonly OwnPlace[] = [],
  located: ReadonlyMap<string, Position> = new Map(),
): PlaceSearch {
  const townships = new Map(profile.townships.map((row) => [row.code, row]))
  const readable = readingDictionary()
  const entries = [
    ...own.map((row) =>
      entry({ ...row, kind: 'own' }, townships.get(row.township ?? ''), readable),
    ),
    ...profile.townships.map((row) => {
      const position = located.get(row.code) ?? seatPosition(row)
      return entry({ id: row.code, kind: 'township', name: row.name, position }, row, readable)
    }),
    ...profile.villages.map((row) => {
      const position = located.get(row.code) ?? townshipOnly(row.township)
      const { code: id, kind, name } = row
      return entry({ id, kind, name, position }, townships.get(row.township), readable)
    }),
  ]
  return {
    findPlaces: (query, limit) => find(entries, query, limit),
    located: () =>
      entries
        .map(({ candidate }) => candidate)
        .filter(({ kind, position }) => kind !== 'township' && 'point' in position),
  }
}

function townshipOnly(township: string): Position {
  return { precision: 'township-only', township }
}

function seatPosition({ code, seat, precision }: Township): Position {
  if (seat === null) return townshipOnly(code)
  return { precision: precision === 'surveyed' ? 'surveyed' : 'approximate', point: seat }
}

type Place = Pick<PlaceCandidate, 'id' | 'kind' | 'name' | 'position'>

function entry(
  { id, kind, name, position }: Place,
  township: Township | undefined,
  readable: (name: string) => ReadableName,
): Entry {
  const label = kind === 'township' || !township ? name : `${name}（${township.name}）`
  const near = township && { code: township.code, name: township.name }
  const prefixes = kind === 'township' || !township ? [] : [township.name, bare(township.name)]
  return {
    candidate: { id, kind, name, township: near, position, label },
    names: [...new Set([bare(name), name])].map((one) => readable(one)),
    addresses: prefixes.map((prefix) => readable(prefix + name)),
  }
}

/** The name without the word for what it is; names of one character are left alone. */
function bare(name: string): string {
  return name.replace(/(?<=..)(?:镇|乡|街道|村|社区)$/, '')
}

const stylePenalty: Readonly<Record<Style, number>> = {
  name: 0,
  pinyin: 10,
  initials: 20,
  mixed: 30,
}
const kindPenalty: Readonly<Record<PlaceCandidate['kind'], number>> = {
  own: 0,
  township: 1,
  village: 2,
  residents: 3,
}

/** Longer than any address in pinyin: not a place. */
const longestTyped = 100

function find(entries: readonly Entry[], query: string, limit: number): PlaceCandidate[] {
  const typed = typedForm(query)
  if (typed === '' || typed.length > longestTyped) return []
  return entries
    .flatMap(({ candidate, names, addresses }) => {
      const penalty = bestPenalty(names, addresses, typed)
      return penalty === undefined ? [] : [{ candidate, penalty }]
    })
    .toSorted(
      (one, other) =>
        one.penalty - other.penalty ||
        kindPenalty[one.candidate.kind] - kindPenalty[other.candidate.kind] ||
        one.candidate.name.length - other.candidate.name.length ||
        (one.candidate.id < other.candidate.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** Style counts most, then a whole name before a begun one, then an address, then the middle. */
function bestPenalty(
  names: readonly ReadableName[],
  addresses: readonly ReadableName[],
  typed: string,
): number | undefined {
  const penalties = [
    ...names.map((name) => penaltyAt(name, typed, 0)),
    ...addresses.map((address) => add(penaltyAt(address, typed, 0), 4)),
    // A single letter or character inside a name would find nearly everything.
    ...(typed.length < 2 ? [] : names.map((name) => add(penaltyInside(name, typed), 6))),
  ].filter((penalty) => penalty !== undefined)
  return penalties.length === 0 ? undefined : Math.min(...penalties)
}

function add(penalty: number | undefined, more: number): number | undefined {
  return penalty === undefined ? undefined : penalty + more
}

function penaltyAt(name: ReadableName, typed: string, start: number): number | undefined {
  const match = matchAt(name, typed, start)
  return match && stylePenalty[match.style] + (match.whole ? 0 : 2)
}

function penaltyInside(name: ReadableName, typed: string): number | undefined {
  const found = name.characters
    .map((_, start) => (start === 0 ? undefined : penaltyAt(name, typed, start)))
    .filter((penalty) => penalty !== undefined)
  return found.length === 0 ? undefined : Math.min(...found)
}
