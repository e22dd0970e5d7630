/** What is on a map, whatever a schema calls it; the looks are given per concept, once. */

export type Props = Readonly<Record<string, unknown>>

export type AreaConcept = 'water' | 'wood' | 'built' | 'building'
export type LineConcept =
  | 'river'
  | 'stream'
  | 'motorway'
  | 'primary'
  | 'secondary'
  | 'minor'
  | 'path'
  | 'railway'
  | 'border'
  | 'small-border'
export type NameConcept =
  | 'city'
  | 'town'
  | 'village'
  | 'road-name'
  | 'water-name'
  | 'river-name'
  | 'poi'

/** Where a schema keeps something: a layer, and which of its features. */
export interface Source {
  readonly layer: string
  readonly of?: (props: Props) => boolean
  /** Drawn from this zoom on. */
  readonly from?: number
}

/** One schema of vector tiles in terms of the concepts. */
export interface SchemaSources {
  readonly areas: readonly (Source & { readonly concept: AreaConcept })[]
  readonly lines: readonly (Source & { readonly concept: LineConcept })[]
  readonly names: readonly (Source & { readonly concept: NameConcept })[]
  /** Properties that hold a name, the best first: Chinese before what is local elsewhere. */
  readonly nameProps: readonly string[]
  /** Properties that tell features of a layer apart; one that has none of them is guessed at. */
  readonly told: readonly string[]
}

/** Whether a property is one of some words. */
export function oneOf(prop: string, ...words: readonly string[]): (props: Props) => boolean {
  const set = new Set<unknown>(words)
  return (props) => set.has(props[prop])
}
