/** The look of a vector base: one for every schema, in the colours of the page's theme. */
import {
  CenteredTextSymbolizer,
  CircleSymbolizer,
  exp,
  GeomType,
  GroupSymbolizer,
  LineLabelSymbolizer,
  LineSymbolizer,
  OffsetTextSymbolizer,
  PolygonSymbolizer,
  TextPlacements,
  type Feature,
  type LabelRule,
  type PaintRule,
} from 'protomaps-leaflet'
import type { BaseMap } from '../base-map.ts'
import type { AreaConcept, LineConcept, NameConcept, SchemaSources, Source } from './concepts.ts'
import type { VectorLook } from './look.ts'
import { openMapTiles } from './openmaptiles.ts'
import { plainSources, withGuesses } from './plain.ts'
import { protomaps } from './protomaps.ts'
import { shortbread } from './shortbread.ts'

export interface VectorStyle {
  /** Fills the tile; only the lowest base has one, or it would hide those below. */
  readonly background: string | undefined
  readonly paintRules: readonly PaintRule[]
  readonly labelRules: readonly LabelRule[]
}

/** @param lowest nothing lies below it but the sketch */
export function vectorStyle(
  { schema, layers }: Pick<BaseMap, 'schema' | 'layers'>,
  look: VectorLook,
  lowest: boolean,
): VectorStyle {
  const sources = sourcesOf(schema, layers)
  return {
    background: lowest ? look.colours.land : undefined,
    paintRules: [
      ...sources.areas.map((source) => areaRule(source, look)),
      ...sources.lines.flatMap((source) => casingRule(source, look)),
      ...sources.lines.map((source) => lineRule(source, look)),
    ],
    labelRules: sources.names.flatMap((source) => nameRules(source, sources.nameProps, look)),
  }
}

function sourcesOf(schema: BaseMap['schema'], layers: readonly string[]): SchemaSources {
  switch (schema) {
    case 'openmaptiles':
      return withGuesses(openMapTiles, layers)
    case 'shortbread':
      return withGuesses(shortbread, layers)
    case 'protomaps':
      return withGuesses(protomaps, layers)
    case 'other':
    case null:
      return plainSources(layers)
  }
}

function ruleOf({ layer, of, from }: Source, type: GeomType) {
  return {
    dataLayer: layer,
    ...(from === undefined ? {} : { minzoom: from }),
    filter: (_zoom: number, feature: Feature) =>
      feature.geomType === type && (of === undefined || of(feature.props)),
  }
}

function areaRule(
  source: Source & { readonly concept: AreaConcept },
  { colours }: VectorLook,
): PaintRule {
  const { concept } = source
  return {
    ...ruleOf(source, GeomType.Polygon),
    symbolizer: new PolygonSymbolizer({ fill: colours[concept] }),
  }
}

/** Pixels wide by zoom, between these steps exponentially. */
const widths: Readonly<Record<LineConcept, readonly (readonly [number, number])[]>> = {
  river: [
    [7, 0.8],
    [11, 1.4],
    [14, 3],
    [18, 12],
  ],
  stream: [
    [12, 0.6],
    [14, 1],
    [18, 4],
  ],
  motorway: [
    [7, 1.2],
    [11, 2.6],
    [14, 5],
    [18, 20],
  ],
  primary: [
    [7, 0.8],
    [11, 2],
    [14, 4.5],
    [18, 18],
  ],
  secondary: [
    [8, 0.5],
    [11, 1.2],
    [14, 3.5],
    [18, 15],
  ],
  minor: [
    [12, 0.5],
    [14, 2],
    [18, 11],
  ],
  path: [
    [13, 0.6],
    [18, 2],
  ],
  railway: [
    [7, 0.8],
    [14, 1.6],
    [18, 4],
  ],
  border: [
    [7, 1.2],
    [14, 2],
  ],
  'small-border': [
    [7, 0.7],
    [14, 1.4],
  ],
}

function widthOf(concept: LineConcept, more = 0): (zoom: number) => number {
  const width = exp(
    1.4,
    widths[concept].map((step) => [...step]),
  )
  return (zoom) => width(zoom) + more
}

