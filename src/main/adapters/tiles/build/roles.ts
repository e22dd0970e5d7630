/**
 * What becomes of the features of a file: layers and classes of the OpenMapTiles schema
 * (openmaptiles.org/schema), so that a pack built here is drawn by the same style as others.
 */
import { isArea, type Geometry } from '../../../../core/kernel/geometry.ts'
import type { MapFileFeature } from '../../../../core/map-files/model.ts'
import type { SourceRole } from '../../../../core/map-packs.ts'

/** A feature on its way into tiles. */
export interface LayerFeature {
  readonly layer: string
  /** Not drawn below it. */
  readonly fromZoom: number
  readonly geometry: Geometry
  readonly tags: Readonly<Record<string, string | number>>
}

export interface RoleFields {
  readonly role: SourceRole
  readonly nameField: string | null
  readonly classField: string | null
}

type Rule = readonly [pattern: RegExp, value: string, fromZoom: number]

const first = (rules: readonly Rule[], text: string): Rule | undefined =>
  rules.find(([pattern]) => pattern.test(text))

/** Chinese classes of roads, and values of `highway` in OpenStreetMap. */
const roads: readonly Rule[] = [
  [/高速|motorway/i, 'motorway', 5],
  [/快速路|国道|^G\d|trunk/i, 'trunk', 6],
  [/省道|主干|^S\d|primary/i, 'primary', 7],
  [/县道|次干|^X\d|secondary/i, 'secondary', 9],
  [/乡道|支路|^Y\d|tertiary/i, 'tertiary', 11],
  [/机耕|林道|小路|步道|track/i, 'track', 13],
  [/footway|path|steps|cycleway|bridleway/i, 'path', 13],
  [/service/i, 'service', 13],
]
const plainRoad: Rule = [/./, 'minor', 12]

const waterways: readonly Rule[] = [
  [/河|江|river/i, 'river', 8],
  [/渠|canal/i, 'canal', 11],
  [/溪|沟|stream|ditch|drain/i, 'stream', 12],
]
const plainWaterway: Rule = [/./, 'river', 9]

const greens: readonly Rule[] = [
  [/林|wood|forest/i, 'wood', 8],
  [/草|grass|meadow/i, 'grass', 10],
  [/耕|田|园|farm|orchard|crop/i, 'farmland', 10],
]
const plainGreen: Rule = [/./, 'wood', 9]

const places: readonly Rule[] = [
  [/^(市|地级市|city)$/i, 'city', 5],
  [/村|社区|小区|hamlet|suburb|neighbourhood/i, 'hamlet', 12],
  [/县城|^town$/i, 'town', 7],
  [/镇|乡|街道|village/i, 'village', 10],
  [/县|区/, 'town', 7],
]
const plainPlace: Rule = [/./, 'hamlet', 12]

const boundaries: readonly (readonly [RegExp, number])[] = [
  [/省/, 4],
  [/^市|地市|地级/, 5],
  [/县|区/, 6],
  [/乡|镇|街道/, 8],
  [/村|社区/, 10],
]

/** The lines around an area: a boundary is drawn as a line. */
function outlines(geometry: Geometry): Geometry | undefined {
  if (geometry.type === 'Polygon') {
    return { type: 'MultiLineString', coordinates: geometry.coordinates }
  }
  if (geometry.type === 'MultiPolygon') {
    return { type: 'MultiLineString', coordinates: geometry.coordinates.flat() }
  }
  return isLine(geometry) ? geometry : undefined
}

const isLine = ({ type }: Geometry) => type === 'LineString' || type === 'MultiLineString'
const isPoint = ({ type }: Geometry) => type === 'Point' || type === 'MultiPoint'

const textOf = (feature: MapFileFeature, field: string | null): string =>
  field === null ? '' : (feature.properties[field] ?? '').trim()

/** The layers it goes into; empty where its shape does not fit its role. */
export function layersOf(feature: MapFileFeature, fields: RoleFields): readonly LayerFeature[] {
  const { geometry } = feature
  const name = textOf(feature, fields.nameField) || feature.name
  const said = textOf(feature, fields.classField)
  const named = name === '' ? {} : { name }
  const one = (layer: string, fromZoom: number, tags: LayerFeature['tags'], shape = geometry) => ({
    layer,
    fromZoom,
    geometry: shape,
    tags: { ...tags, ...named },
  })
  switch (fields.role) {
    case 'road': {
      if (!isLine(geometry)) return []
      const [, value, fromZoom] = first(roads, said) ?? first(roads, name) ?? plainRoad
      const road = one('transportation', fromZoom, { class: value })
      const label = one('transportation_name', Math.max(fromZoom, 9), { class: value })
      return name === '' ? [road] : [road, label]
    }
    case 'railway':
      return isLine(geometry) ? [one('transportation', 7, { class: 'rail' })] : []
    case 'waterway': {
      if (!isLine(geometry)) return []
      const [, value, fromZoom] = first(waterways, said) ?? first(waterways, name) ?? plainWaterway
      return [one('waterway', fromZoom, { class: value })]
    }
    case 'water': {
      if (!isArea(geometry)) return []
      return [one('water', 5, { class: /河|江|river/i.test(said + name) ? 'river' : 'lake' })]
    }
    case 'building':
      return isArea(geometry) ? [one('building', 13, {})] : []
    case 'green': {
      if (!isArea(geometry)) return []
      const [, value, fromZoom] = first(greens, said) ?? plainGreen
      return [one('landcover', fromZoom, { class: value })]
    }
    case 'boundary': {
      const lines = outlines(geometry)
      if (!lines) return []
      const level = boundaries.find(([pattern]) => pattern.test(said || name))?.[1] ?? 6
      return [one('boundary', level <= 6 ? 0 : 8, { admin_level: level }, lines)]
    }
    case 'place': {
      if (!isPoint(geometry)) return []
      const [, value, fromZoom] = first(places, said) ?? first(places, name) ?? plainPlace
      return name === '' ? [] : [one('place', fromZoom, { class: value })]
    }
    case 'poi':
      return isPoint(geometry) ? [one('poi', 13, said === '' ? {} : { class: said })] : []
  }
}
