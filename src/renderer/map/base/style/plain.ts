/**
 * Vector tiles of no known schema (somebody's own pack): what a layer is, is guessed from its
 * name; what cannot be guessed is drawn as thin lines and pale areas, so that nothing is hidden.
 */
import type { AreaConcept, LineConcept, NameConcept, Props, SchemaSources } from './concepts.ts'

interface Guess {
  readonly names: RegExp
  readonly area?: AreaConcept
  readonly line?: LineConcept
  readonly name?: NameConcept
  readonly from?: number
}

/** The first that fits; so water before a road of the same name. */
const guesses: readonly Guess[] = [
  {
    names: /water|river|stream|lake|hydro|reservoir|水|河|湖/iu,
    area: 'water',
    line: 'river',
    name: 'river-name',
  },
  { names: /build|house|房|建筑/iu, area: 'building', from: 13 },
  { names: /rail|铁路/iu, line: 'railway' },
  { names: /road|street|highway|transport|路|道/iu, line: 'secondary', name: 'road-name', from: 9 },
  { names: /wood|forest|green|land_?cover|park|林|绿/iu, area: 'wood' },
  { names: /bound|border|admin|county|district|界|区划/iu, line: 'border' },
  { names: /place|city|cities|town|village|settlement|label|地名|村|镇|乡/iu, name: 'town' },
  { names: /poi|point|地点|设施/iu, name: 'poi', from: 13 },
]

const unknown: Guess = { names: /./u, area: 'built', line: 'small-border', name: 'poi' }

export function plainSources(layers: readonly string[]): SchemaSources {
  const guessed = layers.map((layer) => ({
    layer,
    guess: guesses.find(({ names }) => names.test(layer)) ?? unknown,
  }))
  const fromOf = ({ from }: Guess) => (from === undefined ? {} : { from })
  return {
    areas: guessed.flatMap(({ layer, guess }) =>
      guess.area ? [{ layer, concept: guess.area, ...fromOf(guess) }] : [],
    ),
    lines: guessed.flatMap(({ layer, guess }) =>
      guess.line ? [{ layer, concept: guess.line, ...fromOf(guess) }] : [],
    ),
    names: guessed.flatMap(({ layer, guess }) =>
      guess.name ? [{ layer, concept: guess.name, ...fromOf(guess) }] : [],
    ),
    told: [],
    nameProps: ['name:zh-Hans', 'name:zh', 'name_zh', '名称', 'NAME', 'Name', 'name', 'ref'],
  }
}

/**
 * A schema's sources, and a guess at what it would leave out: layers it does not know, and
 * features that do not say what they are. Many packs only resemble a schema.
 */
export function withGuesses(schema: SchemaSources, layers: readonly string[]): SchemaSources {
  const { areas, lines, names, told, nameProps } = schema
  const known = new Set([...areas, ...lines, ...names].map(({ layer }) => layer))
  const plain = plainSources(layers)
  const unsaid = (props: Props) => told.every((prop) => props[prop] === undefined)
  const guessed = <One extends { readonly layer: string }>(sources: readonly One[]) =>
    sources.map((one) => (known.has(one.layer) ? { ...one, of: unsaid } : one))
  return {
    areas: [...areas, ...guessed(plain.areas)],
    lines: [...guessed(plain.lines), ...lines],
    names: [...names, ...guessed(plain.names)],
    nameProps: [...new Set([...nameProps, ...plain.nameProps])],
    told,
  }
}
