/** Names of the layers in a vector tile (Mapbox Vector Tile 2.1 §4), and which schema they belong to. */
import type { PackTiles } from '../../../core/map-packs.ts'

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** A base-128 number; NaN past the end or where it is longer than 32 bits need. */
function varint(cursor: Cursor): number {
  let value = 0
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = cursor.bytes[cursor.at++]
    if (byte === undefined) return Number.NaN
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return value
  }
  return Number.NaN
}

/** Field number and bytes of each length-delimited field; `undefined` where it is no protobuf. */
function fieldsOf(bytes: Uint8Array): (readonly [number, Uint8Array])[] | undefined {
  const cursor: Cursor = { bytes, at: 0 }
  const found: (readonly [number, Uint8Array])[] = []
  while (cursor.at < bytes.length) {
    const key = varint(cursor)
    const field = Math.floor(key / 8)
    switch (key % 8) {
      case 0:
        if (Number.isNaN(varint(cursor))) return undefined
        break
      case 1:
        cursor.at += 8
        break
      case 2: {
        const length = varint(cursor)
        const end = cursor.at + length
        if (!(end <= bytes.length)) return undefined
        found.push([field, bytes.subarray(cursor.at, end)])
        cursor.at = end
        break
      }
      case 5:
        cursor.at += 4
        break
      default:
        return undefined
    }
    if (field === 0 || cursor.at > bytes.length) return undefined
  }
  return found
}

const text = new TextDecoder('utf-8', { fatal: false })

/** `undefined`: not a vector tile. A tile without layers is one. */
export function vectorLayersOf(bytes: Uint8Array): string[] | undefined {
  const layers = fieldsOf(bytes)
  if (!layers) return undefined
  const names: string[] = []
  for (const [field, layer] of layers) {
    // Anything but layers (3) is left to extensions from 16 on.
    if (field !== 3) {
      if (field < 16) return undefined
      continue
    }
    const name = fieldsOf(layer)?.find(([inside]) => inside === 1)?.[1]
    if (!name) return undefined
    names.push(text.decode(name))
  }
  return names
}

/** What each schema calls its layers; names that two of them share prove nothing. */
const telling: Readonly<Record<'openmaptiles' | 'shortbread' | 'protomaps', readonly string[]>> = {
  openmaptiles: [
    'transportation',
    'transportation_name',
    'place',
    'boundary',
    'building',
    'poi',
    'water_name',
    'waterway',
    'mountain_peak',
    'housenumber',
    'aeroway',
    'park',
  ],
  shortbread: [
    'streets',
    'street_labels',
    'street_polygons',
    'place_labels',
    'boundary_labels',
    'water_polygons',
    'water_lines',
    'ocean',
    'land',
    'sites',
    'addresses',
    'bridges',
    'public_transport',
  ],
  protomaps: ['earth', 'roads', 'places', 'natural', 'transit', 'physical_line', 'physical_point'],
}

/** One name may be chance (a file of somebody's own `roads`); two are a schema. */
const enough = 2
/** A mixture of two schemas is neither. */
const asManyMore = 2

export function guessSchema(layers: readonly string[]): NonNullable<PackTiles['schema']> {
  const scores = Object.entries(telling).map(
    ([schema, names]) => [schema, names.filter((name) => layers.includes(name)).length] as const,
  )
  const [best, second] = scores.toSorted(([, a], [, b]) => b - a)
  if (!best || best[1] < enough || best[1] < (second?.[1] ?? 0) + asManyMore) return 'other'
  return best[0] as keyof typeof telling
}
