/** Features cut into vector tiles, zoom by zoom, only where there is something. */
import { gzipSync } from 'node:zlib'
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection, Geometry } from 'geojson'
import type { LayerFeature } from './roles.ts'

const extent = 4096
/** A pack beyond this is a mistake in the zooms; a county down to zoom 16 has a tenth of it. */
export const mostTiles = 400_000

export interface CutTile {
  readonly z: number
  readonly x: number
  readonly y: number
  /** Gzipped. */
  readonly bytes: Uint8Array
}

interface Group {
  readonly layer: string
  readonly fromZoom: number
  readonly index: GeoJSONVT
}

function groupsOf(features: readonly LayerFeature[], maxZoom: number): readonly Group[] {
  const byKey = Map.groupBy(features, ({ layer, fromZoom }) => `${layer} ${fromZoom}`)
  return [...byKey.values()].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const collection: FeatureCollection = {
      type: 'FeatureCollection',
      features: members.map(({ geometry, tags }) => ({
        type: 'Feature',
        // Our geometries are the same shapes, only not to be changed.
        geometry: geometry as Geometry,
        properties: { ...tags },
      })),
    }
    const index = new GeoJSONVT(collection, {
      maxZoom,
      indexMaxZoom: Math.min(maxZoom, 5),
      extent,
      buffer: 128,
      tolerance: 4,
    })
    return [{ layer: first.layer, fromZoom: first.fromZoom, index }]
  })
}

/** What of each layer lies in one tile; `anything` also counts what is drawn deeper only. */
function tileAt(groups: readonly Group[], z: number, x: number, y: number) {
  const layers: Record<string, GeoJSONVTTile> = {}
  let anything = false
  for (const { layer, fromZoom, index } of groups) {
    const tile = index.getTile(z, x, y)
    if (!tile || tile.features.length === 0) continue
    anything = true
    if (z < fromZoom) continue
    const known = layers[layer]
    if (known) known.features = [...known.features, ...tile.features]
    else layers[layer] = { ...tile }
  }
  return { layers, anything }
}

export interface CutOptions {
  readonly minZoom: number
  readonly maxZoom: number
  readonly onTile: (tile: CutTile) => void
  /** Tiles looked at so far. */
  readonly onProgress: (looked: number) => void
}

/** The number of tiles; `undefined` where there would be more than `mostTiles`. */
export function cutTiles(
  features: readonly LayerFeature[],
  { minZoom, maxZoom, onTile, onProgress }: CutOptions,
): number | undefined {
  const groups = groupsOf(features, maxZoom)
  let count = 0
  let looked = 0
  /** From a tile to its four: where nothing is, nothing is deeper. */
  const visit = (z: number, x: number, y: number): boolean => {
    if (++looked % 200 === 0) onProgress(looked)
    const { layers, anything } = tileAt(groups, z, x, y)
    if (!anything) return true
    if (z >= minZoom && Object.keys(layers).length > 0) {
      if (++count > mostTiles) return false
      onTile({ z, x, y, bytes: gzipSync(fromGeojsonVt(layers, { version: 2, extent })) })
    }
    if (z === maxZoom) return true
    return [0, 1, 2, 3].every((part) => visit(z + 1, 2 * x + (part & 1), 2 * y + (part >> 1)))
  }
  return visit(0, 0, 0) ? count : undefined
}
