/**
 * Finds places by what an operator types: name, pinyin with every reading of a character, or
 * initials, with or without the township in front. Deterministic and offline.
 */
import type { Position } from '../kernel/geo.ts'
import type { CountyProfile, Township } from './profile-schema.ts'
import { createNameIndex, type Found, type NamedThing } from './name-index.ts'
import type { LocalReading } from './reading-match.ts'

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
  /** The same with how good each find is, to be put among finds of other kinds. */
  readonly rankPlaces: (query: string, limit: number) => readonly Found<PlaceCandidate>[]
  /** Villages and own places that have a point of their own, for the map. */
  readonly located: () => PlaceCandidate[]
}

/**
 * Prepares a search over the townships and villages of a profile and the county's own places.
 * `located` holds positions that were set later, by division code; `local` how people here say
 * names. Prepare once and again when places change: every character is looked up here, none
 * while typing.
 */
export function createPlaceSearch(
  profile: CountyProfile,
  own: readonly OwnPlace[] = [],
  located: ReadonlyMap<string, Position> = new Map(),
  local: readonly LocalReading[] = [],
): PlaceSearch {
  const townships = new Map(profile.townships.map((row) => [row.code, row]))
  const things = [
    ...own.map((row) => thing({ ...row, kind: 'own' }, townships.get(row.township ?? ''))),
    ...profile.townships.map((row) => {
      const position = located.get(row.code) ?? seatPosition(row)
      return thing({ id: row.code, kind: 'township', name: row.name, position }, row)
    }),
    ...profile.villages.map((row) => {
      const position = located.get(row.code) ?? townshipOnly(row.township)
      const { code: id, kind, name } = row
      return thing({ id, kind, name, position }, townships.get(row.township))
    }),
  ]
  const index = createNameIndex(things, local)
  return {
    findPlaces: (query, limit) => index.find(query, limit).map(({ value }) => value),
    rankPlaces: index.find,
    located: () =>
      things
        .map(({ value }) => value)
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

function thing(
  { id, kind, name, position }: Place,
  township: Township | undefined,
): NamedThing<PlaceCandidate> {
  const label = kind === 'township' || !township ? name : `${name}（${township.name}）`
  const near = township && { code: township.code, name: township.name }
  const prefixes = kind === 'township' || !township ? [] : townshipPrefixes(township.name)
  return {
    value: { id, kind, name, township: near, position, label },
    names: [name, bare(name)],
    prefixes,
    rank: kindRank[kind],
    order: id,
  }
}

/** What is typed in front of a name of its township: `小松镇`, `小松`. */
export function townshipPrefixes(name: string): readonly string[] {
  return [...new Set([name, bare(name)])]
}

/** The name without the word for what it is; names of one character are left alone. */
function bare(name: string): string {
  return name.replace(/(?<=..)(?:镇|乡|街道|村|社区)$/, '')
}

const kindRank: Readonly<Record<PlaceCandidate['kind'], number>> = {
  own: 0,
  township: 1,
  village: 2,
  residents: 3,
}
