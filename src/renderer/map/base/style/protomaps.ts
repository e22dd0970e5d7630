/** The Protomaps basemap schema 4.x (docs.protomaps.com/basemaps/layers). */
import { oneOf, type Props, type SchemaSources } from './concepts.ts'

const kindAnd = (kind: string, detail: (props: Props) => boolean) => (props: Props) =>
  props['kind'] === kind && detail(props)
const detail = (...words: readonly string[]) => oneOf('kind_detail', ...words)
const not = (test: (props: Props) => boolean) => (props: Props) => !test(props)
const border = (most: number) => (props: Props) => Number(props['kind_detail'] ?? 99) <= most

const cities = detail('city')
const towns = detail('town')

export const protomaps: SchemaSources = {
  areas: [
    {
      concept: 'built',
      layer: 'landuse',
      of: oneOf('kind', 'residential', 'industrial', 'commercial'),
    },
    {
      concept: 'wood',
      layer: 'landuse',
      of: oneOf(
        'kind',
        'wood',
        'forest',
        'nature_reserve',
        'park',
        'grass',
        'grassland',
        'farmland',
        'orchard',
        'scrub',
      ),
    },
    { concept: 'wood', layer: 'natural', of: oneOf('kind', 'wood', 'forest', 'scrub') },
    { concept: 'water', layer: 'water' },
    { concept: 'building', layer: 'buildings', from: 13 },
  ],
  lines: [
    { concept: 'river', layer: 'water', of: oneOf('kind', 'river', 'canal') },
    { concept: 'stream', layer: 'water', of: oneOf('kind', 'stream', 'ditch', 'drain'), from: 12 },
    { concept: 'river', layer: 'physical_line', of: oneOf('kind', 'river', 'canal') },
    { concept: 'small-border', layer: 'boundaries', of: border(8) },
    { concept: 'border', layer: 'boundaries', of: border(6) },
    { concept: 'path', layer: 'roads', of: oneOf('kind', 'path'), from: 13 },
    { concept: 'minor', layer: 'roads', of: oneOf('kind', 'minor_road', 'other'), from: 12 },
    { concept: 'railway', layer: 'roads', of: oneOf('kind', 'rail') },
    {
      concept: 'secondary',
      layer: 'roads',
      of: kindAnd('major_road', not(detail('primary', 'trunk'))),
    },
    { concept: 'primary', layer: 'roads', of: kindAnd('major_road', detail('primary', 'trunk')) },
    { concept: 'motorway', layer: 'roads', of: oneOf('kind', 'highway') },
  ],
  names: [
    { concept: 'city', layer: 'places', of: kindAnd('locality', cities) },
    { concept: 'town', layer: 'places', of: kindAnd('locality', towns), from: 8 },
    {
      concept: 'village',
      layer: 'places',
      of: (props) =>
        props['kind'] === 'neighbourhood' ||
        (props['kind'] === 'locality' && !cities(props) && !towns(props)),
      from: 11,
    },
    {
      concept: 'river-name',
      layer: 'water',
      of: oneOf('kind', 'river', 'canal', 'stream'),
      from: 11,
    },
    {
      concept: 'water-name',
      layer: 'water',
      of: oneOf('kind', 'lake', 'water', 'reservoir', 'ocean', 'sea'),
    },
    { concept: 'road-name', layer: 'roads', from: 12 },
    { concept: 'poi', layer: 'pois', from: 15 },
  ],
  nameProps: ['name:zh-Hans', 'name:zh', 'name', 'ref', 'name:en'],
  told: ['kind'],
}
