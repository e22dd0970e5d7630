/** The OpenMapTiles schema 3.x (openmaptiles.org/schema); also what this console builds itself. */
import { oneOf, type SchemaSources } from './concepts.ts'

const border = (most: number) => (props: Readonly<Record<string, unknown>>) =>
  Number(props['admin_level'] ?? 99) <= most && props['maritime'] !== 1

export const openMapTiles: SchemaSources = {
  areas: [
    {
      concept: 'built',
      layer: 'landuse',
      of: oneOf(
        'class',
        'residential',
        'suburb',
        'quarter',
        'neighbourhood',
        'industrial',
        'commercial',
      ),
    },
    {
      concept: 'wood',
      layer: 'landcover',
      of: oneOf('class', 'wood', 'forest', 'grass', 'farmland'),
    },
    { concept: 'wood', layer: 'park' },
    { concept: 'water', layer: 'water' },
    { concept: 'building', layer: 'building', from: 13 },
  ],
  lines: [
    { concept: 'river', layer: 'waterway', of: oneOf('class', 'river', 'canal') },
    {
      concept: 'stream',
      layer: 'waterway',
      of: oneOf('class', 'stream', 'drain', 'ditch'),
      from: 12,
    },
    { concept: 'small-border', layer: 'boundary', of: border(8) },
    { concept: 'border', layer: 'boundary', of: border(6) },
    { concept: 'path', layer: 'transportation', of: oneOf('class', 'path', 'track'), from: 13 },
    {
      concept: 'minor',
      layer: 'transportation',
      of: oneOf('class', 'minor', 'service', 'raceway'),
      from: 12,
    },
    { concept: 'railway', layer: 'transportation', of: oneOf('class', 'rail', 'transit') },
    { concept: 'secondary', layer: 'transportation', of: oneOf('class', 'secondary', 'tertiary') },
    { concept: 'primary', layer: 'transportation', of: oneOf('class', 'primary', 'trunk') },
    { concept: 'motorway', layer: 'transportation', of: oneOf('class', 'motorway') },
  ],
  names: [
    { concept: 'city', layer: 'place', of: oneOf('class', 'city') },
    { concept: 'town', layer: 'place', of: oneOf('class', 'town'), from: 8 },
    {
      concept: 'village',
      layer: 'place',
      of: oneOf(
        'class',
        'village',
        'hamlet',
        'suburb',
        'quarter',
        'neighbourhood',
        'isolated_dwelling',
      ),
      from: 11,
    },
    { concept: 'river-name', layer: 'waterway', from: 11 },
    { concept: 'water-name', layer: 'water_name' },
    { concept: 'road-name', layer: 'transportation_name', from: 12 },
    { concept: 'poi', layer: 'mountain_peak', from: 12 },
    { concept: 'poi', layer: 'poi', from: 15 },
  ],
  nameProps: ['name:zh-Hans', 'name:zh', 'name', 'name_int', 'ref'],
  told: ['class', 'admin_level'],
}