const dashes: Partial<Record<LineConcept, number[]>> = {
  path: [3, 2],
  railway: [6, 4],
  border: [9, 3, 2, 3],
  'small-border': [4, 3],
}

function lineColour(concept: LineConcept, { colours }: VectorLook): string {
  switch (concept) {
    case 'river':
    case 'stream':
      return colours.river
    case 'motorway':
    case 'primary':
      return colours.motorway
    case 'railway':
      return colours.railway
    case 'border':
    case 'small-border':
      return colours.border
    case 'secondary':
    case 'minor':
    case 'path':
      return colours.road
  }
}

function lineRule(source: Source & { readonly concept: LineConcept }, look: VectorLook): PaintRule {
  const { concept } = source
  const [dash, colour, width] = [dashes[concept], lineColour(concept, look), widthOf(concept)]
  return {
    ...ruleOf(source, GeomType.Line),
    symbolizer: new LineSymbolizer(
      dash
        ? { dash, dashColor: colour, dashWidth: width, color: colour, width, lineJoin: 'round' }
        : { color: colour, width, lineCap: 'round', lineJoin: 'round' },
    ),
  }
}

const cased: ReadonlySet<LineConcept> = new Set(['motorway', 'primary', 'secondary'])

/** Where roads cross water or each other, an edge of the land's colour keeps them apart. */
function casingRule(
  source: Source & { readonly concept: LineConcept },
  { colours }: VectorLook,
): PaintRule[] {
  if (!cased.has(source.concept)) return []
  const symbolizer = new LineSymbolizer({
    color: colours.casing,
    width: widthOf(source.concept, 2),
  })
  return [{ ...ruleOf(source, GeomType.Line), minzoom: 11, symbolizer }]
}

interface TextLook {
  readonly px: number
  readonly weight: number
  readonly dot: boolean
}

const texts: Readonly<Record<NameConcept, TextLook>> = {
  city: { px: 16, weight: 600, dot: true },
  town: { px: 14, weight: 500, dot: true },
  village: { px: 12.5, weight: 400, dot: true },
  'road-name': { px: 12, weight: 400, dot: false },
  'water-name': { px: 12.5, weight: 400, dot: false },
  'river-name': { px: 12, weight: 400, dot: false },
  poi: { px: 12, weight: 400, dot: true },
}

function nameRules(
  source: Source & { readonly concept: NameConcept },
  nameProps: readonly string[],
  { colours, font, textScale }: VectorLook,
): LabelRule[] {
  const { concept } = source
  const { px, weight, dot } = texts[concept]
  const ofWater = concept === 'water-name' || concept === 'river-name'
  const text = {
    labelProps: [...nameProps],
    fill: ofWater ? colours.waterLabel : colours.label,
    stroke: colours.halo,
    width: 1.5,
    font: `${weight} ${Math.round(px * textScale * 10) / 10}px ${font}`,
  }
  const along = () => ({
    ...ruleOf(source, GeomType.Line),
    symbolizer: new LineLabelSymbolizer({ ...text, width: 3, repeatDistance: 400 }),
  })
  switch (concept) {
    case 'road-name':
    case 'river-name':
      return [along()]
    case 'water-name':
      return [
        { ...ruleOf(source, GeomType.Point), symbolizer: new CenteredTextSymbolizer(text) },
        along(),
      ]
    case 'city':
    case 'town':
    case 'village':
    case 'poi':
      return [{ ...ruleOf(source, GeomType.Point), symbolizer: dotted(text, dot, colours) }]
  }
}

function dotted(
  text: ConstructorParameters<typeof CenteredTextSymbolizer>[0],
  dot: boolean,
  { label, halo }: VectorLook['colours'],
) {
  if (!dot) return new CenteredTextSymbolizer(text)
  return new GroupSymbolizer([
    new CircleSymbolizer({ radius: 2, fill: label, stroke: halo, width: 1.5 }),
    new OffsetTextSymbolizer({
      ...text,
      offsetX: 6,
      placements: [TextPlacements.E],
    }),
  ])
}
