/** What the console knows at the moment a sentence is read. Ids are opaque here. */
import type { LocalReading } from '../county/reading-match.ts'
import type { Position } from '../kernel/geo.ts'

export interface KnownAssignment {
  readonly id: string
  readonly incident: string
  /** State of the dispatch machine (domain §12.8). */
  readonly state: string
}

export interface KnownTeam {
  readonly id: string
  readonly name: string
  readonly callSign: string
  /** Names somebody asked to remember. */
  readonly aliases: readonly string[]
  readonly group: string
  readonly groupWord: string
  readonly typeWord: string
  readonly radios: readonly string[]
  /** Key of the unit's state. */
  readonly state: string
  readonly incident: string | null
  readonly assignments: readonly KnownAssignment[]
}

export interface KnownIncident {
  readonly id: string
  /** `#12`, `#车3` */
  readonly number: string
  readonly title: string
  /** Event code; null is 待定. */
  readonly category: string | null
  readonly categoryName: string
  readonly place: string
  readonly township: string | null
  readonly village: string | null
}

export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly post: string
  readonly phones: readonly string[]
}

export interface KnownNet {
  readonly number: string
  readonly name: string
}

/** A township, village, committee or own place of the gazetteer. */
export interface KnownPlace {
  readonly id: string
  readonly kind: 'own' | 'township' | 'village' | 'residents'
  readonly name: string
  readonly township: { readonly code: string; readonly name: string } | null
  readonly position: Position
}

/** Changes rarely: prepared once, by `prepareWords`. */
export interface CountyWords {
  readonly county: string
  readonly seatTownship: string
  readonly places: readonly KnownPlace[]
  /** How people here say words, beside the dictionary. */
  readonly readings: readonly LocalReading[]
  readonly categories: readonly { readonly code: string; readonly name: string }[]
  readonly statuses: readonly {
    readonly key: string
    readonly word: string
    readonly digit: number
  }[]
  readonly groups: readonly { readonly key: string; readonly label: string }[]
}

/** Changes all the time. */
export interface CommandContext {
  /** UTC epoch milliseconds. */
  readonly now: number
  readonly teams: readonly KnownTeam[]
  readonly people: readonly KnownPerson[]
  /** Open ones. */
  readonly incidents: readonly KnownIncident[]
  readonly nets: readonly KnownNet[]
  readonly selectedIncident: string | undefined
  readonly selectedUnit: string | undefined
}
