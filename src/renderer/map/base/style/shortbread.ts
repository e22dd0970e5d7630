/** The Shortbread schema 1.0 (shortbread-tiles.org/schema/1.0). */
import { oneOf, type SchemaSources } from './concepts.ts'

const border = (most: number) => (props: Readonly<Record<string, unknown>>) =>
  Number(props['admin_level'] ?? 99) <= most && props['maritime'] !== true

export const shortbread: SchemaSources = {
  areas: [
    {
      concept: 'built',
      layer: 'land',
      of: oneOf('kind', 'residential', 'industrial', 'commercial', 'retail', 'garages'),
    },
    {
      concept: 'wood',
      layer: 'land',
      of: oneOf(
        'kind',
        'forest',
        'grass',
        'grassland',
        'meadow',
        'scrub',
        'farmland',
        'orchard',
        'vineyard',
        'park',
        'cemetery',
        'allotments',
      ),
    },
    { concept: 'water', layer: 'ocean' },
    { concept: 'water', layer: 'water_polygons' },
    { concept: 'building', layer: 'buildings', from: 13 },
  ],
  lines: [
    { concept: 'river', layer: 'water_lines', of: oneOf('kind', 'river', 'canal') },
    { concept: 'stream', layer: 'water_lines', of: oneOf('kind', 'stream', 'ditch'), from: 12 },
    { concept: 'small-border', layer: 'boundaries', of: border(8) },
    { concept: 'border', layer: 'boundaries', of: border(6) },
    {
      concept: 'path',
      layer: 'streets',
      of: oneOf('kind', 'track', 'path', 'footway', 'steps', 'cycleway', 'bridleway'),
      from: 13,
    },
    {
      concept: 'minor',
      layer: 'streets',
      of: oneOf(
        'kind',
        'unclassified',
        'residential',
        'living_street',
        'service',
        'pedestrian',
        'busway',
      ),
      from: 12,
    },
    {
      concept: 'railway',
      layer: 'streets',
      of: oneOf('kind', 'rail', 'light_rail', 'narrow_gauge', 'tram', 'subway'),
    },
    { concept: 'secondary', layer: 'streets', of: oneOf('kind', 'secondary', 'tertiary') },
    { concept: 'primary', layer: 'streets', of: oneOf('kind', 'primary', 'trunk') },
    { concept: 'motorway', layer: 'streets', of: oneOf('kind', 'motorway') },
  ],
  names: [
    {
      concept: 'city',
      layer: 'place_labels',
      of: oneOf('kind', 'capital', 'state_capital', 'city'),
    },
    { concept: 'town', layer: 'place_labels', of: oneOf('kind', 'town'), from: 8 },
    {
      concept: 'village',
      layer: 'place_labels',
      of: oneOf(
        'kind',
        'village',
        'hamlet',
        'suburb',
        'quarter',
        'neighbourhood',
        'isolated_dwelling',
        'farm',
        'locality',
      ),
      from: 11,
    },
    { concept: 'river-name', layer: 'water_lines_labels', from: 11 },
    { concept: 'water-name', layer: 'water_polygons_labels' },
    { concept: 'road-name', layer: 'street_labels', from: 12 },
    { concept: 'poi', layer: 'pois', from: 15 },
  ],
  nameProps: ['name_zh', 'name', 'ref', 'name_en'],
  told: ['kind', 'admin_level'],
}
